"""Whether the reader may take back what has been handed in with a task."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store import undoing

_TASK: Final = text("""
SELECT t.id, t.case_id, t.state, t.mandate, t.ended_by, c.model_hash
  FROM task t JOIN "case" c ON c.id = t.case_id WHERE t.id = :task AND c.organisation_id = :organisation
""")
_LAST: Final = text("""
SELECT i.before IS NOT NULL
       AND :task = (SELECT s.task_id FROM submission s WHERE s.case_id = :case AND s.undone_at IS NULL
                     ORDER BY s.submitted_at DESC LIMIT 1)
  FROM instance i WHERE i.case_id = :case AND i.status = 'running'
""")


@dataclass(frozen=True)
class MayRecall:
    """May I take back what I handed in with this task? What somebody has done since is looked at when it is tried."""

    task_id: UUID

    def run(self, view: View) -> bool:
        """Return whether it is worth trying; False for a task that is not there."""
        require(view.actor, Permission.TASK_READ)
        asked = {"task": self.task_id, "organisation": view.organisation_id}
        row = view.connection.execute(_TASK, asked).one_or_none()
        return row is not None and may_recall(view, row)


def may_recall(view: View, row: Row[Any]) -> bool:
    """Whether the task was the last to be completed in its case, by the reader, decided nothing and set nothing off."""
    if row.state != "completed" or row.mandate or row.ended_by != view.actor.person_id:
        return False
    if not view.connection.execute(_LAST, {"case": row.case_id, "task": row.id}).scalar_one_or_none():
        return False
    elements = view.library.model(row.model_hash).model.elements
    met = undoing.line(view.connection, row.case_id, row.id).elements
    return not any(elements[key].connector for key in met if key in elements)
