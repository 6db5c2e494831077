"""One rule for values on their way into storage and back: stored answers are plain JSON."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any


def jsonable(value: Any) -> Any:
    """Return JSON for a FEEL value: numbers as JSON numbers, dates and everything else as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return (
            int(value)
            if value == value.to_integral_value() and abs(value) < Decimal("1e18")
            else float(value)
        )
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): jsonable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(part) for part in value]
    return str(value)
