"""The constants of a test: where its answer can change, and nowhere else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

import feel


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-", ()),
        ("[1..5], > 10", (1, 5, 10)),
        ("]-2..-1[", (-2, -1)),
        ('not("a", "b")', ("a", "b")),
        ("true", (True,)),
        ("null", (None,)),
        ("? > 5 and ? < 8 or not(? = 6)", (5, 8, 6)),
        ("? between 1 and 2", (1, 2)),
        ("? in (1, [3..4])", (1, 3, 4)),
        ('< date("2026-01-31"), @"2026-02-28"', (date(2026, 1, 31), date(2026, 2, 28))),
        ('>= duration("P2D")', (timedelta(days=2),)),
        ('"between", ">"', ("between", ">")),
    ],
)
def test_a_test_that_only_compares_has_constants(text, found):
    assert feel.constants(text) == found


@pytest.mark.parametrize(
    "text",
    ["x", "? * 2 > 5", "? - 1 > 5", "-? > 5", "-(1)", "[1, 2][1]", "count(?) > 1", '> "a"', '["a".."b"]', "?.year = 2026",
     'date("2026-01-31").month', "date(x)", "some i in [1] satisfies i = ?", "? instance of number"],
)  # fmt: skip
def test_a_test_that_does_anything_more_has_none(text):
    feel.parse_unary(text)

    assert feel.constants(text) is None


def test_text_that_is_not_feel_is_an_error():
    with pytest.raises(feel.FeelError):
        feel.constants("> > 1")


def test_the_type_of_a_value_is_told():
    assert feel.is_instance(Decimal(1), "number")
    assert not feel.is_instance("1", "number")
    assert not feel.is_instance(None, "number")
