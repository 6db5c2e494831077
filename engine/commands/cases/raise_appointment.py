"""Start a case about a seat that nobody holds, or that soon nobody will: Räls does so itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands.opening import Beginning, open_case
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.governance.profile import Role
from engine.governance.raising import PROCESS, Rule, rule_of
from engine.governance.routing import ORGANISATION_KINDS
from engine.receipt import Receipt
from engine.store import content, raising
from engine.store.raising import Empty
from engine.store.seats import Place


@dataclass(frozen=True)
class RaiseAppointment:
    """Start the case that appoints to a place, if the profile wants it and nobody has meanwhile; return its receipt.

    Raises ConflictError when somebody else starts one in the same moment.
    """

    organisation_id: UUID
    place: Place

    def run(self, desk: Desk) -> Receipt | None:
        """Look again, since some time has passed, and start it."""
        require(desk.actor, Permission.CASE_RAISE)
        governing = content.governing(desk.connection, self.organisation_id)
        desk.work.actor = desk.actor.within(self.organisation_id, *governing)
        rule = rule_of(desk.profile, desk.now)
        model = content.in_force(desk.connection, self.organisation_id, PROCESS)
        found = _found(desk, rule, self.place) if rule and model else None
        if model is None or found is None:
            return None
        given = _answers(desk.profile.roles[self.place.role], found)
        return open_case(desk, Beginning(desk.library.model(model), given, None, _why(found)))


def _found(desk: Desk, rule: Rule, place: Place) -> Empty | None:
    settled, under_way = raising.standing(desk.connection, desk.organisation_id, rule.settled_before)
    if under_way >= rule.most_at_once or place.role not in {role.key for role in rule.roles}:
        return None
    of = raising.Asked(desk.organisation_id, desk.profile, rule.roles, rule.ahead, settled)
    return next(iter(raising.empty(desk.connection, of, desk.now, place=place)), None)


def _answers(role: Role, found: Empty) -> dict[str, Any]:
    """Return the answers of the start form, as a person would give them."""
    kind, scope = found.place.scope_kind, found.place.scope_id
    where = "processnod" if kind == "processnod" else "enhet"
    at = {} if kind in ORGANISATION_KINDS else {where: str(scope)}
    since = {"vakant_sedan": found.since.isoformat()} if found.since else {}
    ends = {"slutar": found.ends.isoformat()} if found.ends else {}
    return {
        "rubrik": f"{role.name.sv}, {found.name}"[:120],
        "roll": role.key,
        "anledning": "mandattid" if found.ends else "vakans",
        **at,
        **since,
        **ends,
    }


def _why(found: Empty) -> dict[str, Any]:
    days = {"since": found.since, "ends": found.ends}
    return {"why": "term-ends" if found.ends else "vacant"} | {
        name: day.isoformat() for name, day in days.items() if day
    }
