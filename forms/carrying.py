"""Answers to questions that are hidden now, as a page posts them: they come back when their question does."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from forms.answers import MISSING, find
from forms.fields import ComputedRules, Field, FileRules, Group, Item, Rows
from forms.findings import Place, dotted
from forms.posting import ROW
from forms.shown import ShownItem, ShownRows, answered

Posting = tuple[str, str]


def hidden_answers(items: tuple[Item, ...], answers: Any, shown: tuple[ShownItem, ...]) -> Iterator[Posting]:
    """Yield name and value of every answer whose question is not among the shown ones."""
    yield from _Carrier(frozenset(_places(shown))).level(items, answers, ())


class _Carrier:
    """Goes through the answers; `shown` are the places that the page asks for itself."""

    def __init__(self, shown: frozenset[Place]) -> None:
        self._shown = shown

    def level(self, items: tuple[Item, ...], answers: Any, place: Place) -> Iterator[Posting]:
        """Yield what is hidden in the form or in one row."""
        for item in items:
            if isinstance(item, Group):
                yield from self.level(item.children, answers, place)
            elif isinstance(item, Rows):
                yield from self._rows(item, find(answers, item.path), (*place, *item.path))
            elif isinstance(item, Field) and (*place, *item.path) not in self._shown:
                name = dotted((*place, *item.path))
                yield from ((name, value) for value in _posted(item, find(answers, item.path)))

    def _rows(self, rows: Rows, value: Any, place: Place) -> Iterator[Posting]:
        for index, row in enumerate(value[: rows.most] if isinstance(value, list) else []):
            if place not in self._shown:
                yield ROW, dotted((*place, index))
            yield from self.level(rows.children, row, (*place, index))


def _places(items: tuple[ShownItem, ...]) -> Iterator[Place]:
    for item in answered(items):
        yield item.place
        if isinstance(item, ShownRows):
            for row in item.items:
                yield from _places(row.children)


def _posted(field: Field, value: Any) -> Iterator[str]:
    """Yield what a browser would post for the answer."""
    if value is MISSING or value is None or isinstance(field.rules, ComputedRules):
        return
    # An empty text says that nothing was chosen, which is not the same as never asked.
    for part in (value or [""]) if isinstance(value, list) else [value]:
        if isinstance(field.rules, FileRules) and part:
            yield json.dumps(part, ensure_ascii=False)
        elif isinstance(part, bool):
            yield "true" if part else ""
        else:
            yield str(part.get("id", "") if isinstance(part, Mapping) else part)
