"""The hit policies of DMN 1.3 (8.2.10): from the rules that match to the result of the table."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import feel
from engine.runtime.decisions.decision import Decision, same
from forms.text import Text


class UndecidedError(Exception):
    """A table could not decide; `why` is a sentence that names the table and, where there is one, rule and column."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.why = Text(sv, en)


class Hit(NamedTuple):
    """A rule that matched, with what its output entries gave."""

    rule: int
    values: tuple[Any, ...]


Hits = Iterator[Hit]


def result(decision: Decision, hits: Hits) -> Any:
    """Return what the hit policy makes of at least one hit."""
    return _POLICIES[decision.policy](decision, hits)


def value(decision: Decision, values: tuple[Any, ...]) -> Any:
    """Return one hit's result: the value of a single output, a context of several."""
    if len(values) == 1:
        return values[0]
    return {column.name: each for column, each in zip(decision.outputs, values, strict=True)}


def is_list(decision: Decision) -> bool:
    """Say whether the result is a list of hits."""
    return decision.policy in ("R", "O", "C")


def _first(decision: Decision, hits: Hits) -> Any:
    return value(decision, next(hits).values)


def _unique(decision: Decision, hits: Hits) -> Any:
    only, second = next(hits), next(hits, None)
    if second is not None:
        raise _both(decision, only, second, "är unik (U)", "is unique (U)")
    return value(decision, only.values)


def _any(decision: Decision, hits: Hits) -> Any:
    first = next(hits)
    for other in hits:
        if not all(same(one, two) for one, two in zip(first.values, other.values, strict=True)):
            raise _both(decision, first, other, "ska ge samma svar (A)", "must give the same answer (A)")
    return value(decision, first.values)


def _priority(decision: Decision, hits: Hits) -> Any:
    return value(decision, min(hits, key=lambda hit: _rank(decision, hit)).values)


def _all(decision: Decision, hits: Hits) -> Any:
    return [value(decision, hit.values) for hit in hits]


def _output_order(decision: Decision, hits: Hits) -> Any:
    return _all(decision, iter(sorted(hits, key=lambda hit: _rank(decision, hit))))


def _rank(decision: Decision, hit: Hit) -> tuple[int, ...]:
    """Return a hit's place by the lists of output values, columns to the left first; columns without one are passed over."""
    found = []
    for column, each in zip(decision.outputs, hit.values, strict=True):
        if column.order:  # a result outside its column's values has been refused
            found.append(next(at for at, value in enumerate(column.order) if same(value, each)))
    return tuple(found)


def _aggregated(text: str) -> Callable[[Decision, Hits], Any]:
    """The aggregations are the built-in functions of FEEL with the same meaning."""
    function = feel.parse(text)

    def aggregate(decision: Decision, hits: Hits) -> Any:
        answer = function.evaluate({"v": _all(decision, hits)})
        if answer is None:
            raise UndecidedError(
                f"Beslutstabellen ”{decision.name}” kunde inte räkna samman ({decision.policy}): alla resultat är inte"
                " av samma slag.",
                f'The decision table "{decision.name}" could not aggregate ({decision.policy}): its results are not all'
                " of one kind.",
            )
        return answer

    return aggregate


def _both(decision: Decision, one: Hit, other: Hit, sv: str, en: str) -> UndecidedError:
    return UndecidedError(
        f"Beslutstabellen ”{decision.name}” {sv}, men både regel {one.rule} och regel {other.rule} gäller.",
        f'The decision table "{decision.name}" {en}, but both rule {one.rule} and rule {other.rule} match.',
    )


_POLICIES: Final[Mapping[str, Callable[[Decision, Hits], Any]]] = {
    "U": _unique,
    "A": _any,
    "F": _first,
    "P": _priority,
    "R": _all,
    "O": _output_order,
    "C": _all,
    "C+": _aggregated("sum(v)"),
    "C<": _aggregated("min(v)"),
    "C>": _aggregated("max(v)"),
    "C#": _aggregated("count(v)"),
}
