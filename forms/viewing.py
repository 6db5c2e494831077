"""Resolved form → view in one language."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms.carrying import hidden_answers
from forms.fields import Definition, Field, MomentRules, Option, TextRules
from forms.findings import FieldError, Place, dotted
from forms.kinds import Shown
from forms.kinds.choice import chosen_values
from forms.kinds.moment import is_iso
from forms.kinds.reading import control_value, in_words
from forms.kinds.writing import LONGEST
from forms.prose import html
from forms.resolving import Given, resolve
from forms.shown import ShownGroup, ShownItem, ShownProse, ShownRow, ShownRows
from forms.text import Language, Text
from forms.view import (
    Choice,
    Control,
    ControlRules,
    ErrorView,
    FileChoice,
    GroupView,
    Node,
    ProseView,
    RowsView,
    RowView,
    SeparatorView,
    View,
)

_INPUTS = {"number": "text", "datetime": "date", "checkbox": "checkbox", "filepicker": "file"}
_ROW = Text("Rad", "Row")


def view(definition: Definition, given: Given, errors: Iterable[FieldError], language: Language) -> View:
    """Return the form as it is drawn for these answers, with the errors at their fields and in a summary."""
    resolved = resolve(definition, given)
    told, drawing = tuple(errors), _Drawing(language, {})
    for error in told:
        drawing.errors.setdefault(error.path, []).append(error.message.to(language))
    nodes = tuple(drawing.node(item) for item in resolved.items)
    shown = {place: (_id(place), label.to(language)) for place, label in _labels(resolved.items)}
    kept = tuple(hidden_answers(definition.fields, given.answers, resolved.items))
    summary, title = tuple(_summary(error, shown, language) for error in told), definition.title.to(language)
    return View(definition.key, language, title, nodes, summary, kept)


def _summary(error: FieldError, shown: dict[Place, tuple[str, str]], language: Language) -> ErrorView:
    html_id, label = shown.get(error.path, (None, None))
    said = _row_of(error, shown, language) + error.message.to(language)
    return ErrorView(html_id and f"#{html_id}", label, said)


def _row_of(error: FieldError, shown: dict[Place, tuple[str, str]], language: Language) -> str:
    at = next((at for at, step in enumerate(error.path) if isinstance(step, int)), 0)
    where = shown.get(error.path[:at])
    return f"{where[1]}, {_ROW.to(language).lower()} {int(error.path[at]) + 1}: " if where else ""


def _labels(items: tuple[ShownItem, ...]) -> Iterator[tuple[Place, Text]]:
    for item in items:
        if isinstance(item, Shown):
            yield item.place, item.field.label
        elif isinstance(item, ShownGroup):
            yield from _labels(item.children)
        elif isinstance(item, ShownRows):
            yield item.place, item.rows.label
            for row in item.items:
                yield row.place, item.rows.label
                yield from _labels(row.children)


def _id(place: Place) -> str:
    return "-".join(("f", *(str(step) for step in place)))


@dataclass(frozen=True)
class _Drawing:
    """Draws items in one language, with the errors found by place."""

    language: Language
    errors: dict[Place, list[str]]

    def node(self, item: ShownItem) -> Node:
        """Return the view of one item."""
        if isinstance(item, Shown):
            return self.control(item)
        if isinstance(item, ShownGroup):
            return GroupView(
                f"g-{item.group.id}",
                self._to(item.group.label),
                tuple(self.node(child) for child in item.children),
                folded=item.group.folded,
            )
        if isinstance(item, ShownRows):
            return self.rows(item)
        if isinstance(item, ShownProse):
            return ProseView(html(item.sv if self.language == "sv" else item.en))
        return SeparatorView()

    def rows(self, item: ShownRows) -> RowsView:
        """Return rows with their buttons."""
        rows, name, change = item.rows, dotted(item.place), item.rows.may_change
        return RowsView(
            id=_id(item.place),
            name=name,
            label=rows.label.to(self.language),
            hint=self._to(rows.description),
            errors=tuple(self.errors.get(item.place, ())),
            rows=tuple(self.row(row, number, removable=change) for number, row in enumerate(item.items, 1)),
            add=name if change and len(item.items) < rows.most else None,
            folded=rows.folded,
        )

    def row(self, row: ShownRow, number: int, *, removable: bool) -> RowView:
        """Return one row."""
        name = dotted(row.place)
        return RowView(
            id=_id(row.place),
            name=name,
            label=f"{_ROW.to(self.language)} {number}",
            number=number,
            errors=tuple(self.errors.get(row.place, ())),
            nodes=tuple(self.node(child) for child in row.children),
            remove=name if removable else None,
        )

    def control(self, shown: Shown) -> Control:
        """Return one question."""
        field, html_id = shown.field, _id(shown.place)
        errors = tuple(self.errors.get(shown.place, ()))
        hint_id, error_id = _described_by(html_id, field, errors)
        chosen, value = chosen_values(shown), control_value(shown, self.language)
        return Control(
            kind=field.kind,
            input=_input_type(field, value),
            id=html_id,
            name=dotted(shown.place),
            label=field.label.to(self.language),
            hint=self._to(field.description),
            hint_id=hint_id,
            error_id=error_id,
            described_by=" ".join(part for part in (hint_id, error_id) if part) or None,
            errors=errors,
            required=field.required,
            readonly=shown.readonly,
            disabled=shown.disabled,
            value=value,
            values=tuple(option.value for option in _options(shown) if option.value in chosen),
            checked=shown.value is True,
            shown=in_words(shown, self.language),
            options=self.choices(shown, chosen),
            files=_files(shown),
            rules=self.rules(shown),
            prefix=self._to(field.prefix),
            suffix=self._to(field.suffix),
        )

    def rules(self, shown: Shown) -> ControlRules:
        """Return what the browser may know of the rules."""
        field, limits = shown.field, shown.limits
        return ControlRules(
            multiple=field.kind in {"checklist", "taglist"} or limits.get("many") is True,
            max_length=_max_length(shown),
            input_mode=_input_mode(field),
            autocomplete=_autocomplete(field),
            accept=limits.get("accept"),
            least=_text(limits.get("minimum")),
            most=_text(limits.get("maximum")),
        )

    def _to(self, text: Text | None) -> str | None:
        return text.to(self.language) if text else None

    def choices(self, shown: Shown, chosen: frozenset[str]) -> tuple[Choice, ...]:
        """Return the options with those chosen marked."""
        html_id = _id(shown.place)
        return tuple(
            Choice(f"{html_id}-{index}", option.value, option.label.to(self.language), option.value in chosen)
            for index, option in enumerate(_options(shown))
        )


def _options(shown: Shown) -> tuple[Option, ...]:
    return shown.options.items if shown.options else ()


def _described_by(html_id: str, field: Field, errors: tuple[str, ...]) -> tuple[str | None, str | None]:
    return f"{html_id}-hint" if field.description else None, f"{html_id}-error" if errors else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _input_type(field: Field, value: str) -> str:
    """Return the HTML type; a date that is none yet is shown as text, so that the person can mend it."""
    if isinstance(field.rules, MomentRules):
        native = {"date": "date", "time": "time", "datetime": "datetime-local"}[field.rules.subtype]
        return native if not value or is_iso(field.rules.subtype, value) else "text"
    if isinstance(field.rules, TextRules) and field.rules.form:
        return {"email": "email", "phone": "tel"}[field.rules.form]
    return _INPUTS.get(field.kind, "text")


def _input_mode(field: Field) -> str | None:
    return "decimal" if field.kind == "number" else None


def _autocomplete(field: Field) -> str | None:
    return (
        {"email": "email", "phone": "tel"}.get(field.rules.form or "")
        if isinstance(field.rules, TextRules)
        else None
    )


def _max_length(shown: Shown) -> int | None:
    if not isinstance(shown.field.rules, TextRules):
        return None
    most = shown.limits.get("max_length")
    return LONGEST if most is None else max(min(int(most), LONGEST), 0)


def _files(shown: Shown) -> tuple[FileChoice, ...]:
    if shown.field.kind != "filepicker" or not isinstance(shown.value, list):
        return ()
    found = [
        part
        for part in shown.value
        if isinstance(part, dict) and {"id", "namn", "storlek", "typ"} <= set(part)
    ]
    return tuple(
        FileChoice(
            str(part["id"]),
            json.dumps(part, ensure_ascii=False),
            str(part["namn"]),
            _whole(part["storlek"]),
            str(part["typ"]),
        )
        for part in found
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
