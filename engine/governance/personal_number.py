"""Recognises personal numbers, which are never kept."""

import re
from calendar import monthrange
from typing import Final

_SHAPE: Final = re.compile(r"(?<!\d)(?:(19|20)?(\d{2})(\d{2})(\d{2}))([-+ ]?)(\d{3})(\d)(?!\d)")
_COORDINATION: Final = 60


def looks_like_one(text: str) -> bool:
    """Whether a personal or coordination number stands in the text.

    Twelve digits, or ten with a mark between, that begin with a day; ten digits in a row only with a right check digit.
    """
    return any(_is_one(found) for found in _SHAPE.finditer(text))


def _is_one(found: re.Match[str]) -> bool:
    century, year, month, day, mark, serial, check = found.groups()
    if not _is_day(int(year), int(month), int(day)):
        return False
    return bool(century or mark) or _checks(f"{year}{month}{day}{serial}{check}")


def _is_day(year: int, month: int, day: int) -> bool:
    plain = day - _COORDINATION if day > _COORDINATION else day
    return 1 <= month <= 12 and 1 <= plain <= monthrange(2000 + year, month)[1]  # noqa: PLR2004  the months


def _checks(digits: str) -> bool:
    doubled = (int(one) * (2 - place % 2) for place, one in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
