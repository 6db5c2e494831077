"""Who can do a task: for whoever is to give it to somebody."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.tasks.detail import seen
from engine.store import candidates
from engine.store.candidates import Candidate, Sought


@dataclass(frozen=True)
class Candidates:
    """Those who can do the task today, by name; `q` is a part of the name. Raises NotFoundError."""

    task_id: UUID
    q: str | None = None
    limit: int = 50

    def run(self, view: View) -> tuple[Candidate, ...]:
        """Return them in order of name; nobody for a task that has ended."""
        require(view.actor, Permission.TASK_READ)
        row = seen(view, self.task_id)
        if row.state != "open":
            return ()
        apart = view.library.model(row.model_hash).model.elements[row.element].separate_from
        sought = Sought(cursors.containing(self.q) if self.q else None, limit=self.limit)
        return candidates.candidates(view.connection, (row.id, row.case_id), apart, view.now, sought)
