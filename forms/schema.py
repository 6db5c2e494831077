"""The marshmallow schema of the fields that are visible and open now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, missing
from marshmallow import fields as marshmallow_fields

from forms.answers import is_empty
from forms.fields import Path, Rows
from forms.findings import AnswerError
from forms.kinds import KINDS, Shown, in_sentence
from forms.shown import ShownItem, ShownRow, ShownRows, answered
from forms.text import Text

Shape = dict[str, "Shown | ShownRows | Shape"]
_AN_OBJECT = Text("Ange svaren som ett objekt.", "Give the answers as an object.")


def open_shape(items: tuple[ShownItem, ...]) -> Shape:
    """Return the fields and rows of one level that a person may answer, nested as their answers are."""
    shape: Shape = {}
    for item in answered(items):
        if isinstance(item, Shown) and item.locked:
            continue
        path = item.field.path if isinstance(item, Shown) else item.rows.path
        _insert(shape, path, item)
    return shape


def _insert(shape: Shape, path: Path, item: Shown | ShownRows) -> None:
    for step in path[:-1]:
        inner = shape.setdefault(step, {})
        if isinstance(inner, dict):
            shape = inner
    shape[path[-1]] = item


def schema_for(items: tuple[ShownItem, ...], now: datetime) -> Schema:
    """Return the schema that loads the answers to these items into clean answers; its messages are Text."""
    return _schema(open_shape(items), now)


def _schema(shape: Shape, now: datetime) -> Schema:
    fields: dict[str, marshmallow_fields.Field[Any]] = {
        f"answer_{index}": _field(name, part, now) for index, (name, part) in enumerate(shape.items())
    }
    schema = Schema.from_dict(fields, name="Answers")()
    expected = ", ".join(shape) or "-"
    schema.error_messages = {
        **schema.error_messages,
        "type": _AN_OBJECT,  # type: ignore[dict-item] # messages of any type pass through marshmallow untouched
        "unknown": Text(  # type: ignore[dict-item]
            f"Okänt fält. Här finns: {expected}.", f"Unknown field. Expected one of: {expected}."
        ),
    }
    return schema


def _field(name: str, part: "Shown | ShownRows | Shape", now: datetime) -> marshmallow_fields.Field[Any]:
    if isinstance(part, Shown):
        return Answer(part, now, name)
    if isinstance(part, ShownRows):
        return EachRow(part, now, name)
    return Part(_schema(part, now), name)


class Answer(marshmallow_fields.Field[Any]):
    """One field: required, type and rules, in that order; the first thing wrong is told."""

    def __init__(self, shown: Shown, now: datetime, name: str) -> None:
        super().__init__(
            data_key=name, attribute=name, required=shown.field.required, allow_none=not shown.field.required
        )
        self._shown = shown
        self._now = now

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """Return the clean answer; an empty one has one form per kind."""
        del attr, data, kwargs
        field, kind = self._shown.field, KINDS[self._shown.field.kind]
        try:
            if value is missing or is_empty(value) or (value is False and kind.nothing is False):
                return self._nothing()
            typed = kind.read(self._shown, value)
            kind.obey(self._shown, typed, self._now)
        except AnswerError as wrong:
            raise ValidationError([wrong.message]) from wrong
        return kind.store(field, typed) if not is_empty(typed) else self._nothing()

    def _nothing(self) -> Any:
        field, kind = self._shown.field, KINDS[self._shown.field.kind]
        if field.required:
            raise ValidationError([kind.missing(field)])
        return list(kind.nothing) if isinstance(kind.nothing, tuple) else kind.nothing


class Part(marshmallow_fields.Field[Any]):
    """Answers inside an object, such as those of a group with a path."""

    def __init__(self, schema: Schema, name: str) -> None:
        super().__init__(data_key=name, attribute=name)
        self._schema = schema

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """Return the clean object; a missing one is an empty one."""
        del attr, data, kwargs
        if not isinstance(value, Mapping) and value is not missing and value is not None:
            raise ValidationError([_AN_OBJECT])
        return self._schema.load(value if isinstance(value, Mapping) else {})


class EachRow(marshmallow_fields.Field[Any]):
    """A list where every row has a schema of its own, since conditions differ from row to row."""

    def __init__(self, shown: ShownRows, now: datetime, name: str) -> None:
        super().__init__(data_key=name, attribute=name)
        self._shown = shown
        self._now = now

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """Return the clean rows; a missing list is the rows as they were resolved (none, or a fixed number)."""
        del attr, data, kwargs
        value = self._shown.value if value is missing else value
        rows = [] if value is None else value
        if not isinstance(rows, list):
            raise ValidationError([Text("Ange raderna som en lista.", "Give the rows as a list.")])
        _right_number(self._shown.rows, self._shown, len(rows))
        clean, errors = [], {}
        for index, (raw, row) in enumerate(zip(rows, self._shown.items, strict=True)):
            try:
                clean.append(self._row(raw, row))
            except ValidationError as error:
                errors[index] = error.messages
        if errors:
            raise ValidationError(errors)
        return clean

    def _row(self, raw: Any, row: ShownRow) -> Any:
        if not isinstance(raw, Mapping):
            raise ValidationError([_AN_OBJECT])
        return schema_for(row.children, self._now).load(raw)


def _right_number(rows: Rows, shown: ShownRows, number: int) -> None:
    label = in_sentence(rows.label)
    if number > rows.most:
        raise ValidationError(
            [
                Text(
                    f"Ta bort rader i {label.sv}: högst {rows.most} får plats.",
                    f"Remove rows in {label.en}: at most {rows.most} fit.",
                )
            ]
        )
    if number < rows.least:
        raise ValidationError(
            [
                Text(
                    f"Lägg till minst {rows.least} rad(er) i {label.sv}.",
                    f"Add at least {rows.least} row(s) in {label.en}.",
                )
            ]
        )
    if not rows.may_change and number != shown.fixed:
        raise ValidationError(
            [
                Text(
                    f"Lämna {shown.fixed} rader i {label.sv}; antalet är fast.",
                    f"Leave {shown.fixed} rows in {label.en}; the number is fixed.",
                )
            ]
        )
