"""Our FEEL against npm's feelin: the same answer, or a difference with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import feel
from tests.feel.deviations import DEVIATIONS, ERROR, REFUSED
from tests.feel.feelin import ROOT, ask, plain
from tests.feel.feelin_cases import CONTEXT, EVALUATED, NAMES, UNARY
from tests.feel.feelin_generator import expressions

RANDOM = expressions(800, seed=2026)


def _batch() -> list[dict[str, Any]]:
    texts = [*EVALUATED, *RANDOM, *(row[0] for row in DEVIATIONS), *(row[0] for row in REFUSED)]
    with_input = {**CONTEXT, "?": 4}
    return [
        *({"text": text, "unary": False, "context": CONTEXT} for text in texts),
        *({"text": text, "unary": True, "context": with_input} for text in UNARY),
        *({"text": text, "unary": True, "context": CONTEXT} for text in UNARY),
    ]


@pytest.fixture(scope="session")
def feelin() -> dict[tuple[str, bool, bool], Any]:
    cases = _batch()
    keys = [(case["text"], case["unary"], "?" in case["context"]) for case in cases]
    return dict(zip(keys, ask(cases), strict=True))


def ours(text: str) -> Any:
    return plain(feel.parse(text, names=NAMES).evaluate(CONTEXT))


def strict(value: Any) -> Any:
    """Tell true from 1, which Python takes for the same."""
    if isinstance(value, list):
        return [strict(item) for item in value]
    if isinstance(value, dict):
        return {key: strict(item) for key, item in value.items()}
    return ("boolean", value) if isinstance(value, bool) else value


def test_expressions_give_what_feelin_gives(feelin):
    differing = {
        text: (ours(text), feelin[text, False, False])
        for text in dict.fromkeys(EVALUATED)
        if strict({"value": ours(text)}) != strict(feelin[text, False, False])
    }
    assert differing == {}


def near(one: Any, other: Any) -> bool:
    """Tell whether two answers are the same but for the last digits of binary floats."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(near, one, other))
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    return one == pytest.approx(other, rel=1e-12) if numbers else strict(one) == strict(other)


def test_random_expressions_give_what_feelin_gives(feelin):
    differing = {
        text: (ours(text), feelin[text, False, False])
        for text in RANDOM
        if "value" not in feelin[text, False, False]
        or not near(ours(text), feelin[text, False, False]["value"])
    }
    assert differing == {}


@pytest.mark.parametrize("given", [True, False], ids=["with input", "without input"])
def test_unary_tests_give_what_feelin_gives(feelin, given):
    differing = {}
    for text in UNARY:
        keywords = {"input": 4} if given else {}
        answer = feel.parse_unary(text, names=NAMES).evaluate(CONTEXT, **keywords)
        if strict({"value": answer}) != strict(feelin[text, True, given]):
            differing[text] = (answer, feelin[text, True, given])
    assert differing == {}


def test_there_are_more_than_two_thousand_cases():
    assert len(set(EVALUATED)) + len(set(RANDOM)) + 2 * len(set(UNARY)) > 2000


@pytest.mark.parametrize(
    ("text", "our_value", "their_value", "reason"), DEVIATIONS, ids=[row[0] for row in DEVIATIONS]
)
def test_a_deviation_is_what_it_is_said_to_be(feelin, text, our_value, their_value, reason):
    assert strict(ours(text)) == strict(our_value), reason
    theirs = feelin[text, False, False]
    assert (
        ("error" in theirs) if their_value is ERROR else strict(theirs) == strict({"value": their_value})
    ), reason


@pytest.mark.parametrize(("text", "their_value", "reason"), REFUSED, ids=[repr(row[0]) for row in REFUSED])
def test_what_we_refuse_is_what_it_is_said_to_be(feelin, text, their_value, reason):
    with pytest.raises(feel.FeelError):
        ours(text)
    assert feelin[text, False, False] == {"value": their_value}, reason


def test_every_reason_stands_in_the_documentation():
    page = (Path(ROOT) / "docs/feel.md").read_text(encoding="utf-8")
    missing = {row[-1] for row in [*DEVIATIONS, *REFUSED] if row[-1] not in page}
    assert missing == set()


def test_a_missing_feelin_fails_with_the_command_that_mends_it(monkeypatch, tmp_path):
    monkeypatch.setattr("tests.feel.feelin.ROOT", tmp_path)
    with pytest.raises(AssertionError, match="make setup"):
        ask([])
