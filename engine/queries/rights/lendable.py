"""What I can delegate: the mandates of the roles that are my own today."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.actor import ASSIGNMENT
from engine.governance.permissions import Permission, require
from engine.governance.rights import all_lendable
from engine.queries import names
from forms.text import Text


@dataclass(frozen=True)
class LendableRow:
    """A role assignment of the reader's own, with the mandates that it decides by: key and name."""

    assignment_id: UUID
    role: str
    role_name: Text
    scope_name: str
    mandates: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Lendable:
    """Which mandates can I delegate, by which of my roles?"""

    def run(self, view: View) -> tuple[LendableRow, ...]:
        """Return the roles that have any; what is lent to the reader is not there, since it is never lent on."""
        require(view.actor, Permission.RIGHT_READ)
        own = (held for held in view.actor.held if held.by == ASSIGNMENT)
        rows = (
            LendableRow(
                held.assignment_id,
                held.role,
                names.role(view, held.role),
                held.scope_name,
                tuple((one.key, one.name) for one in all_lendable(held.role, view.profile)),
            )
            for held in own
        )
        return tuple(row for row in rows if row.mandates)
