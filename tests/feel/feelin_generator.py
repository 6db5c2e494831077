"""Random expressions of known type, for holding against feelin."""

from __future__ import annotations

import random
from collections.abc import Callable

_LEAVES = {
    "number": ("1", "2", "3", "x", "y", "o.a", "4", "l[1]", "ärende.belopp", "antal dagar"),
    "text": ('"a"', '"hej"', "s", "namn", '""', '"Åäö"', "enheter[1].namn"),
    "list": ("l", "tal", "[]", "[1,2]", "enheter.antal", "tomt", "[5]"),
    "truth": ("true", "false", "flagga", "av", "tom", "saknas", "x > 3", 's = "hej"', "ärende.för"),
}
# {n}, {t}, {l} and {b} stand for a number, a text, a list and a truth value one level down.
_SHAPES = {
    "number": (
        "{n} + {n}", "{n} - {n}", "{n} * {n}", "({n} - {n})", "sum({l})", "count({l})", "(if {b} then {n} else {n})", "max({l})",
        "floor({n} / 2)", "string length({t})", "{l}[1]", "{l}[-1]", "{l}[5]", "modulo({n}, 7)", "-({n})",
    ),
    "text": ("{t} + {t}", "upper case({t})", "substring({t}, 2)", "substring({t}, -1)", "(if {b} then {t} else {t})", "string({n})", "string join(ord, {t})"),
    "list": (
        "[{n}, {n}]", "(for i in {l} return i + {n})", "{l}[item > {n}]", "append({l}, {n})", "reverse({l})", "concatenate({l}, {l})",
        "distinct values({l})", "(for i in 1..3 return {n})", "sublist({l}, 1, 2)", "{l}[> 2]", "(for i in {l}, j in 1..2 return i * j)",
    ),
    "truth": (
        "{n} < {n}", "{n} >= {n}", "{n} = {n}", "{n} != {n}", "{t} = {t}", "({b} and {b})", "({b} or {b})", "not({b})", "({n} in (1..9))", "({n} in {l})",
        "(some i in {l} satisfies i > {n})", "(every i in {l} satisfies i < {n})", "list contains({l}, {n})", 'contains({t}, "a")', "({n} between 1 and 9)",
        "{n} = null", "({n} in (1, > 4))",
    ),
}  # fmt: skip
_LETTERS = {"{n}": "number", "{t}": "text", "{l}": "list", "{b}": "truth"}


def _one(pick: Callable[[tuple[str, ...]], str], sort: str, depth: int) -> str:
    if depth == 0:
        return pick(_LEAVES[sort])
    text = pick(_SHAPES[sort])
    for letter, inner in _LETTERS.items():
        while letter in text:
            text = text.replace(letter, _one(pick, inner, depth - 1), 1)
    return text


def expressions(count: int, seed: int) -> list[str]:
    """Return `count` expressions, the same for the same seed."""
    chance = random.Random(seed)
    return [_one(chance.choice, chance.choice(list(_SHAPES)), chance.choice([1, 2, 3])) for _ in range(count)]
