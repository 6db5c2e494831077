"""A status report arranged for people: judgements with words, and its lists as tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.queries.reports.changes import Change, changes
from engine.queries.reports.rows import ReportRow, ReportWhole
from forms.text import Language, Text
from web.views.changes import told
from web.views.charts import GoalRail, goal_rail
from web.views.goals import number
from web.views.report_words import COLOURS, HEADS, MONEY, PARTS, TABLES, TEXTS, TRENDS, WORDS
from web.words import Say


@dataclass(frozen=True)
class Mark:
    """A judgement: what it is of, its colour and trend as the marks name them, and what is said about it."""

    name: Text
    colour: str
    trend: str
    comment: str = ""
    action: str = ""


@dataclass(frozen=True)
class Sheet:
    """A list of the report as a table."""

    key: str
    name: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class GoalLine:
    """A benefit goal: its numbers in words, and where it stands on its rail (None while nothing is measured)."""

    name: str
    baseline: str
    target: str
    last: str | None
    measured_on: str
    forecast: str
    rail: GoalRail | None


@dataclass(frozen=True)
class Shown:
    """A report as its page, its PDF and its slides show it."""

    whole: ReportWhole
    total: Mark
    parts: tuple[Mark, ...]
    done: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    goals: tuple[GoalLine, ...]
    money: tuple[tuple[Text, str], ...]
    texts: tuple[tuple[Text, str], ...]
    # What differs from the report before, in words.
    changed: tuple[str, ...]

    def sheet(self, key: str) -> Sheet | None:
        """Return a list by its key, None if the report has nothing in it."""
        return next((one for one in self.sheets if one.key == key), None)


def shown(whole: ReportWhole, language: Language) -> Shown:
    """Arrange a report for a reader of the language."""
    content = whole.content
    total = Mark(
        Text("Samlad status", "Overall status"),
        *_colours(whole.report),
        content.get("kommentar", ""),
        content.get("atgard", ""),
    )
    parts = tuple(_part(whole, key) for key in PARTS if key in whole.report.parts)
    return Shown(
        whole=whole,
        total=total,
        parts=parts,
        done=tuple(one["text"] for one in content.get("genomfort") or ()),
        sheets=tuple(_sheets(content, language)),
        goals=tuple(_goals(whole, language)),
        money=tuple(_named(content.get("ekonomi") or {}, MONEY, language)),
        texts=tuple(_named(content, TEXTS, language)),
        changed=tuple(told(one, Say(language)) for one in _changes(whole)),
    )


def _changes(whole: ReportWhole) -> tuple[Change, ...]:
    return changes(whole.before_content, whole.content) if whole.before else ()


def _colours(report: ReportRow) -> tuple[str, str]:
    return COLOURS[report.total], TRENDS[report.trend]


def _part(whole: ReportWhole, key: str) -> Mark:
    said = whole.content["delstatus"][key]
    return Mark(
        PARTS[key],
        COLOURS[said["status"]],
        TRENDS[said["trend"]],
        said.get("kommentar", ""),
        said.get("atgard", ""),
    )


def _sheets(content: Mapping[str, Any], language: Language) -> Iterable[Sheet]:
    for key, (name, columns) in TABLES.items():
        rows = content.get(key) or ()
        if rows:
            cells = tuple(tuple(_cell(row, column, language) for column in columns) for row in rows)
            yield Sheet(key, name, tuple(HEADS[column] for column in columns), cells)


def _cell(row: Mapping[str, Any], column: str, language: Language) -> str:
    if column == "infort_av":
        total, done = row.get("enheter_totalt"), row.get("enheter_inforda")
        return f"{done or 0}/{total}" if total else said(row.get("infort"), language)
    if column == "varde":
        return str(row["sannolikhet"] * row["konsekvens"])
    # What is new in the report has its name in another field.
    other = {"milstolpe": "namn", "risk": "beskrivning"}.get(column, "")
    return said(row.get(column) or row.get(other), language)


def said(value: Any, language: Language) -> str:
    """Return a value of an answer as people read it."""
    if isinstance(value, Mapping):
        return str(value.get("namn", ""))
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return number(Decimal(str(value)), language)
    return WORDS[value].to(language) if value in WORDS else str(value)


def _goals(whole: ReportWhole, language: Language) -> Iterable[GoalLine]:
    rows: Sequence[Mapping[str, Any]] = whole.content.get("effektmal") or ()
    for row in rows:
        named = row["effektmal"]
        known = whole.goals.get(named["id"] if isinstance(named, Mapping) else named, {})
        yield _goal(row, known, said(named, language), language)


def _goal(row: Mapping[str, Any], known: Mapping[str, Any], name: str, language: Language) -> GoalLine:
    last, baseline, target = row.get("senaste_varde"), known.get("baslinje"), known.get("malvarde")
    unit = known.get("matenhet", "")
    on_rail = None not in (last, baseline, target)
    return GoalLine(
        name=name,
        baseline=_measured(baseline, unit, language),
        target=_measured(target, unit, language),
        last=_measured(last, unit, language) if last is not None else None,
        measured_on=row.get("matdatum") or "",
        forecast=said(row.get("prognos"), language),
        rail=goal_rail(*(float(str(one)) for one in (baseline, last, target))) if on_rail else None,
    )


def _measured(value: Any, unit: str, language: Language) -> str:
    return f"{said(value, language)} {unit}".strip() if value is not None else ""


def _named(
    values: Mapping[str, Any], names: Mapping[str, Text], language: Language
) -> Iterable[tuple[Text, str]]:
    for key, name in names.items():
        words = said(values.get(key), language)
        if words:
            yield name, words
