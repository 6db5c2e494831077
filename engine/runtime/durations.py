"""How long something takes, in words."""

import re
from typing import Final

from forms.text import Text

_DURATION: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNITS: Final = (
    ("år", "år", "year"),
    ("månad", "månader", "month"),
    ("vecka", "veckor", "week"),
    ("dag", "dagar", "day"),
    ("timme", "timmar", "hour"),
    ("minut", "minuter", "minute"),
)

_DAY: Final = 24
# From here on tenths of a day tell nothing.
_ROUND: Final = 9.95


def in_words(value: str) -> Text:
    """Return an ISO 8601 duration in words, e.g. 14 dagar; anything else as it is."""
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        return Text(value, value)
    counts = [(int(count), unit) for count, unit in zip(found.groups(), _UNITS, strict=True) if count]
    swedish = " ".join(f"{count} {unit[0] if count == 1 else unit[1]}" for count, unit in counts)
    english = " ".join(f"{count} {unit[2] if count == 1 else unit[2] + 's'}" for count, unit in counts)
    return Text(swedish, english)


def short(seconds: float) -> Text:
    """Return a time as it stands at a step: `<1 h`, `7 h`, `2,5 d`, `12 d`; a day is 24 hours."""
    hours = seconds / 3600
    if hours < 1:
        return Text("<1 h", "<1 h")
    if hours < _DAY - 0.5:
        return Text(f"{hours:.0f} h", f"{hours:.0f} h")
    days = hours / _DAY
    said = f"{days:.1f}".removesuffix(".0") if days < _ROUND else f"{days:.0f}"
    return Text(f"{said.replace('.', ',')} d", f"{said} d")
