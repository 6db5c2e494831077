"""Numbers, strings and `@"…"` as they stand in the text."""

from __future__ import annotations

import re
from decimal import Decimal, Overflow
from typing import Any

from feel.errors import Trouble
from feel.moments import read_any
from feel.values import NUMBERS, too_large

_ESCAPE = re.compile(r"\\(?:([\"\\nrt])|[uU]([0-9a-fA-F]{5,6})|[uU]([0-9a-fA-F]{1,4}))")
_SIMPLE = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


def read_number(text: str) -> Decimal:
    """Return the number of a literal."""
    try:
        return NUMBERS.create_decimal(text)
    except Overflow:
        raise too_large() from None


def read_string(text: str) -> str:
    r"""Return the string of a quoted literal; a backslash before other letters stays (`"\d"`)."""
    value = _ESCAPE.sub(_unescape, text[1:-1])
    if _SURROGATE.search(value):
        value = _PAIR.sub(
            lambda pair: (pair[1] + pair[2]).encode("utf-16", "surrogatepass").decode("utf-16"), value
        )
    if _SURROGATE.search(value):
        raise Trouble("texten har ett halvt tecken (ensamt surrogat).", "the string holds half a character.")
    return value


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return _SIMPLE[match[1]]
    try:
        return chr(int(match[2] or match[3], 16))
    except ValueError:
        raise Trouble("tecknet finns inte.", "there is no such character.") from None


def read_at(text: str) -> Any:
    """Return the date, time or duration of `@"…"`; Trouble when it is none."""
    value = read_any(read_string(text))
    if value is None:
        raise Trouble(
            f"@{text} är inget datum, ingen tid och ingen varaktighet.",
            f"@{text} is no date, time or duration.",
        )
    return value
