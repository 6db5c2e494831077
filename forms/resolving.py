"""Computes which items are visible, and their options, limits and values, for given answers.

Conditions read answers that other conditions may hide, so the form is gone through as many times as its longest
chain of expressions is long (`Definition.rounds`); circles were refused when the form was compiled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.answers import MISSING, find, is_empty, put
from forms.evaluating import Evaluator, Scope
from forms.fields import ComputedRules, Definition, Field, Group, Item, Prose, Rows
from forms.findings import AnswerError, Place
from forms.kinds import KINDS, Shown
from forms.shown import Resolved, ShownGroup, ShownItem, ShownProse, ShownRow, ShownRows, ShownSeparator


@dataclass(frozen=True)
class Given:
    """What a form is resolved with.

    `context` holds the sources and names that expressions read, `initial` the values that the server gives
    (start values of open fields, the only values of locked ones); `defaults` fills what has not been answered.
    """

    answers: Any
    context: Mapping[str, Any]
    now: datetime
    initial: Mapping[str, Any] = field(default_factory=dict)
    defaults: bool = False


@dataclass(frozen=True)
class _Level:
    """The answers of the form or of one row, what expressions see there, and what this pass finds out."""

    place: Place
    raw: Any
    initial: Any
    scope: Scope
    seen: dict[str, Any]


def resolve(definition: Definition, given: Given) -> Resolved:
    """Return the form as it is for these answers."""
    evaluator = Evaluator(given.context, given.now)
    before: dict[str, Any] = {}
    items: tuple[ShownItem, ...] = ()
    for _ in range(definition.rounds):
        evaluator.forget_problems()
        seen: dict[str, Any] = {}
        level = _Level((), given.answers, given.initial, evaluator.top(definition.fields, before), seen)
        items = _Pass(given, evaluator).items(definition.fields, level)
        before = seen
    return Resolved(items, evaluator.problems)


class _Pass:
    """Goes through the form once."""

    def __init__(self, given: Given, evaluator: Evaluator) -> None:
        self._given = given
        self._evaluator = evaluator

    def items(self, items: tuple[Item, ...], level: _Level) -> tuple[ShownItem, ...]:
        """Return the visible ones of these items."""
        visible = (
            item for item in items if not self._evaluator.hides(item.hide, level.scope, _place(item, level))
        )
        return tuple(self._show(item, level) for item in visible)

    def _show(self, item: Item, level: _Level) -> ShownItem:
        if isinstance(item, Field):
            return self._field(item, level)
        if isinstance(item, Rows):
            return self._rows(item, level)
        if isinstance(item, Group):
            return ShownGroup(item, self.items(item.children, level))
        if isinstance(item, Prose):
            write, at = self._evaluator.prose, (level.scope, level.place)
            return ShownProse(item, level.place, write(item.sv, *at, "sv"), write(item.en, *at, "en"))
        return ShownSeparator(item)

    def _field(self, item: Field, level: _Level) -> Shown:
        place, evaluate = _place(item, level), self._evaluator
        computed = isinstance(item.rules, ComputedRules)
        shown = Shown(
            field=item,
            place=place,
            value=None,
            readonly=computed or evaluate.flag(item.readonly, level.scope, place),
            disabled=evaluate.flag(item.disabled, level.scope, place),
            options=evaluate.options(item, level.scope, place),
            limits=evaluate.limits(item, level.scope, place),
        )
        value = self._value(shown, level)
        shown = Shown(item, place, value, shown.readonly, shown.disabled, shown.options, shown.limits)
        put(level.seen, item.path, _seen(shown))
        return shown

    def _value(self, shown: Shown, level: _Level) -> Any:
        item = shown.field
        if isinstance(item.rules, ComputedRules):
            return self._evaluator.value(item.rules.formula, level.scope, shown.place)
        value = MISSING if shown.locked else find(level.raw, item.path)
        if value is MISSING and (shown.locked or self._given.defaults):
            value = find(level.initial, item.path)
            value = item.default if value is MISSING else value
        return None if value is MISSING else value

    def _rows(self, rows: Rows, level: _Level) -> ShownRows:
        value, initial = find(level.raw, rows.path), find(level.initial, rows.path)
        if value is MISSING and (self._given.defaults or not rows.may_change):
            value = initial if isinstance(initial, list) else [{} for _ in range(rows.at_start)]
        raws = value[: rows.most] if isinstance(value, list) else []
        starts = initial if isinstance(initial, list) else []
        fixed = len(starts) if isinstance(initial, list) else rows.at_start
        place = _place(rows, level)
        before = find(level.scope.own, rows.path)
        seen: list[dict[str, Any]] = [{} for _ in raws]
        items = []
        for index, raw in enumerate(raws):
            own = before[index] if isinstance(before, list) and index < len(before) else {}
            start = starts[index] if index < len(starts) else {}
            scope = self._evaluator.row(rows, level.scope, own, index)
            inside = _Level((*place, index), raw, start, scope, seen[index])
            items.append(ShownRow(inside.place, self.items(rows.children, inside)))
        put(level.seen, rows.path, seen)
        return ShownRows(rows, place, None if value is MISSING else value, fixed, tuple(items))


def _place(item: Item, level: _Level) -> Place:
    return (*level.place, *item.path) if isinstance(item, Field | Rows) else level.place


def _seen(shown: Shown) -> Any:
    """Return what expressions see of an answer: its typed value, or null when it is empty or no such value."""
    kind = KINDS[shown.field.kind]
    if isinstance(shown.field.rules, ComputedRules):
        return shown.value
    if is_empty(shown.value):
        return list(kind.nothing) if isinstance(kind.nothing, tuple) else kind.nothing
    try:
        return kind.read(shown, shown.value)
    except AnswerError:
        # check() tells the person; until then an open answer counts as not given. The server's own value stands.
        return shown.value if shown.locked else None
