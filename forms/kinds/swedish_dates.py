"""Reads dates and times as people in Sweden write them."""

import re
from datetime import date, time

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH = {"may": 5, "oct": 10}
_LONG = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
    re.compile(r"(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[ /.-]+(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?:den )?(?P<d>\d{1,2})\.? ?(?P<name>[a-zåäö]{3,9})\.? (?P<y>\d{4})"),
)
_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2})(?:[.:](\d{2}))?)?", re.ASCII)
_CLOCK_TOGETHER = re.compile(r"(\d{2})(\d{2})", re.ASCII)


def read_date(text: str) -> date | None:
    """Return the date of 2026-11-26, 26 nov 2026, 26/11 2026, 26.11.2026, 20261126 or 261126; else None."""
    bare = re.sub(r"[\s\u00a0]+", " ", text.strip().lower())[:40]
    found = next((match for form in _FORMS if (match := form.fullmatch(bare))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = _month(parts["name"]) if parts.get("name") else int(parts["m"])
    year = int(parts["y"])
    try:
        return date(year + 2000 if len(parts["y"]) == len("26") else year, month, int(parts["d"]))
    except ValueError:
        return None


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


def _month(name: str) -> int:
    """Return 1 to 12, or 0, which no date has."""
    if name in _LONG:
        return _LONG.index(name) % 12 + 1
    short = name[:3] if name == "sept" else name
    return _MONTHS.index(short) + 1 if short in _MONTHS else _ENGLISH.get(short, 0)
