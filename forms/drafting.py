"""Drafts keep what can be kept, without asking whether it is right; stored answers become typed values again."""

from collections.abc import Mapping
from typing import Any

from forms.answers import LARGEST, MISSING, find, put, too_much
from forms.fields import Definition, Field, Group, Item, Rows
from forms.kinds import KINDS
from forms.kinds.writing import without_unstorable

_DEEPEST = 4
_MOST_PARTS = 1000


def draft(definition: Definition, answers: Any) -> dict[str, Any]:
    """Return the answers to fields of the form, hidden ones too, as storable JSON; what does not fit is left out."""
    return _Draft().level(definition.fields, answers)


class _Draft:
    """Keeps answers until they are as large as a form's answers may be."""

    def __init__(self) -> None:
        self._left = LARGEST

    def level(self, items: tuple[Item, ...], answers: Any) -> dict[str, Any]:
        """Return what can be kept of the answers of the form or of one row."""
        kept: dict[str, Any] = {}
        for item in items:
            if isinstance(item, Group):
                _merge(kept, self.level(item.children, answers))
            elif isinstance(item, Field | Rows) and (value := find(answers, item.path)) is not MISSING:
                self._keep(kept, item, value)
        return kept

    def _keep(self, kept: dict[str, Any], item: Field | Rows, value: Any) -> None:
        if isinstance(item, Rows):
            if isinstance(value, list):
                put(kept, item.path, [self.level(item.children, row) for row in value[: item.most]])
        elif too_much(value) is None:
            stored = _storable(value, 0)
            size = len(str(stored))
            if size <= self._left:
                self._left -= size
                put(kept, item.path, stored)


def _merge(into: dict[str, Any], other: dict[str, Any]) -> None:
    for name, value in other.items():
        mine = into.get(name)
        if isinstance(mine, dict) and isinstance(value, dict):
            _merge(mine, value)
        else:
            into[name] = value


def _storable(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return without_unstorable(value)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):  # noqa: PLR0124 - not a number
        return None
    if value is None or isinstance(value, bool | int | float):
        return value
    if depth < _DEEPEST and isinstance(value, Mapping):
        return {
            without_unstorable(str(name)): _storable(part, depth + 1)
            for name, part in list(value.items())[:_MOST_PARTS]
        }
    if depth < _DEEPEST and isinstance(value, list):
        return [_storable(part, depth + 1) for part in value[:_MOST_PARTS]]
    return None


def typed(definition: Definition, clean: Mapping[str, Any]) -> dict[str, Any]:
    """Return clean answers with Decimal, date, time and datetime values for expressions."""
    return _typed(definition.fields, clean)


def _typed(items: tuple[Item, ...], clean: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Group):
            _merge(found, _typed(item.children, clean))
        elif isinstance(item, Field | Rows) and (value := find(clean, item.path)) is not MISSING:
            put(found, item.path, _restored(item, value))
    return found


def _restored(item: Field | Rows, value: Any) -> Any:
    if isinstance(item, Rows):
        return [_typed(item.children, row) for row in value]
    return None if value is None else KINDS[item.kind].restore(item, value)
