"""The drawing of a process with how long cases wait in each step: a colour, and the number at the step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.library import Published
from engine.queries.models.versions import chosen
from engine.queries.reports.lead_times import LeadRow, LeadTimes, LeadTimesTold
from engine.runtime import drawing
from engine.runtime.drawing.marks import Heat, State
from engine.runtime.durations import short
from forms.text import Language, Text

_DAY: Final = 86_400
# The colour of a step by its median: the first whose end it has not reached. The same in every process and period.
HEATS: Final[tuple[tuple[State, float, Text], ...]] = (
    ("heat1", 1, Text("under ett dygn", "less than a day")),
    ("heat2", 7, Text("ett dygn till en vecka", "a day to a week")),
    ("heat3", 14, Text("en till två veckor", "one to two weeks")),
    ("heat4", 28, Text("två till fyra veckor", "two to four weeks")),
    ("heat5", float("inf"), Text("fyra veckor eller mer", "four weeks or more")),
)


WHOLE: Final = "hela"


@dataclass(frozen=True)
class Drawn:
    """The drawing: of the phase `part`, or of the whole process (None). `phases` are all that there are, by key."""

    svg: bytes
    part: str | None
    phases: Mapping[str, Text]


@dataclass(frozen=True)
class LeadTimesDrawn:
    """Lead times by step, and the drawing of the version asked for, else of the one in force, at a scale. Raises as LeadTimes.

    `part`: a phase, or WHOLE; else the phase with the step that takes longest.
    """

    asked: LeadTimes
    language: Language = "sv"
    scale: float = 1.0
    part: str | None = None

    def run(self, view: View) -> tuple[LeadTimesTold, Drawn]:
        """Return both, from the same rows."""
        require(view.actor, Permission.CASE_READ)
        told = self.asked.run(view)
        version = chosen(told.versions, self.asked.version, "/version") or told.versions[0]
        marks = drawing.Marks(
            heat=dict(self._heat(told)),
            role_names={key: name.to(self.language) for key, name in view.profile.names().items()},
        )
        published = view.library.model(version.hash)
        phases = {key: published.element(key).label for key in published.model.phases}
        part = self.part if self.part in phases else None if self.part == WHOLE else _slowest(published, told)
        drawn = published.files[f"{self.asked.process}.bpmn"]
        return told, Drawn(
            drawing.svg(drawn, marks, self.language, part=part, scale=self.scale), part, phases
        )

    def _heat(self, told: LeadTimesTold) -> Iterator[tuple[str, Heat]]:
        for one in told.items:
            if one.key is not None and one.median is not None:
                yield (
                    one.key,
                    Heat(
                        state_of(one.median), short(one.median).to(self.language), said(one).to(self.language)
                    ),
                )


def _slowest(published: Published, told: LeadTimesTold) -> str | None:
    """Return the phase of the step with the longest median, else the first; None for a process without phases."""
    phases = published.model.phases
    timed = sorted(
        ((one.median, one.key) for one in told.items if one.key and one.median is not None), reverse=True
    )
    found = (_phase(published, key) for _, key in timed)
    return next(filter(None, found), next(iter(phases), None))


def _phase(published: Published, key: str) -> str | None:
    elements = published.model.elements
    at = elements.get(key)
    while at and at.id not in published.model.phases:
        at = elements.get(at.parent or "")
    return at.id if at else None


def state_of(seconds: float) -> State:
    """Return which of the colours a median has."""
    return next(state for state, end, _ in HEATS if seconds < end * _DAY)


def said(row: LeadRow) -> Text:
    """Return the times of a row in words, e.g. for those who do not see the drawing."""
    if row.median is None or row.p90 is None:
        return Text(f"{row.open} öppna", f"{row.open} open")
    median, p90 = short(row.median), short(row.p90)
    return Text(
        f"median {median.sv}, nio av tio inom {p90.sv}, {row.completed} klara, {row.open} öppna",
        f"median {median.en}, nine of ten within {p90.en}, {row.completed} completed, {row.open} open",
    )
