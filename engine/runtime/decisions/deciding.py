"""Makes a decision: what it requires first, then its own table."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from typing import Any

import feel
from engine.clock import local
from engine.runtime.decisions.decision import Decision, Input, Output, Rule, is_of
from engine.runtime.decisions.policies import Hit, Hits, UndecidedError, is_list, result, value
from engine.runtime.decisions.table import place
from engine.runtime.texts import show


def decide(decisions: Mapping[str, Decision], name: str, seen: Mapping[str, Any], now: datetime) -> Any:
    """Return the result of a decision that sees these names; UndecidedError with a sentence when there is none.

    A decision that is required is seen under the name of its variable.
    """
    made: dict[str, Any] = {}
    for each in (*decisions[name].before, name):
        decision = decisions[each]
        required = {decisions[one].variable: made[one] for one in decision.requires}
        made[each] = _Deciding(decision, {**seen, **required}, now).result()
    return made[name]


class _Deciding:
    """One evaluation of one table."""

    def __init__(self, decision: Decision, seen: Mapping[str, Any], now: datetime) -> None:
        self._decision = decision
        self._seen = seen
        self._now = now

    def result(self) -> Any:
        """Return the result; without a hit the default entries, without those null, whatever the policy."""
        hits = self._hits()
        first = next(hits, None)
        if first is not None:
            return result(self._decision, chain((first,), hits))
        if all(column.default is None for column in self._decision.outputs):
            return None
        default = value(self._decision, self._results(tuple(each.default for each in self._decision.outputs)))
        return [default] if is_list(self._decision) else default

    def _hits(self) -> Hits:
        inputs = tuple(self._input(column) for column in self._decision.inputs)
        for rule in self._decision.rules:
            if self._matches(rule, inputs):
                yield Hit(rule.number, self._results(rule.results, rule.number))

    def _input(self, column: Input) -> Any:
        found = self._evaluate(column.value, column.label)
        self._hold(column, found)
        return found

    def _matches(self, rule: Rule, inputs: tuple[Any, ...]) -> bool:
        columns = zip(self._decision.inputs, rule.tests, inputs, strict=True)
        return all(
            test is None or self._evaluate(test, column.label, rule.number, input=given)
            for column, test, given in columns
        )

    def _results(self, texts: tuple[feel.Expression | None, ...], rule: int | None = None) -> tuple[Any, ...]:
        found = []
        for column, text in zip(self._decision.outputs, texts, strict=True):
            given = None if text is None else self._evaluate(text, column.label, rule)
            self._hold(column, given, rule)
            found.append(given)
        return tuple(found)

    def _hold(self, column: Input | Output, given: Any, rule: int | None = None) -> None:
        """Raise when a value is not of its column's type, or not one of its values."""
        allowed = column.allowed
        if not is_of(column.sort, given):
            wrong = f"är inte av typen {column.sort}", f"is not of the type {column.sort}"
        elif allowed is not None and not self._evaluate(allowed, column.label, rule, input=given):
            wrong = f"är inte ett av {allowed.text}", f"is not one of {allowed.text}"
        else:
            return
        where, shown = place(self._decision.name, column.label, rule), show(given)
        raise UndecidedError(f"{where.sv}: {shown} {wrong[0]}.", f"{where.en}: {shown} {wrong[1]}.")

    def _evaluate(self, text: feel.Expression, column: str, rule: int | None = None, **given: Any) -> Any:
        try:
            return text.evaluate(self._seen, now=local(self._now), **given)
        except feel.FeelError as error:
            where = place(self._decision.name, column, rule)
            raise UndecidedError(f"{where.sv}: {error.sv}", f"{where.en}: {error}") from error
