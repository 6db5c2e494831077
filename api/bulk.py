"""Does the same with many tasks: each in a transaction of its own, each with its own result."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from engine.commands.tasks.assign import AssignTask
from engine.commands.tasks.claim import ClaimTask
from engine.commands.tasks.complete import CompleteTask
from engine.door import Engine
from engine.errors import (
    ConflictError,
    EngineError,
    InsufficientScopeError,
    InvalidError,
    UnavailableError,
    UnknownActorError,
)
from engine.governance.actor import Identity
from engine.queries.rows import TaskDetail
from engine.queries.tasks.detail import TaskById
from engine.receipt import Receipt
from forms.text import Text

MOST: Final = 100


@dataclass(frozen=True)
class Result:
    """What became of one of the tasks: `problem` says why not, None when it went well."""

    task: UUID
    problem: EngineError | None

    @property
    def ok(self) -> bool:
        """Whether it went well."""
        return self.problem is None


@dataclass(frozen=True)
class Bulk:
    """What to do with many tasks. `person` and `priority` are for assign."""

    action: str
    tasks: tuple[UUID, ...]
    person: UUID | None = None
    priority: int | None = None


def each(engine: Engine, who: Identity, what: Bulk) -> tuple[Result, ...]:
    """Do it with each task, and return a result for each, in the same order; the same task twice is one.

    Raises InvalidError (too many, or nobody to assign to), and what stands in the way of all of them.
    """
    tasks = tuple(dict.fromkeys(what.tasks))
    if not 0 < len(tasks) <= MOST:
        raise InvalidError.at("/tasks", f"Välj 1-{MOST} uppgifter.", f"Choose 1-{MOST} tasks.")
    if what.action == "assign" and what.person is None:
        raise InvalidError.at("/person", "Välj en person.", "Choose a person.")
    return tuple(_one(engine, who, what, task) for task in tasks)


def _one(engine: Engine, who: Identity, what: Bulk, task: UUID) -> Result:
    try:
        ACTIONS[what.action](engine, who, what, task)
    except (UnknownActorError, UnavailableError, InsufficientScopeError):
        raise  # the others would fare no better
    except EngineError as error:
        return Result(task, error)
    return Result(task, None)


def _claim(engine: Engine, who: Identity, _: Bulk, task: UUID) -> None:
    engine.do(ClaimTask(task), who)


def _assign(engine: Engine, who: Identity, what: Bulk, task: UUID) -> None:
    if what.person is not None:
        engine.do(AssignTask(task, what.person, what.priority), who)


def _complete(engine: Engine, who: Identity, _: Bulk, task: UUID) -> None:
    """Hand in the reader's draft as it stands; the form refuses one that is not complete."""
    detail: TaskDetail = engine.ask(TaskById(task), who)
    receipt: Receipt = engine.do(CompleteTask(task, detail.answers, detail.task.version), who)
    if receipt.incident:
        why = Text(**receipt.incident["why"])
        raise ConflictError(
            f"Dina svar är sparade, men processen kunde inte gå vidare: {why.sv}",
            f"Your answers are kept, but the process could not go on: {why.en}",
        )


ACTIONS: Final[Mapping[str, Callable[[Engine, Identity, Bulk, UUID], None]]] = {
    "claim": _claim,
    "assign": _assign,
    "complete": _complete,
}


def failures(results: Iterable[Result]) -> list[Result]:
    """Return those that did not go well."""
    return [one for one in results if not one.ok]


def as_json(result: Result, language: Any) -> dict[str, Any]:
    """Return a result as it goes over the wire."""
    problem = result.problem
    told = (
        {"type": f"urn:rals:problem:{problem.type}", "detail": problem.text.to(language)} if problem else None
    )
    return {"task": str(result.task), "ok": result.ok, "problem": told}
