"""Whether the reader follows a case, and may do something to it from outside its model."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, administrator, process_owner, require
from engine.queries.cases.list import visible
from engine.store import interventions

_FOLLOWS: Final = text("""
SELECT coalesce((SELECT f.follows FROM follower f WHERE f.case_id = c.id AND f.person_id = :person),
                c.started_by = :person) FROM "case" c WHERE c.id = :case
""")


@dataclass(frozen=True)
class Following:
    """Does the reader follow the case? Who started it does, until saying otherwise."""

    case_id: UUID

    def run(self, view: View) -> bool:
        """Return whether."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        asked = {"case": case.id, "person": view.actor.person_id}
        return bool(view.connection.execute(_FOLLOWS, asked).scalar_one())


@dataclass(frozen=True)
class MayIntervene:
    """May the reader suspend, move or cancel the case? An owner of a process may where it has to do with the case."""

    case_id: UUID

    def run(self, view: View) -> bool:
        """Return whether a page shows how."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        if case.state != "running" or administrator(view.actor) or not process_owner(view.actor):
            return case.state == "running" and administrator(view.actor)
        owned = [one.seat_id for one in view.actor.held if one.role == "processagare"]
        return interventions.seat_in(view.connection, case.id, owned) is not None
