"""Reads dates and times as people in Sweden write them."""

import re
from datetime import date, time, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH = {"may": 5, "oct": 10}
_LONG = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = {
    "i förrgår": -2, "igår": -1, "i går": -1, "idag": 0, "i dag": 0, "imorgon": 1, "i morgon": 1, "i övermorgon": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_WEEKDAY = re.compile(r"(?:mån|tis|ons|tors|tor|fre|lör|sön)(?:dag(?:en)?)?\.?,? (?=\d|den )")
_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
    re.compile(r"(?P<y>\d{2})-?(?P<m>\d{2})-?(?P<d>\d{2})", re.ASCII),
    re.compile(r"(?:den )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[ /.-]+(?P<y>\d{4}|\d{2}))?", re.ASCII),
    re.compile(r"(?:den )?(?P<d>\d{1,2})[.:]?[ea]? ?(?P<name>[a-zåäö]{3,9})\.?(?: (?P<y>\d{4}))?"),
)
_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2})(?:[.:](\d{2}))?)?", re.ASCII)
_CLOCK_TOGETHER = re.compile(r"(\d{2})(\d{2})", re.ASCII)
_LONGEST = 40


def read_date(text: str, today: date) -> date | None:
    """Return the date of 2026-11-26, 26 nov 2026, 26/11, 26.11.2026, tors 26 nov, 261126, idag, i morgon; else None.

    Without a year the nearest such day to `today` is meant: in November 3/1 is next January.
    """
    bare = re.sub(r"[\s\u00a0]+", " ", text.strip().lower())[:_LONGEST]
    if bare in _DAYS:
        return today + timedelta(days=_DAYS[bare])
    bare = _WEEKDAY.sub("", bare, count=1)
    found = next((match for form in _FORMS if (match := form.fullmatch(bare))), None)
    return _dated(found.groupdict(), today) if found else None


def read_time(text: str) -> time | None:
    """Return the time of 14.30, 14:30, kl 14, 1430; else None."""
    bare = text.strip().lower()[:20]
    found = _CLOCK_TOGETHER.fullmatch(bare) or _CLOCK.fullmatch(bare)
    if found is None:
        return None
    hour, minute, second = ([int(part or 0) for part in found.groups()] + [0])[:3]
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _dated(parts: dict[str, str | None], today: date) -> date | None:
    month, day = _month(parts), int(parts["d"] or 0)
    if year := parts["y"]:
        return _day(int(year) + (2000 if len(year) == len("26") else 0), month, day)
    near = (_day(today.year + years, month, day) for years in (-1, 0, 1))
    return min((one for one in near if one), key=lambda one: abs(one - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # there is no such day, 31 February say; whoever asked leaves the text for the person


def _month(parts: dict[str, str | None]) -> int:
    """Return 1 to 12, or a number that no month has."""
    name = parts.get("name")
    if name is None:
        return int(parts["m"] or 0)
    if name in _LONG:
        return _LONG.index(name) % 12 + 1
    short = name[:3] if name == "sept" else name
    return _MONTHS.index(short) + 1 if short in _MONTHS else _ENGLISH.get(short, 0)
