"""Finding and setting answers in nested JSON, and how much of it is taken."""

from collections.abc import Mapping
from typing import Any, Final

from forms.fields import Path
from forms.text import Text

LARGEST = 1_000_000
DEEPEST = 20
_LARGEST_INT = 1024  # bits; beyond it Python refuses to write a number as text


class Missing:
    """The type of MISSING."""


MISSING: Final = Missing()


def find(level: Any, path: Path) -> Any:
    """Return what is at the path, or MISSING."""
    for step in path:
        if not isinstance(level, Mapping) or step not in level:
            return MISSING
        level = level[step]
    return level


def put(level: dict[str, Any], path: Path, value: Any) -> None:
    """Set the value at the path, making objects on the way."""
    for step in path[:-1]:
        inner = level.get(step)
        if not isinstance(inner, dict):
            inner = level[step] = {}
        level = inner
    level[path[-1]] = value


def is_empty(value: Any) -> bool:
    """Tell whether nothing has been answered: null, no text, nothing chosen. False and 0 are answers."""
    return (
        value is None
        or value is MISSING
        or value in ("", [], ())
        or (isinstance(value, str) and not value.strip())
    )


def too_much(answers: Any) -> Text | None:
    """Say so when the answers are larger or deeper than anything a form can ask for."""
    waiting, size = [(answers, 0)], 0
    while waiting:
        value, depth = waiting.pop()
        size += _size(value)
        if depth > DEEPEST or size > LARGEST:
            return Text(
                f"Korta svaren: de är större än {LARGEST // 1_000_000} MB eller har för många nivåer.",
                f"Shorten the answers: they are larger than {LARGEST // 1_000_000} MB or nested too deeply.",
            )
        if isinstance(value, Mapping):
            waiting.extend((part, depth + 1) for pair in value.items() for part in pair)
        elif isinstance(value, list | tuple):
            waiting.extend((part, depth + 1) for part in value)
    return None


def _size(value: Any) -> int:
    if isinstance(value, int):
        return 2 + value.bit_length() * (LARGEST if value.bit_length() > _LARGEST_INT else 1) // 3
    return len(value) + 2 if isinstance(value, str) else 8
