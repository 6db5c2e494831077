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


def in_words(value: str) -> Text:
    """Return an ISO 8601 duration in words, e.g. 14 dagar; anything else as it is."""
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        return Text(value, value)
    counts = [(int(count), unit) for count, unit in zip(found.groups(), _UNITS, strict=True) if count]
    swedish = " ".join(f"{count} {unit[0] if count == 1 else unit[1]}" for count, unit in counts)
    english = " ".join(f"{count} {unit[2] if count == 1 else unit[2] + 's'}" for count, unit in counts)
    return Text(swedish, english)
