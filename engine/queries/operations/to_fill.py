"""Which seats Räls should start a case about now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.governance.raising import PROCESS, rule_of
from engine.queries.people.organisations import Organisations
from engine.store import content, raising
from engine.store.seats import Place

# Of one organisation at a time: the rest wait until the next.
BATCH: Final = 100


@dataclass(frozen=True)
class SeatsToFill:
    """The places that nobody holds or soon nobody will, in organisations whose profile lets Räls start the cases."""

    def run(self, view: View) -> tuple[tuple[UUID, Place], ...]:
        """Return them with their organisations, the most pressing first."""
        require(view.actor, Permission.CASE_RAISE)
        organisations = Organisations().run(view)
        return tuple((one.id, place) for one in organisations for place in _of(view, one.id))


def _of(view: View, organisation_id: UUID) -> Iterator[Place]:
    profile = view.library.profile(content.profile_of(view.connection, organisation_id))
    rule = rule_of(profile, view.now)
    if rule is None or content.in_force(view.connection, organisation_id, PROCESS) is None:
        return
    settled, under_way = raising.standing(view.connection, organisation_id, rule.settled_before)
    room = min(BATCH, rule.most_at_once - under_way)
    if room > 0:
        of = raising.Asked(organisation_id, profile, rule.roles, rule.ahead, settled)
        yield from (one.place for one in raising.empty(view.connection, of, view.now, limit=room))
