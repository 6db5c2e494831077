"""A case arranged for its page: the phase line, and the phase that is looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from engine import clock
from engine.desk import View
from engine.queries.cases.drawing import Diagram, Steps
from engine.queries.cases.list import CaseById
from engine.queries.rows import CaseRow, StepRow
from forms.text import Language, Text

PHASE_KIND: Final = "subProcess"
# Gateways and connectors are in the drawing; the list beside it tells what people do.
_LISTED: Final = ("Task", PHASE_KIND, "callActivity", "task")
_REACHED: Final = ("done", "now")
_SILENT: Final = ("serviceTask", "sendTask", "scriptTask", "businessRuleTask")


@dataclass(frozen=True)
class Phase:
    """A station of the phase line: done, now, coming, or skipped when the case took another way or ended before it.

    `share` is how far the phase that goes on has come, in quarters.
    """

    id: str
    number: int
    name: Text
    state: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    share: int = 0

    @property
    def days(self) -> int | None:
        """How many days a finished phase took."""
        if self.started_at is None or self.ended_at is None:
            return None
        return (clock.day(self.ended_at) - clock.day(self.started_at)).days


@dataclass(frozen=True)
class Standing:
    """Where a case is: its phases, and the steps and drawing of the phase `part` (None: of the whole process)."""

    case: CaseRow
    phases: tuple[Phase, ...]
    part: Phase | None
    steps: tuple[StepRow, ...]
    drawing: bytes

    @property
    def now(self) -> str | None:
        """The first element with an open task in what is drawn."""
        return next((step.element_id for step in self.steps if step.open), None)


@dataclass(frozen=True)
class StandingOf:
    """Where is the case? `part` names the phase to look at; without it, the one that the case is in."""

    case_id: UUID
    language: Language
    part: str | None = None
    scale: float = 1.0

    def run(self, view: View) -> Standing:
        """Return the phases, and one of them from inside; a name that is no phase is passed over."""
        case = CaseById(self.case_id).run(view)
        steps = Steps(self.case_id).run(view)
        line = phases(case, steps)
        part = _part(case, line, self.part)
        drawing = Diagram(self.case_id, self.language, part.id if part else None, self.scale).run(view)
        listed = tuple(step for step in steps if _is_listed(step, part))
        return Standing(case, line, part, listed, drawing)


@dataclass(frozen=True)
class Sheet:
    """A drawing on a page of its own; `phase` is None for a process without phases."""

    phase: Phase | None
    drawing: bytes


@dataclass(frozen=True)
class SheetsOf:
    """The drawings of a case to print, a sheet for each phase; `part` chooses one of them."""

    case_id: UUID
    language: Language
    part: str | None = None

    def run(self, view: View) -> tuple[CaseRow, tuple[Sheet, ...]]:
        """Return the case and its sheets."""
        case = CaseById(self.case_id).run(view)
        line = phases(case, Steps(self.case_id).run(view))
        chosen: list[Phase | None] = [phase for phase in line if phase.id == self.part]
        chosen = chosen or list(line) or [None]
        return case, tuple(
            Sheet(one, Diagram(self.case_id, self.language, one.id if one else None).run(view))
            for one in chosen
        )


def phases(case: CaseRow, steps: Sequence[StepRow]) -> tuple[Phase, ...]:
    """Return the stations of the phase line: the outermost subprocesses, in the order of the model."""
    stations = [step for step in steps if step.kind == PHASE_KIND and step.level == 0]
    states = [_state(case, step) for step in stations]
    passed = (at for at, state in enumerate(states) if state != "coming")
    reached = len(states) if case.state == "ended" else max(passed, default=0)
    return tuple(
        Phase(
            step.element_id,
            at + 1,
            step.name,
            "skipped" if at < reached and states[at] == "coming" else states[at],
            step.started_at,
            step.ended_at,
            _share(steps, step.element_id),
        )
        for at, step in enumerate(stations)
    )


def _part(case: CaseRow, line: Sequence[Phase], wanted: str | None) -> Phase | None:
    for name in (wanted, case.phase):
        found = next((phase for phase in line if phase.id == name), None)
        if found:
            return found
    # A case that has ended, or is between two phases, is looked at where it was last.
    return next((phase for phase in reversed(line) if phase.state == "done"), line[0] if line else None)


def _is_listed(step: StepRow, part: Phase | None) -> bool:
    inside = part is None or (step.phase == part.id and step.element_id != part.id)
    return inside and (_works(step) or step.state == "now")


def _share(steps: Iterable[StepRow], phase: str) -> int:
    """Return how many quarters of the steps of a phase have been reached."""
    inside = [step for step in steps if step.phase == phase and step.element_id != phase and _works(step)]
    return 4 * sum(step.state in _REACHED for step in inside) // len(inside) if inside else 0


def _works(step: StepRow) -> bool:
    return step.kind.endswith(_LISTED) and step.kind not in _SILENT


def _state(case: CaseRow, step: StepRow) -> str:
    if case.state == "running" and step.element_id == case.phase:
        return "now"
    return "done" if step.state == "done" else "coming"
