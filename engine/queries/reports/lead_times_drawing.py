"""The drawing of a process with how long cases wait in each step: a colour, and the number at the step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.desk import View
from engine.governance.permissions import Permission, require
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


@dataclass(frozen=True)
class LeadTimesDrawn:
    """Lead times by step, and the drawing of the version asked for, else of the one in force, at a scale. Raises as LeadTimes."""

    asked: LeadTimes
    language: Language = "sv"
    scale: float = 1.0

    def run(self, view: View) -> tuple[LeadTimesTold, bytes]:
        """Return both, from the same rows."""
        require(view.actor, Permission.CASE_READ)
        told = self.asked.run(view)
        version = chosen(told.versions, self.asked.version, "/version") or told.versions[0]
        marks = drawing.Marks(
            heat=dict(self._heat(told)),
            role_names={key: name.to(self.language) for key, name in view.profile.names().items()},
        )
        files = view.library.model(version.hash).files
        return told, drawing.svg(files[f"{self.asked.process}.bpmn"], marks, self.language, scale=self.scale)

    def _heat(self, told: LeadTimesTold) -> Iterator[tuple[str, Heat]]:
        for one in told.items:
            if one.key is not None and one.median is not None:
                yield (
                    one.key,
                    Heat(
                        state_of(one.median), short(one.median).to(self.language), said(one).to(self.language)
                    ),
                )


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
