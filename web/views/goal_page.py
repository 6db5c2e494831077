"""The page of goals: each arranged with its facts in words, its chart, the same numbers as a table, and its units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from engine.governance.benefits import MEAN, SUM, WHOLE
from engine.queries.cases.benefits import GoalWhole
from engine.queries.cases.goals import ShareRow
from forms.text import Language, Text
from web.views.charts import LineChart, line_chart
from web.views.goals import Goal, goals, number

DIRECTIONS: Final[Mapping[str, Text]] = {
    "oka": Text("ska öka", "to increase"),
    "minska": Text("ska minska", "to decrease"),
    "behall": Text("ska behållas", "to be kept"),
}
INTERVALS: Final[Mapping[str, Text]] = {
    "P1M": Text("Varje månad", "Every month"),
    "P3M": Text("Varje kvartal", "Every quarter"),
    "P6M": Text("Varje halvår", "Every half-year"),
    "P1Y": Text("Varje år", "Every year"),
}
ASSESSMENTS: Final[Mapping[str, tuple[Text, str, str | None]]] = {
    "uppnatt": (Text("Uppnått", "Reached"), "green", "tick"),
    "pa_vag": (Text("På väg", "On its way"), "blue", None),
    "ej_uppnatt": (Text("Inte uppnått", "Not reached"), "red", "fault"),
}
OF: Final[Mapping[str, Text]] = {
    WHOLE: Text("mätt för helheten", "measured as a whole"),
    MEAN: Text("snitt av enheterna", "mean of the units"),
    SUM: Text("summan av enheterna", "sum of the units"),
}


@dataclass(frozen=True)
class Unit:
    """A unit's part, its numbers in words. `next_on`: when it is to measure; `late`: that day has passed."""

    row: ShareRow
    managers: tuple[str, ...]
    baseline: str | None
    target: str | None
    last: str | None
    next_on: date | None
    late: bool


@dataclass(frozen=True)
class Shown:
    """A goal on the page. `over_time`: the totals as (day, value, what it is); the chart shows the same."""

    whole: GoalWhole
    goal: Goal
    interval: Text
    direction: Text
    chart: LineChart | None
    over_time: tuple[tuple[date, str, Text], ...]
    projection: str | None
    units: tuple[Unit, ...]

    @property
    def late_whole(self) -> bool:
        """Whether the whole is past its day to be measured."""
        return None in self.whole.late


def shown(wholes: Iterable[GoalWhole], language: Language) -> list[Shown]:
    """Return the goals for a reader of the language."""
    found = list(wholes)
    pairs = zip(found, goals((one.row for one in found), language), strict=True)
    return [_shown(whole, goal, language) for whole, goal in pairs]


def _shown(whole: GoalWhole, goal: Goal, language: Language) -> Shown:
    row = whole.row

    def told(value: Decimal) -> str:
        return f"{number(value, language)} {row.measured_in}".strip()

    return Shown(
        whole=whole,
        goal=goal,
        interval=INTERVALS.get(row.interval, Text(row.interval, row.interval)),
        direction=DIRECTIONS.get(row.direction, Text(row.direction, row.direction)),
        chart=_chart(whole),
        over_time=tuple((one.measured_on, told(one.value), OF[one.how]) for one in row.totals),
        projection=None if whole.projection is None else told(whole.projection),
        units=tuple(_unit(whole, share, language) for share in row.shares),
    )


def _unit(whole: GoalWhole, share: ShareRow, language: Language) -> Unit:
    def told(value: Decimal | None) -> str | None:
        return None if value is None else number(value, language)

    return Unit(
        row=share,
        managers=whole.managers.get(share.unit_id, ()),
        baseline=told(share.baseline),
        target=told(share.target),
        last=told(share.latest.value) if share.latest else None,
        next_on=whole.next.get(share.unit_id),
        late=share.unit_id in whole.late,
    )


def _chart(whole: GoalWhole) -> LineChart | None:
    row = whole.row
    if not row.totals:
        return None
    measured = [(one.measured_on, float(one.value)) for one in row.totals]
    begun = (min(row.baseline_on, measured[0][0]), float(row.baseline))
    leads = None if whole.projection is None else float(whole.projection)
    return line_chart([begun, *measured], (row.end_on, float(row.target)), leads)
