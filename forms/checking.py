"""Answers from anywhere → clean answers, or what to change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from forms.answers import find, is_empty, put, too_much
from forms.fields import ComputedRules, Definition, Group, Item, Path, Rows
from forms.fields import Field as FormField
from forms.findings import FieldError, Place
from forms.jsonable import jsonable
from forms.kinds import Shown
from forms.resolving import Given, resolve
from forms.schema import Shape, open_shape, schema_for
from forms.shown import ShownItem, ShownRows, answered
from forms.text import Text


@dataclass(frozen=True)
class Checked:
    """Clean answers (JSON), or errors and no answers. `dropped` are pointers to answers of hidden or locked fields."""

    clean: dict[str, Any]
    errors: tuple[FieldError, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the answers can be taken."""
        return not self.errors


def check(definition: Definition, given: Given) -> Checked:
    """Return the clean answers or the errors, in the order of the form."""
    if (problem := too_much(given.answers)) or not isinstance(given.answers, Mapping):
        return Checked(
            {},
            (
                FieldError(
                    (), problem or Text("Ange svaren som ett objekt.", "Give the answers as an object.")
                ),
            ),
        )
    resolved = resolve(definition, given)
    pruned, dropped = _pruned(given.answers, definition.fields, resolved.items)
    clean, errors = _loaded(resolved.items, pruned, given)
    if everything := (*resolved.problems, *errors):
        return Checked({}, _in_order(everything, resolved.items), dropped)
    _fill(resolved.items, clean)
    return Checked(clean, (), dropped)


def _loaded(
    items: tuple[ShownItem, ...], answers: dict[str, Any], given: Given
) -> tuple[dict[str, Any], tuple[FieldError, ...]]:
    try:
        return schema_for(items, given.now).load(answers), ()
    except ValidationError as error:
        return {}, tuple(_flattened(error.messages, ()))


def _flattened(messages: Any, path: Place) -> Iterator[FieldError]:
    if isinstance(messages, Text):
        yield FieldError(path, messages)
    elif isinstance(messages, Mapping):
        for step, inner in messages.items():
            yield from _flattened(inner, path if step == "_schema" else (*path, step))
    else:
        for inner in messages:
            yield from _flattened(inner, path)


def _in_order(errors: tuple[FieldError, ...], items: tuple[ShownItem, ...]) -> tuple[FieldError, ...]:
    order = {place: index for index, place in enumerate(_places(items))}
    return tuple(sorted(errors, key=lambda error: (order.get(error.path, len(order)), error.name)))


def _places(items: tuple[ShownItem, ...]) -> Iterator[Place]:
    for item in answered(items):
        yield item.place
        if isinstance(item, ShownRows):
            for row in item.items:
                yield row.place
                yield from _places(row.children)


def _fill(items: tuple[ShownItem, ...], clean: dict[str, Any]) -> None:
    """Add the values that the server gives."""
    for item in answered(items):
        if isinstance(item, ShownRows):
            for row, values in zip(item.items, find(clean, item.rows.path), strict=True):
                _fill(row.children, values)
        elif item.locked:
            put(clean, item.field.path, jsonable(item.value))


def _pruned(
    answers: Mapping[str, Any], items: tuple[Item, ...], shown: tuple[ShownItem, ...]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    dropped: list[Place] = []
    kept = _prune(answers, _known(items), open_shape(shown), (), dropped)
    return kept, tuple(FieldError(place, Text("", "")).pointer for place in dropped)


Known = dict[str, "FormField | Rows | Known"]


def _known(items: tuple[Item, ...]) -> Known:
    """Return all names of one level of the form, visible or not."""
    known: Known = {}
    for path, item in _leaves(items):
        level = known
        for step in path[:-1]:
            inner = level.setdefault(step, {})
            level = inner if isinstance(inner, dict) else level
        level[path[-1]] = item
    return known


def _leaves(items: tuple[Item, ...]) -> Iterator[tuple[Path, FormField | Rows]]:
    for item in items:
        if isinstance(item, Group):
            yield from _leaves(item.children)
        elif isinstance(item, FormField | Rows):
            yield item.path, item


def _prune(
    answers: Mapping[str, Any], known: Known, shape: Shape, place: Place, dropped: list[Place]
) -> dict[str, Any]:
    """Leave out answers of known fields that are hidden or locked now; what is unknown stays, to be refused."""
    kept: dict[str, Any] = {}
    for name, value in answers.items():
        here, part, there = (*place, name), shape.get(name), known.get(name)
        if (
            part is None
            and there is not None
            and not (isinstance(there, dict) and not isinstance(value, Mapping))
        ):
            dropped += [] if is_empty(value) or _computed(there) else [here]
        elif isinstance(part, dict) and isinstance(there, dict) and isinstance(value, Mapping):
            kept[name] = _prune(value, there, part, here, dropped)
        elif isinstance(part, ShownRows) and isinstance(value, list):
            kept[name] = _prune_rows(value, part, here, dropped)
        else:
            kept[name] = value
    return kept


def _prune_rows(rows: list[Any], shown: ShownRows, place: Place, dropped: list[Place]) -> list[Any]:
    known = _known(shown.rows.children)
    inside = [
        _prune(raw, known, open_shape(row.children), (*place, index), dropped)
        if isinstance(raw, Mapping)
        else raw
        for index, (raw, row) in enumerate(zip(rows, shown.items, strict=False))
    ]
    return [*inside, *rows[len(inside) :]]


def _computed(there: object) -> bool:
    return isinstance(there, FormField) and isinstance(there.rules, ComputedRules)


__all__ = ["Checked", "Shown", "check"]
