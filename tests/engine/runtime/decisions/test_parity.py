"""Generated tables against npm's feelin: cell by cell, and what the hit policies make of its answers."""

import itertools
import random
from typing import Any

import pytest

import feel
from engine.runtime.decisions.policies import UndecidedError
from tests.engine.runtime.decisions.written import decide, table
from tests.feel.feelin import ask, plain

TESTS = {
    "n": (
        "-", "1", "2, 3", "< 2", ">= 3", "[1..3]", "(1..3)", "]1..3[", "[2..4)", "not(2)", "not(1, > 3)", "< 1, > 3", "? = 2",
        "? > tak", "> tak", "[1, 2, 3]", "? * 2 > 5", "-1", "null", "not(null)", "[tak..4]", "? in (1, > 3)", "lista",
    ),
    "s": (
        "-", '"a"', '"a", "b"', 'not("a")', 'not("a", "b")', '["a", "c"]', 'contains(?, "a")', "namn", "string length(?) > 1",
        'starts with(?, "å")', "null", 'upper case(?) = "A"',
    ),
    "b": ("-", "true", "false", "not(true)", "null", "flagga", "? = true"),
    "d": (
        "-", 'date("2026-01-31")', '> date("2026-01-31")', '[date("2026-01-01")..date("2026-01-31")]', "dag", "< dag",
        'not(date("2026-02-28"))', "?.month = 1", 'date("2026-01-31"), date("2026-02-28")',
    ),
}  # fmt: skip
INPUTS: dict[str, tuple[Any, ...]] = {
    "n": (-1, 1, 2, 2.5, 3, 4),
    "s": ("a", "b", "åa", ""),
    "b": (True, False),
    "d": ("2026-01-31", "2026-02-28"),
}
WIDER = {"tak": 2, "namn": "b", "flagga": True, "lista": [1, 4]}
DAY = "2026-02-01"


def given(kind: str, value: Any) -> Any:
    """An input as our engine has it: dates are dates."""
    return feel.parse(f'date("{value}")').evaluate({}) if kind == "d" else value


def theirs(text: str, kind: str, value: Any) -> dict[str, Any]:
    """A cell as feelin is asked: JSON has no dates, so they are made in the text."""
    asked = text.replace("dag", f'date("{DAY}")')
    if kind == "d":
        asked = asked.replace("?", f'date("{value}")')
        asked = f'date("{value}") in ({asked})' if text != "-" and "?" not in text else asked
        if text.startswith("not("):
            asked = f'not(date("{value}") in ({text[4:-1]}))'
    return {"text": asked, "unary": kind != "d" or text == "-", "context": {**WIDER, "?": value}}


CELLS = [(kind, text, value) for kind in TESTS for text in TESTS[kind] for value in INPUTS[kind]]


@pytest.fixture(scope="module")
def feelin() -> dict[tuple[str, str, Any], bool]:
    answers = ask([theirs(text, kind, value) for kind, text, value in CELLS])
    assert all("value" in answer for answer in answers)
    return {key: answer["value"] is True for key, answer in zip(CELLS, answers, strict=True)}


def seen(kinds: Any, values: Any) -> dict[str, Any]:
    columns = {
        f"{kind}{at}": given(kind, value) for at, (kind, value) in enumerate(zip(kinds, values, strict=True))
    }
    return {**WIDER, "dag": given("d", DAY), **columns}


def test_every_cell_passes_what_feelin_lets_through(feelin):
    differing = {
        (text, value): feelin[kind, text, value]
        for kind, text, value in CELLS
        if decide(table("C#", [f"{kind}0"], ["r"], [f"{text} => 1"]), **seen([kind], [value]))
        != (1 if feelin[kind, text, value] else None)
    }
    assert differing == {}
    assert len(CELLS) > 200


def wanted(policy: str, hits: list[int]) -> Any:
    """The result by the standard: `hits` are the rules, by number, whose cells feelin lets through."""
    if not hits:
        return None
    if policy == "U" and len(hits) > 1:
        return "error"
    found = {
        "U": hits[0],
        "F": hits[0],
        "C": hits,
        "C+": sum(hits),
        "C<": hits[0],
        "C>": hits[-1],
        "C#": len(hits),
    }
    return found[policy]


def ours(policy: str, kinds: list[str], rules: list[list[str]], values: tuple[Any, ...]) -> Any:
    columns = [f"{kind}{at}" for at, kind in enumerate(kinds)]
    lines = [f"{' ; '.join(tests)} => {number}" for number, tests in enumerate(rules, start=1)]
    try:
        return plain(decide(table(policy, columns, ["r"], lines), **seen(kinds, values)))
    except UndecidedError:
        return "error"


@pytest.mark.parametrize("seed", range(40))
def test_generated_tables_give_what_the_hit_policy_makes_of_feelins_answers(feelin, seed):
    chance = random.Random(seed)
    kinds = chance.choices(list(TESTS), k=chance.randint(1, 3))
    rules = [[chance.choice(TESTS[kind]) for kind in kinds] for _ in range(chance.randint(1, 6))]
    everything = list(itertools.product(*(INPUTS[kind] for kind in kinds)))
    for values in chance.sample(everything, min(8, len(everything))):
        hits = [
            number
            for number, tests in enumerate(rules, start=1)
            if all(feelin[key] for key in zip(kinds, tests, values, strict=True))
        ]
        for policy in ("U", "F", "C", "C+", "C<", "C>", "C#"):
            assert ours(policy, kinds, rules, values) == wanted(policy, hits), (policy, rules, values)
