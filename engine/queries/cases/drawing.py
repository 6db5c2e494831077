"""Where a case stands in its model: as a drawing and, saying the same, as a list of steps."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.library import Published
from engine.queries import names
from engine.queries.cases.list import visible
from engine.queries.rows import StepRow
from engine.runtime import drawing
from engine.store.tables import incident, instance, task
from forms.text import Language

_VISITS = text("""
SELECT DISTINCT v->>'element' AS element, v->'flows' AS flows
  FROM trail t CROSS JOIN LATERAL jsonb_array_elements(t.details->'visits') v
 WHERE t.case_id = :case AND t.details ? 'visits' AND v->>'what' IN ('completed', 'fired', 'entered')
""")


@dataclass(frozen=True)
class _Standing:
    visited: frozenset[str]
    open_tasks: dict[str, int]
    tokens: dict[str, list[int]]


@dataclass(frozen=True)
class Diagram:
    """The model's drawing as SVG, with visited path and tokens. `part`: one subprocess only, e.g. a phase."""

    case_id: UUID
    language: Language = "sv"
    part: str | None = None

    def run(self, view: View) -> bytes:
        """Return the SVG."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        published = view.library.model(case.model_hash)
        at = _standing(view, case)
        marks = drawing.Marks(
            visited=at.visited,
            active=at.open_tasks,
            waiting=frozenset(at.tokens) - at.open_tasks.keys() - _subprocesses(published),
            done_of={
                key: (counts[1], counts[2]) for key, counts in at.tokens.items() if counts[2] is not None
            },
            failed=_failed(view, case),
            role_names={key: role.name.to(self.language) for key, role in view.profile.roles.items()},
        )
        return drawing.svg(published.files[f"{case.process}.bpmn"], marks, self.language, part=self.part)


@dataclass(frozen=True)
class Steps:
    """The steps of a case in the order of the model, each done, now or coming."""

    case_id: UUID

    def run(self, view: View) -> tuple[StepRow, ...]:
        """Return the list that says what the drawing shows."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        published = view.library.model(case.model_hash)
        at = _standing(view, case)
        listed = drawing.steps(published.files[f"{case.process}.bpmn"], "sv")
        named = (one for one in listed if published.model.elements[one.id].name)
        return tuple(_step(view, case, at, one) for one in named)


def _standing(view: View, case: Row[Any]) -> _Standing:
    visited: set[str] = set()
    for row in view.connection.execute(_VISITS, {"case": case.id}):
        visited.add(row.element)
        visited.update(row.flows)
    open_tasks: dict[str, int] = {}
    waiting = select(task.c.element).where(task.c.case_id == case.id, task.c.state == "open")
    for element in view.connection.execute(waiting).scalars():
        open_tasks[element] = open_tasks.get(element, 0) + 1
    tokens = view.connection.execute(
        select(instance.c.tokens).where(instance.c.case_id == case.id)
    ).scalar_one()
    return _Standing(frozenset(visited), open_tasks, tokens)


def _subprocesses(published: Published) -> frozenset[str]:
    # That something goes on inside one shows inside it.
    return frozenset(key for key, element in published.model.elements.items() if element.kind == "subProcess")


def _failed(view: View, case: Row[Any]) -> frozenset[str]:
    open_ones = (
        select(incident.c.element)
        .join(instance, instance.c.id == incident.c.instance_id)
        .where(instance.c.case_id == case.id, incident.c.resolved_at.is_(None))
    )
    return frozenset(filter(None, view.connection.execute(open_ones).scalars()))


def _step(view: View, case: Row[Any], at: _Standing, one: Any) -> StepRow:
    model = view.library.model(case.model_hash).model
    element = model.elements[one.id]
    counts = at.tokens.get(one.id, [at.open_tasks.get(one.id, 0), 0, 0])
    now = one.id in at.open_tasks or one.id in at.tokens
    return StepRow(
        element_id=one.id,
        name=names.text(element),
        kind=element.kind,
        level=one.level,
        phase=one.phase,
        role_name=names.role(view, element.role) if element.role and element.form else None,
        state="now" if now else "done" if one.id in at.visited else "coming",
        open=at.open_tasks.get(one.id, 0),
        done=counts[1] or 0,
        total=counts[2] or 0,
    )
