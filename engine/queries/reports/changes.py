"""What differs between two status reports of a case: judgements, risks, milestones, questions, roll-out and goals."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Content = Mapping[str, Any]
Row = Mapping[str, Any]
PARTS: Final = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
# What the changes are read from.
KEYS: Final = (
    *("status_total", "delstatus", "risker", "milstolpar"),
    *("beslut_som_behovs", "inforandegrad", "effektmal"),
)
OPEN: Final = "oppen"


@dataclass(frozen=True)
class Change:
    """One thing that differs.

    `kind` and what `name`, `before` and `after` are: total and part (name: the part; colours), risk-new (after: value 1 to 25),
    risk-closed (after: status), risk-value (values), milestone-moved (days: the forecast, else the plan), milestone-reached
    (after: the day), decision-new (after: the day it is needed), unit-done (name: the unit), units-done (name: the area; `3/12`),
    goal (values as measured last).
    """

    kind: str
    name: str
    before: str | None = None
    after: str | None = None


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """Return what differs, the judgements first. Both are contents of reports with names, as `named` leaves them."""
    return tuple(one for part in _PARTS for one in part(before, after))


def _judged(before: Content, after: Content) -> Iterator[Change]:
    yield from _differs("total", "", before.get("status_total"), after.get("status_total"))
    was, now = before.get("delstatus") or {}, after.get("delstatus") or {}
    for name in PARTS:
        colours = ((some.get(name) or {}).get("status") for some in (was, now))
        yield from _differs("part", name, *colours)


def _risks(before: Content, after: Content) -> Iterator[Change]:
    was = _by_name(before, "risker", "risk", "beskrivning")
    for name, row in _by_name(after, "risker", "risk", "beskrivning").items():
        old, status = was.get(name), row.get("status") or OPEN
        if status != OPEN:
            if old is None or (old.get("status") or OPEN) == OPEN:
                yield Change("risk-closed", name, None, status)
        elif old is None:
            yield Change("risk-new", name, None, _value(row))
        else:
            yield from _differs("risk-value", name, _value(old), _value(row))


def _milestones(before: Content, after: Content) -> Iterator[Change]:
    was = _by_name(before, "milstolpar", "milstolpe", "namn")
    for name, row in _by_name(after, "milstolpar", "milstolpe", "namn").items():
        old = was.get(name, {})
        if row.get("utfall"):
            if not old.get("utfall"):
                yield Change("milestone-reached", name, None, row["utfall"])
        elif old:
            yield from _differs("milestone-moved", name, _day(old), _day(row))


def _decisions(before: Content, after: Content) -> Iterator[Change]:
    was = {row.get("fraga") for row in before.get("beslut_som_behovs") or ()}
    for row in after.get("beslut_som_behovs") or ():
        if row.get("fraga") not in was:
            yield Change("decision-new", row.get("fraga") or "", None, row.get("senast"))


def _rollout(before: Content, after: Content) -> Iterator[Change]:
    was = _by_name(before, "inforandegrad", "enhet")
    for name, row in _by_name(after, "inforandegrad", "enhet").items():
        old = was.get(name, {})
        if row.get("enheter_totalt"):
            yield from _differs("units-done", name, _share(old), _share(row))
        elif row.get("status") == "infort" and old.get("status") != "infort":
            yield Change("unit-done", name, None, row.get("infort"))


def _goals(before: Content, after: Content) -> Iterator[Change]:
    was = _by_name(before, "effektmal", "effektmal")
    for name, row in _by_name(after, "effektmal", "effektmal").items():
        old = was.get(name, {})
        yield from _differs("goal", name, _text(old.get("senaste_varde")), _text(row.get("senaste_varde")))


_PARTS: Final[tuple[Callable[[Content, Content], Iterable[Change]], ...]] = (
    *(_judged, _decisions, _risks),
    *(_milestones, _rollout, _goals),
)


def _differs(kind: str, name: str, before: str | None, after: str | None) -> Iterator[Change]:
    if after is not None and before != after:
        yield Change(kind, name, before, after)


def _by_name(content: Content, key: str, of: str, other: str = "") -> dict[str, Row]:
    """Return the rows by name: what is new in a report has its name in another field than what it refers to by id."""
    rows = content.get(key) or ()
    return {_named(row.get(of)) or str(row.get(other) or ""): row for row in rows}


def _named(value: Any) -> str:
    return str(value.get("namn", "")) if isinstance(value, Mapping) else str(value or "")


def _value(row: Row) -> str | None:
    likelihood, consequence = row.get("sannolikhet"), row.get("konsekvens")
    return str(likelihood * consequence) if likelihood and consequence else None


def _day(row: Row) -> str | None:
    return row.get("prognos") or row.get("planerad")


def _share(row: Row) -> str | None:
    return f"{row.get('enheter_inforda') or 0}/{row['enheter_totalt']}" if row.get("enheter_totalt") else None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
