"""What somebody may measure in a case, and what has been measured there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from engine.governance.actor import Actor
from engine.governance.answering import MANAGER, answers_for, played
from engine.governance.profile import Profile
from engine.store import answering, goals, sight, units
from engine.store.sight import Seen

# A goal, a unit (None: the whole) and a day.
Place = tuple[UUID, UUID | None, date]


@dataclass(frozen=True)
class Measuring:
    """What somebody may measure in a case. `units`: those the person manages; None: all of them, and the whole.

    `shares` has the units with a share in each goal of the case, `known` all units of the organisation, `counting` the
    values there are, by their places.
    """

    case: Seen
    units: frozenset[UUID] | None
    shares: Mapping[UUID, frozenset[UUID]]
    known: frozenset[UUID]
    counting: Mapping[Place, Any]

    @property
    def anything(self) -> bool:
        """Whether there is anything that the person may measure now."""
        return self.case.state == "running" and bool(self.shares) and self.units != frozenset()

    def may(self, unit_id: UUID | None) -> bool:
        """Whether the person may measure in a unit (None: the whole)."""
        return self.units is None or unit_id in self.units


def measuring(
    connection: Connection, actor: Actor, profile: Profile, now: datetime, case_id: UUID
) -> Measuring:
    """Return what the actor may measure in a case; raises NotFoundError for one that the actor may not see."""
    case = sight.case_of(connection, actor, now, case_id)
    mine = None
    if not answers_for(actor, profile, case.id):
        mine = answering.managed(connection, sight.reader(actor, now), played(profile, MANAGER), case.id)
    known = frozenset(units.kinds(connection, case.organisation_id))
    shares = goals.shares_of_case(connection, case.id)
    return Measuring(case, mine, shares, known, goals.measured(connection, case.id))
