"""Keyset cursors: where a page of a list ended, as an opaque string."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from engine.errors import InvalidError
from engine.queries.rows import Page

T = TypeVar("T")


def write(values: list[Any]) -> str:
    """Return the cursor after a row with these sort values."""
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode()


def read(cursor: str | None, length: int) -> list[str] | None:
    """Return the sort values in a cursor; a cursor of our own making has `length` of them."""
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (binascii.Error, ValueError, UnicodeDecodeError) as error:
        raise _bad() from error
    if not isinstance(values, list) or len(values) != length:
        raise _bad()
    # As text, so that the database reads them as what they are compared with, or refuses them.
    return [str(value) for value in values]


def page(rows: Sequence[T], limit: int, made: Callable[[T], object], after: Callable[[T], list[Any]]) -> Page:
    """Return what is made of the first `limit` rows, of which one more was asked for; `after` tells what a row is sorted by."""
    shown = rows[:limit]
    return Page(tuple(map(made, shown)), write(after(shown[-1])) if len(rows) > limit else None)


def _bad() -> InvalidError:
    return InvalidError(
        "Markören (cursor) är inte en som vi har gett. Börja om från första sidan.",
        "The cursor is not one that we gave. Start again from the first page.",
    )


def containing(q: str | None) -> str | None:
    """Return the ILIKE pattern for a text that contains what a reader looks for; None looks for nothing."""
    return None if not q else "%" + q.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
