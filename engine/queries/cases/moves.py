"""Where an open task of a case can be moved to, and what that would close and open."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.library import Published
from engine.queries import names
from engine.queries.cases.list import visible
from engine.runtime import running
from engine.runtime.moving import Goal
from engine.runtime.running import Run
from engine.store import interventions
from engine.store.tables import instance
from forms.text import Text


@dataclass(frozen=True)
class MoveRow:
    """A task that another can be moved to; `refusal` says why it cannot. `again`: the case has been there before."""

    element_id: str
    name: Text
    role_name: Text | None
    again: bool
    refusal: Text | None


@dataclass(frozen=True)
class Moves:
    """The tasks on the level of an open task, with what stands in the way of moving it there."""

    case_id: UUID
    task_id: UUID

    def run(self, view: View) -> tuple[MoveRow, ...]:
        """Return them in the order of the model. Raises NotFoundError, and ConflictError when the task is not open."""
        require(view.actor, Permission.CASE_INTERVENE)
        published, run = _restored(view, self.case_id)
        passed = interventions.passed(view.connection, self.case_id)
        return tuple(_row(view, published, goal, passed) for goal in run.goals(self.task_id, passed))


@dataclass(frozen=True)
class Preview:
    """What a move would close and open."""

    closes: tuple[Text, ...]
    opens: tuple[Text, ...]


@dataclass(frozen=True)
class MovePreview:
    """What would a move do? It is tried in memory; nothing is stored."""

    case_id: UUID
    task_id: UUID
    to: str

    def run(self, view: View) -> Preview:
        """Return the tasks that would close and open. Raises InvalidError where it is not sound."""
        require(view.actor, Permission.CASE_INTERVENE)
        published, run = _restored(view, self.case_id)
        before = {waiting.id: waiting.element for waiting in run.waiting}
        run.move(self.task_id, self.to, interventions.passed(view.connection, self.case_id))
        after = {waiting.id: waiting.element for waiting in run.waiting}

        def named(some: dict[UUID, str], others: dict[UUID, str]) -> tuple[Text, ...]:
            found = (published.model.elements[element] for key, element in some.items() if key not in others)
            return tuple(element.label for element in found)

        return Preview(named(before, after), named(after, before))


def _restored(view: View, case_id: UUID) -> tuple[Published, Run]:
    case = visible(view, case_id)
    state = view.connection.execute(
        select(instance.c.state).where(instance.c.case_id == case.id)
    ).scalar_one()
    published = view.library.model(case.model_hash)
    return published, running.restore(published.model, state, view.now, view.calendar)


def _row(view: View, published: Published, goal: Goal, passed: frozenset[str]) -> MoveRow:
    element = published.model.elements[goal.element]
    role = names.role(view, element.role) if element.role else None
    return MoveRow(goal.element, element.label, role, goal.element in passed, goal.refusal)
