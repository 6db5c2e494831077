"""Where a case stands in its model: as a drawing and, saying the same, as a list of steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.library import Published
from engine.queries import names
from engine.queries.cases.list import visible
from engine.queries.cases.visits import Way, repeated, way
from engine.queries.rows import StepRow
from engine.runtime import drawing
from engine.runtime.model import Element
from engine.store.tables import incident, instance, task
from forms.text import Language


@dataclass(frozen=True)
class _Standing:
    way: Way
    open_tasks: dict[str, int]
    tokens: dict[str, list[int]]


@dataclass(frozen=True)
class Diagram:
    """The model's drawing as SVG, with visited path and tokens. `part`: one subprocess only, e.g. a phase. `scale`: how large."""

    case_id: UUID
    language: Language = "sv"
    part: str | None = None
    scale: float = 1.0

    def run(self, view: View) -> bytes:
        """Return the SVG."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        published = view.library.model(case.model_hash)
        at = _standing(view, case, published)
        marks = drawing.Marks(
            visited=at.way.passed,
            active=at.open_tasks,
            around=_subprocesses(published) & at.tokens.keys(),
            waiting=frozenset(at.tokens) - at.open_tasks.keys() - _subprocesses(published),
            done_of={
                key: (counts[1], counts[2]) for key, counts in at.tokens.items() if counts[2] is not None
            },
            failed=_failed(view, case),
            role_names={key: name.to(self.language) for key, name in view.profile.names().items()},
            ended=case.ended_at is not None,
        )
        return drawing.svg(
            published.files[f"{case.process}.bpmn"], marks, self.language, part=self.part, scale=self.scale
        )


@dataclass(frozen=True)
class Steps:
    """The steps of a case in the order of the model, each done, now, coming, or skipped when the case ended without it."""

    case_id: UUID

    def run(self, view: View) -> tuple[StepRow, ...]:
        """Return the list that says what the drawing shows."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        published = view.library.model(case.model_hash)
        at = _standing(view, case, published)
        listed = drawing.steps(published.files[f"{case.process}.bpmn"], "sv")
        named = (one for one in listed if published.model.elements[one.id].name)
        return tuple(_step(view, case, at, one) for one in named)


def _standing(view: View, case: Row[Any], published: Published) -> _Standing:
    open_tasks: dict[str, int] = {}
    waiting = select(task.c.element).where(task.c.case_id == case.id, task.c.state == "open")
    for element in view.connection.execute(waiting).scalars():
        open_tasks[element] = open_tasks.get(element, 0) + 1
    tokens = view.connection.execute(
        select(instance.c.tokens).where(instance.c.case_id == case.id)
    ).scalar_one()
    return _Standing(way(view, case.id, published.model.elements), open_tasks, tokens)


def _subprocesses(published: Published) -> frozenset[str]:
    return frozenset(key for key, element in published.model.elements.items() if element.kind == "subProcess")


def _failed(view: View, case: Row[Any]) -> frozenset[str]:
    open_ones = (
        select(incident.c.element)
        .join(instance, instance.c.id == incident.c.instance_id)
        .where(instance.c.case_id == case.id, incident.c.resolved_at.is_(None))
    )
    return frozenset(filter(None, view.connection.execute(open_ones).scalars()))


def _step(view: View, case: Row[Any], at: _Standing, one: Any) -> StepRow:
    elements = view.library.model(case.model_hash).model.elements
    element = elements[one.id]
    done, total = _counts(elements, at, one.id)
    # What some instances have done and others have still to do is going on, also when none is there just now.
    between = done < total and repeated(elements, one.id) in at.tokens and one.id in at.way.passed
    now = one.id in at.open_tasks or one.id in at.tokens or between
    started_at, ended_at = at.way.times(one.id)
    return StepRow(
        element_id=one.id,
        name=element.label,
        kind=element.kind,
        level=one.level,
        phase=one.phase,
        role_name=names.role(view, element.role) if element.role and element.form else None,
        state="now" if now else _left(case, at, one.id),
        open=at.open_tasks.get(one.id, 0),
        done=done,
        total=total,
        started_at=started_at,
        ended_at=None if now else ended_at,
    )


def _left(case: Row[Any], at: _Standing, element: str) -> str:
    if element in at.way.passed:
        return "done"
    return "coming" if case.ended_at is None else "skipped"


def _counts(elements: Mapping[str, Element], at: _Standing, element: str) -> tuple[int, int]:
    """Return how many instances of a step are done, and of how many; 0, 0 where there is only one."""
    if element in at.tokens and at.tokens[element][2] is not None:
        return at.tokens[element][1], at.tokens[element][2]
    several = repeated(elements, element)
    return at.way.done_of(element, several) if several else (0, 0)
