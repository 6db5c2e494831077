"""Evaluates the expressions of a form: what they see, and what is told when one fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import feel
from forms.fields import ChoiceRules, Field, Flag, Formula, Group, Item, Options, Rows
from forms.findings import FieldError, Place
from forms.jsonable import jsonable
from forms.kinds.option import name_of, option_from
from forms.prose import escaped
from forms.text import Language, Text
from forms.tree import limits_of

Parts = tuple[str | Formula, ...]


@dataclass(frozen=True)
class Scope:
    """The names that an expression can read; `own` are the answers of the form or of the row itself."""

    names: Mapping[str, Any]
    own: Mapping[str, Any]
    numbers: tuple[int, ...] = ()


class Evaluator:
    """Evaluates formulas for one set of answers; constant ones only once."""

    def __init__(self, context: Mapping[str, Any], now: datetime) -> None:
        """Expressions see `context` and the time `now`."""
        self._context = context
        self._now = now
        self._constants: dict[Formula, Any] = {}
        self._options: dict[Formula, Options] = {}
        self._problems: dict[tuple[Place, Formula], Text] = {}
        self._own_names: dict[int, dict[str, None]] = {}

    @property
    def problems(self) -> tuple[FieldError, ...]:
        """Return what could not be computed."""
        return tuple(FieldError(place, text) for (place, _), text in self._problems.items())

    def forget_problems(self) -> None:
        """Begin a new pass: only the problems of the last one count. Those of constants stay."""
        self._problems = {key: text for key, text in self._problems.items() if key[1].constant}

    def top(self, items: tuple[Item, ...], own: Mapping[str, Any]) -> Scope:
        """Return what expressions outside rows see: the context, and the form's answers over it."""
        return Scope({**self._context, **self._empty(items), **own}, own)

    def row(self, rows: Rows, outer: Scope, own: Mapping[str, Any], index: int) -> Scope:
        """Return what expressions in a row see: its own answers first; also `this`, `parent` and `i` as in form-js."""
        numbers = (*outer.numbers, index + 1)
        special = {"this": own, "parent": outer.own, "i": list(numbers)}
        return Scope({**outer.names, **self._empty(rows.children), **own, **special}, own, numbers)

    def value(self, formula: Formula, scope: Scope, place: Place, failed: Any = None) -> Any:
        """Return the value; when it cannot be computed, note the problem and return `failed`."""
        if formula in self._constants:
            return self._constants[formula]
        try:
            value = formula.expression.evaluate(scope.names, now=self._now, input=None)
        except feel.FeelError as error:
            self._note(formula, place, Text(error.sv, str(error)))
            value = failed
        if formula.constant:
            self._constants[formula] = value
        return value

    def hides(self, formula: Formula | None, scope: Scope, place: Place) -> bool:
        """Tell whether the condition hides. As in form-js it is a unary test of nothing, so null hides."""
        return formula is not None and self.value(formula, scope, place, failed=False) in (True, None)

    def flag(self, flag: Flag, scope: Scope, place: Place) -> bool:
        """Return true or false; an expression must give true itself."""
        return flag if isinstance(flag, bool) else self.value(flag, scope, place) is True

    def limits(self, field: Field, scope: Scope, place: Place) -> dict[str, Any]:
        """Return the limits as numbers, days, flags and text."""
        return {
            name: _limit(name, self._current(limit, scope, place)) for name, limit in limits_of(field).items()
        }

    def _current(self, limit: object, scope: Scope, place: Place) -> Any:
        return self.value(limit, scope, place) if isinstance(limit, Formula) else limit

    def options(self, field: Field, scope: Scope, place: Place) -> Options | None:
        """Return the options of a choice; None for other fields."""
        if not isinstance(field.rules, ChoiceRules):
            return None
        source = field.rules.options
        if not isinstance(source, Formula):
            return source
        if source in self._options:
            return self._options[source]
        options = self._listed(source, scope, place)
        if source.constant:
            self._options[source] = options
        return options

    def prose(self, parts: Parts, scope: Scope, place: Place, language: Language) -> str:
        """Return markdown with the values of its expressions, which cannot add markup of their own."""
        return "".join(
            part if isinstance(part, str) else self._written(part, scope, place, language) for part in parts
        )

    def _written(self, formula: Formula, scope: Scope, place: Place, language: Language) -> str:
        value = jsonable(self.value(formula, scope, place))
        if isinstance(value, dict):
            value = name_of(value).to(language)
        return "" if value is None else escaped(str(value))

    def _listed(self, source: Formula, scope: Scope, place: Place) -> Options:
        items = self.value(source, scope, place, failed=[])
        found = [option_from(item) for item in items] if isinstance(items, list) else [None]
        if items is not None and None in found:
            self._note(
                source,
                place,
                Text("Alternativen är ingen lista av {id, namn}.", "The options are no list of {id, namn}."),
            )
        return Options([option for option in found if option])

    def _note(self, formula: Formula, place: Place, why: Text) -> None:
        self._problems[(place, formula)] = Text(
            f"Formuläret kan inte räknas ut här. Anmäl det till den som ansvarar för formuläret. {why.sv}",
            f"The form cannot be computed here. Report it to whoever maintains the form. {why.en}",
        )

    def _empty(self, items: tuple[Item, ...]) -> dict[str, None]:
        if id(items) not in self._own_names:
            self._own_names[id(items)] = dict.fromkeys(_first_names(items))
        return self._own_names[id(items)]


def _first_names(items: tuple[Item, ...]) -> list[str]:
    names: list[str] = []
    for item in items:
        if isinstance(item, Group):
            names += _first_names(item.children)
        elif isinstance(item, Field | Rows):
            names.append(item.path[0])
    return names


def _limit(name: str, value: Any) -> Any:
    """Return a limit as a Decimal, for dates as a day or, for files, as it is; anything else is no limit."""
    if name == "latest":
        return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    if name in {"accept", "many"}:
        return value if isinstance(value, bool | str) else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))
