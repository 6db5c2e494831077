"""How far the product carries the governing texts: each statement with its carriers and tests, and totals."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from engine.library import PRODUCT, Statement, statements
from engine.queries.statements.carriers import Carrier, carriers

# Made from the marks on the tests by `make krav`, since an installed product has no tests.
TESTS: Final = PRODUCT / "bpmn" / "krav_tests.json"
# A statement is shown when something carries it and a test would fail without it; carried when no test says so;
# explanatory when it obliges nobody: counted apart, never as shown.
STATES: Final = ("shown", "carried", "missing", "explanatory")
# What is left to do.
LEFT: Final = ("carried", "missing")
GROUPS: Final[Mapping[str, Callable[[Statement], str]]] = {
    "document": lambda statement: statement.document,
    "kind": lambda statement: statement.kind,
    "process": lambda statement: statement.process,
}


@dataclass(frozen=True)
class Covered:
    """A statement, what carries it, and the tests that show it (pytest node ids)."""

    statement: Statement
    carriers: tuple[Carrier, ...]
    tests: tuple[str, ...]

    @property
    def state(self) -> str:
        """One of STATES."""
        if self.statement.not_binding:
            return "explanatory"
        if not self.carriers:
            return "missing"
        return "shown" if self.tests else "carried"


@dataclass(frozen=True)
class Total:
    """How many statements of one sort there are, and in which state. `of` is all, document, kind or process."""

    of: str
    key: str
    total: int
    shown: int
    carried: int
    missing: int
    explanatory: int


@lru_cache(maxsize=1)
def coverage() -> Mapping[str, Covered]:
    """Return every statement by id, in the order of the catalogue, with its carriers and tests."""
    tests = json.loads(TESTS.read_bytes())
    return {
        key: Covered(statement, carriers().get(key, ()), tuple(tests.get(key, ())))
        for key, statement in statements().items()
    }


def totals(covered: Iterable[Covered]) -> tuple[Total, ...]:
    """Return the totals of all, by document, by kind and by process; the largest of a sort first."""
    all_of_them = tuple(covered)
    found = [_total("all", "all", all_of_them)]
    for of, key in GROUPS.items():
        split: dict[str, list[Covered]] = {}
        for each in all_of_them:
            split.setdefault(key(each.statement), []).append(each)
        found += sorted((_total(of, name, each) for name, each in split.items()), key=lambda one: -one.total)
    return tuple(found)


def _total(of: str, key: str, covered: Iterable[Covered]) -> Total:
    states = [each.state for each in covered]
    return Total(of, key, len(states), *(states.count(state) for state in STATES))
