"""What coverage finds is held against trying many inputs; what it cannot find out it says."""

import itertools
import random
from decimal import Decimal

import pytest

from engine.runtime import xml
from engine.runtime.decisions import coverage as covering
from engine.runtime.decisions.coverage import coverage
from engine.runtime.decisions.pieces import cut
from engine.runtime.decisions.policies import UndecidedError
from engine.runtime.decisions.reading import tables
from tests.engine.runtime.decisions.written import decide, decision, file, table


def covered(policy, inputs, rules, outputs=("r",)):
    read, _ = tables(xml.read(file(decision("b", table(policy, inputs, outputs, rules), name="B"))))
    return coverage(read[0])


def gaps(inputs, *rules):
    return [each.sv for each in covered("U", inputs, rules).gaps]


def meetings(policy, inputs, *rules, outputs=("r",)):
    return [
        (one, other, example.sv) for one, other, example in covered(policy, inputs, rules, outputs).meetings
    ]


@pytest.mark.parametrize(
    ("inputs", "rules", "wanted"),
    [
        (["n"], ["< 5", "> 5"], ["n = 5"]),
        (["n"], ["[0..5]", "> 5"], ["n = -1"]),
        (["n"], ["<= 5", "[6..9)", ">= 9"], ["n = 5.5"]),
        (["n"], ["<= 5", "> 5"], []),
        (["n"], ["not(5)", "5"], []),
        (["n | [0..9]"], ["[0..5]", "(5..9]"], []),
        (["s"], ['"a"', '"b"'], ["s = något annat"]),
        (['s | "a", "b"'], ['"a"'], ['s = "b"']),
        (["s"], ['"a", "b"', 'not("a", "b")'], []),
        (["b"], ["true"], ["b = false"]),
        (["b : boolean"], ["-"], []),
        (["b : boolean", "n"], ["true ; -", "false ; < 1"], ["b = false, n = 1"]),
        (["d"], ['< date("2026-01-01")', '> @"2026-01-01"'], ["d = 2026-01-01"]),
        (["d"], ['<= @"2026-01-01"', '>= @"2026-01-02"'], []),
        (["d"], ['<= duration("P1M")', '>= duration("P3M")'], ["d = P2M"]),
        (["t"], ['< @"12:00:00"', '> @"12:00:00"'], ["t = 12:00:00"]),
        (["x"], ["null"], ["x = något annat"]),
        (["x"], ["null", "not(null)"], []),
        (["x"], ["null, < 1"], ["x = 1"]),
        (["l"], ["[1, 2]"], ["l = 0"]),
        ([], [""], []),
    ],
)
def test_a_gap_is_told_with_an_input_that_falls_into_it(inputs, rules, wanted):
    assert gaps(inputs, *(f"{each} => 1" for each in rules))[:1] == wanted


def test_rules_that_meet_are_told_with_an_input_that_both_match():
    assert meetings("U", ["n"], "[1..5] => 1", "[5..9] => 1") == [(1, 2, "n = 5")]
    assert meetings("U", ["a", "b"], "1 ; - => 1", "- ; 2 => 2") == [(1, 2, "a = 1, b = 2")]
    assert meetings("U", ["a"], "- => 1", "- => 2") == [(1, 2, "vad som helst")]
    assert meetings("U", ["n"], "< 1 => 1", ">= 1 => 2") == []


def test_in_an_any_table_only_rules_with_different_answers_meet():
    assert meetings("A", ["n"], "> 1 => 1", "> 2 => 1.0") == []
    assert meetings("A", ["n"], "> 1 => 1", "> 2 => 2") == [(1, 2, "n = 3")]
    assert meetings("A", ["n"], "> 1 => x", "> 2 => x") == []
    assert meetings("A", ["n"], "> 1 => x", "> 2 => y") == [(1, 2, "n = 3")]


def test_two_columns_that_look_at_the_same_are_tried_as_one():
    assert meetings("U", ["n", "n"], "> 1 ; < 5 => 1", "<= 1 ; - => 2", "- ; >= 5 => 3") == []


@pytest.mark.parametrize("test", ["? * 2 > 5", "> x", 'contains(?, "a")', '> "a"', "[1, 2][1]", "-(?) < 1"])
def test_cells_that_do_more_than_compare_with_constants_are_said_to_be_unknown(test):
    found = covered("U", ["n"], [f"{test} => 1"])

    assert "fasta värden" in found.unknown.sv
    assert found.gaps == found.meetings == ()


def test_times_with_and_without_a_zone_are_said_to_be_unknown():
    assert cut(['> @"12:00:00Z"', '< @"12:00:00"'], "", "") is None


def test_a_table_that_is_too_large_is_said_to_be(monkeypatch):
    rules = [f"{a} ; {b} ; {c} => 1" for a, b, c in itertools.product(range(6), repeat=3)]
    assert covered("U", ["a", "b", "c"], rules).unknown is None

    monkeypatch.setattr(covering, "MAX_SETS", 10)
    assert "för stor" in covered("U", ["a", "b", "c"], rules).unknown.sv
    monkeypatch.setattr(covering, "MAX_TESTS", 10)
    assert "för stor" in covered("U", ["a", "b", "c"], rules).unknown.sv


def test_nobody_is_told_of_more_than_a_hundred():
    found = covered("U", ["n"], ["- => 1"] * 500)
    assert len(found.meetings) == covering.ENOUGH


CELLS = ("-", "1", "< 2", "[1..3]", "(2..4]", "> 3", "not(2)", "1, 4", "not(< 2, 3)", "? = 2 or ? > 4")
TRIED = [Decimal(n) / 2 for n in range(-1, 12)]


@pytest.mark.parametrize("seed", range(60))
def test_random_tables_have_a_gap_or_a_meeting_exactly_where_trying_finds_one(seed):
    chance = random.Random(seed)
    tests = [[chance.choice(CELLS) for _ in range(2)] for _ in range(chance.randint(1, 5))]
    inside = table("U", ["a", "b"], ["r"], [f"{one} ; {two} => 1" for one, two in tests])
    found = covered("U", ["a", "b"], [f"{one} ; {two} => 1" for one, two in tests])
    answers = {_answer(inside, a, b) for a, b in itertools.product(TRIED, repeat=2)}

    assert (bool(found.gaps), bool(found.meetings)) == (None in answers, "several" in answers)


def _answer(inside, a, b):
    try:
        return decide(inside, a=a, b=b)
    except UndecidedError:
        return "several"
