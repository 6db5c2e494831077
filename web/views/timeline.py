"""What comes to an area as a line of time: a lane for each unit and one for milestones, months across."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from engine.queries.reports.coming import Arrival, ComingWhole
from web.dates import Dates
from web.words import Say

WIDTH: Final = 1160
_LEFT, _TOP, _ROW, _PAD, _NAME = 14, 34, 26, 10, 20
_LETTER, _MARK, _LONGEST = 6.8, 12, 30
_MOST_MONTHS: Final = 18
_YEAR: Final = 12


@dataclass(frozen=True)
class Station:
    """Where something stands: `kind` is done, now, planned, late, activity or milestone; `words` stand beside it, to the left where `back`."""

    x: float
    y: float
    kind: str
    words: str
    back: bool


@dataclass(frozen=True)
class Lane:
    """A unit, or the milestones: from `y` on, `height` high."""

    name: str
    y: float
    height: float
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class Timeline:
    """The whole: months as (x, name), the day it is, and lanes. `beyond` counts what has a day outside of the months."""

    height: float
    months: tuple[tuple[float, str], ...]
    today: float
    lanes: tuple[Lane, ...]
    beyond: int


def timeline(whole: ComingWhole, say: Say, dates: Dates) -> Timeline | None:
    """Arrange what has a day; None while nothing has."""
    dated = [one for one in whole.arrivals if one.day]
    if not dated:
        return None
    months = _months(whole.on, [one.day for one in dated if one.day])
    inside = [one for one in dated if one.day and months[0] <= one.day < months[-1]]
    lanes, y = [], float(_TOP)
    for name, some in _by_lane(inside, say):
        lane = _lane(name, some, y, months)
        lanes.append(lane)
        y += lane.height
    names = [(_x(month, months), _name(month, at, dates)) for at, month in enumerate(months[:-1])]
    return Timeline(y + 4, tuple(names), _x(whole.on, months), tuple(lanes), len(dated) - len(inside))


def _months(today: date, days: Sequence[date]) -> list[date]:
    """Return the first day of each month from the earliest, at most half a year back, and the day after the last."""
    first = max(min([today, *days]), today - timedelta(days=183)).replace(day=1)
    last = max([today, *days])
    found = [first]
    while len(found) <= _MOST_MONTHS and found[-1] <= last:
        at = found[-1]
        found.append(date(at.year + at.month // _YEAR, at.month % _YEAR + 1, 1))
    return found


def _name(month: date, at: int, dates: Dates) -> str:
    # `1 nov 2026` without its day; the year where it begins, and first.
    words = dates.day(month).replace("\N{NO-BREAK SPACE}", " ").split()[2]
    return f"{words} {month.year}" if at == 0 or month.month == 1 else words


def _x(day: date, months: Sequence[date]) -> float:
    whole = (months[-1] - months[0]).days
    return round(_LEFT + (WIDTH - _LEFT - 10) * (day - months[0]).days / whole, 1)


def _by_lane(arrivals: Iterable[Arrival], say: Say) -> list[tuple[str, list[Arrival]]]:
    found: dict[str, list[Arrival]] = {}
    milestones = str(say("Milstolpar", "Milestones"))
    for one in arrivals:
        found.setdefault(one.unit or milestones, []).append(one)
    return sorted(found.items(), key=lambda lane: (lane[0] == milestones, lane[0]))


def _lane(name: str, arrivals: Iterable[Arrival], y: float, months: Sequence[date]) -> Lane:
    """Place what comes in rows, so that no words stand on others."""
    taken: list[float] = []
    stations = []
    for one in arrivals:
        x, words = _x(one.day or months[0], months), _words(one)
        long = _MARK + len(words) * _LETTER
        back = x + long > WIDTH
        begins, ends = (x - long, x + _MARK) if back else (x - _MARK, x + long)
        row = next((at for at, end in enumerate(taken) if end < begins), len(taken))
        taken[row : row + 1] = [ends]
        stations.append(Station(x, y + _PAD + _NAME + _ROW * row + _ROW / 2, _kind(one), words, back))
    return Lane(name, y, _PAD * 2 + _NAME + _ROW * len(taken), tuple(stations))


def _words(one: Arrival) -> str:
    words = f"{one.name}, {one.case_title}" if one.kind in ("milestone", "activity") else one.case_title
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip(' ,')}…"


def _kind(one: Arrival) -> str:
    if one.status == "infort":
        return "done"
    if one.late:
        return "late"
    return (
        one.kind if one.kind in ("milestone", "activity") else "now" if one.status == "pagar" else "planned"
    )
