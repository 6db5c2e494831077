"""The conflicts of interest that the reader has declared and can take back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store.conflicts import UNTOUCHED
from forms.text import Text

SHOWN: Final = 100
# Whoever has declared one may no longer see a secret case: then it tells no more than what the person wrote.
_MINE: Final = text(f"""
SELECT k.task_id, k.reason, k.declared_at, c.secret, t.name, t.name_en, c.title
  FROM conflict_of_interest k JOIN task t ON t.id = k.task_id JOIN "case" c ON c.id = t.case_id
 WHERE k.person_id = :person AND c.organisation_id = :organisation AND k.withdrawn_at IS NULL AND {UNTOUCHED}
 ORDER BY k.declared_at DESC, k.task_id LIMIT {SHOWN}
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Declared:
    """A conflict of interest of the reader. `name` and `title` are None in a secret case."""

    task_id: UUID
    reason: str
    declared_at: datetime
    name: Text | None
    title: str | None


@dataclass(frozen=True)
class MyConflicts:
    """Which conflicts of interest have I declared in open tasks that nobody else has taken or begun with?"""

    def run(self, view: View) -> tuple[Declared, ...]:
        """Return them, the newest first."""
        require(view.actor, Permission.TASK_READ)
        asked = {"person": view.actor.person_id, "organisation": view.organisation_id}
        return tuple(
            Declared(
                row.task_id,
                row.reason,
                row.declared_at,
                None if row.secret else Text(row.name, row.name_en or row.name),
                None if row.secret else row.title,
            )
            for row in view.connection.execute(_MINE, asked)
        )
