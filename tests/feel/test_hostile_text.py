"""Whatever is written, the answer is a value or a FeelError, within a bounded time."""

from __future__ import annotations

import pickle
import threading
import time
import uuid
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import feel
from tests.feel.feelin_cases import CONTEXT, PICKED

_PIECES = st.sampled_from(
    [
        *"()[]{},:.?+-*/=<>",
        "**", "..", "<=", ">=", "!=", " ", "\n", "1", "2.5", ".5", "1e9", "9" * 40, '"a"', '"å"', '"', '@"P1M"', '@"2026-01-31"', "null", "true", "false",
        "x", "l", "o", "enheter", "item", "partial", "antal dagar", "if ", " then ", " else ", "for i", " in ", " return ", "some i", "every i", " satisfies ",
        " and ", " or ", "not(", "between ", " instance of ", "number", "list<", "function(a, b) ", "count(", "string(", "date(", "sort(", "replace(", "matches(",
        "duration(", "flatten(", "context put(", "is defined(", "now()", "sum(", "decimal(", "date and time(", "//", "/*", "*/", "__class__", ".__init__", "{{", "\\", "\u0308",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join))
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(max_size=5),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.uuids(),
    st.binary(max_size=3),
)
_CONTEXTS = st.dictionaries(
    st.sampled_from(["x", "l", "o", "enheter", "antal dagar"]),
    st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
)


def _try(parse, text, context):
    """Whether it goes well in the time that is its own: what else the machine does is not counted."""
    begun, told = time.thread_time(), True
    try:
        parse(text, names=["antal dagar"]).evaluate(context, input=4)
    except feel.FeelError as error:
        told = error.sv != "" and error.en == str(error) and error.line >= 1 and error.column >= 1
    return told and time.thread_time() - begun < 5


@settings(max_examples=400, deadline=None)
@given(text=_TEXTS, context=_CONTEXTS)
def test_any_text_gives_a_value_or_a_feel_error(text, context):
    assert _try(feel.parse, text, context)
    assert _try(feel.parse_unary, text, context)


@settings(max_examples=150, deadline=None)
@given(
    one=st.sampled_from(PICKED),
    other=st.sampled_from(PICKED),
    between=st.sampled_from(["+", "-", "*", "/", "**", "=", "<", " in ", " and "]),
    context=_CONTEXTS,
)
def test_any_two_expressions_together_give_a_value_or_a_feel_error(one, other, between, context):
    assert _try(feel.parse, f"({one}){between}({other})", {**CONTEXT, **context})


_BILLION = "{" + ", ".join(f"a{n}: [a{n - 1}, a{n - 1}]" if n else "a0: [1, 1]" for n in range(40)) + "}.a39"
HOSTILE = [
    "x" * 20_000,
    "(" * 5000,
    "(" * 4000 + "1" + ")" * 4000,
    "[" * 4000 + "]" * 4000,
    "-" * 9000 + "1",
    "if true then " * 700 + "1",
    "if true then 1 else " * 400 + "1",
    "1[1]" * 2000,
    "[1]" + "[1]" * 3000,
    "o" + "[1].a" * 1500,
    "9 ** 9 ** 9 ** 9 ** 9",
    "1e99999999999",
    "10 ** 6144 * 10",
    "for i in 1..1000000000 return i",
    "for a in 1..1000, b in 1..1000, c in 1..1000 return 1",
    "some a in 1..1000, b in 1..1000, c in 1..1000 satisfies false",
    "for i in 1..5000 return partial",
    "count(for i in 1..90000 return for j in 1..90000 return 1)",
    "sort(for i in 1..90000 return 90000 - i, function(a, b) count(for k in 1..1000 return k) > a)",
    _BILLION,
    f"string({_BILLION})",
    f"flatten({_BILLION})",
    f"{_BILLION} = {_BILLION}",
    f"distinct values({_BILLION})",
    'for i in 1..100 return replace("' + "a" * 5000 + '", "a", "' + "b" * 1000 + '")',
    "{"
    + ", ".join(f"s{n}: s{n - 1} + s{n - 1}" if n else 's0: "' + "x" * 100 + '"' for n in range(60))
    + "}",
    'matches("' + "a" * 4000 + '", "(a+)+$b")',
    'matches("' + "a" * 4000 + '", "a*a*a*a*a*a*b")',
    'matches("' + "a" * 4000 + '", "(a|a|a)*b")',
    'matches("a", "((((a{1000}){1000}){1000}){1000})")',
    'matches("a", "(?:(?:(?:(?:){1000}){1000}){1000}){1000}")',
    'matches("a", "' + "(" * 400 + '")',
    'matches("a", "a{1,999999999}")',
    "for i in 1..90000 return 1.1 ** (i / 99999)",
    "for i in 1..90000 return exp(i / 7)",
    "for i in 1..90000 return upper case(lång)",
    'for i in 1..90000 return lång + "x"',
    "for i in 1..90000 return count(reverse(många))",
    "for i in 1..90000 return count(append(många, i))",
    "for i in 1..90000 return many = många",
    "count(for i in 1..90000 return count(många[item > 1]))",
    "for i in 1..90000 return substring(lång, 2)",
    "for i in 1..90000 return string(10 ** 6000)",
    "for i in 1..90000 return context put(o, string(i), många)",
    "decimal(1, 999999999)",
    "decimal(1.5, -999999999)",
    "exp(999999999)",
    "string(10 ** 6000) + string(10 ** 6000)",
    'duration("P999999999Y") * 999999999',
    'date("0001-01-01") - duration("P1M")',
    'date and time("0001-01-01T00:00:00+14:00") < date and time("0001-01-01T00:00:00Z")',
    'date and time("9999-12-31T23:00:00@America/New_York") + duration("PT1H")',
    'time("10:00:00@../../etc/passwd")',
    'time("10:00:00@/etc/passwd")',
    "{" + ",".join(f"a b{n}: 1" for n in range(900)) + "}",
    '"' + "\\" * 9001 + '"',
    "/*" * 4999,
]


_LARGE = {**CONTEXT, "lång": "abcdefghij" * 9000, "många": list(range(50_000))}


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:40] for text in HOSTILE])
def test_hostile_text_is_answered_or_refused_in_time(text):
    assert _try(feel.parse, text, _LARGE)


@pytest.mark.parametrize(
    "text",
    [
        "x.__class__",
        'x["__class__"]',
        "o.__init__",
        "l.append",
        "s.format",
        "o.keys",
        "dag.__globals__",
        "o.items",
        'get value(o, "__class__")',
        'date("2026-01-01").resolution',
        'duration("P1D").total_seconds',
    ],
)
def test_no_attribute_of_a_python_object_can_be_reached(text):
    assert feel.parse(text).evaluate(CONTEXT) in (None, [], [None, None, None])


@pytest.mark.parametrize(
    "value",
    [
        object(),
        uuid.uuid4(),
        b"a",
        {1},
        1j,
        lambda: 1,
        str,
        float("nan"),
        Decimal("Infinity"),
        10**10000,
        {1: 2},
        [object()],
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_is_not_of_feel_is_an_error_that_names_the_place(value):
    with pytest.raises(feel.FeelError) as caught:
        feel.parse("1 +\n  främmande").evaluate({"främmande": value})
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_what_is_not_read_need_not_be_of_feel():
    assert feel.parse("o.a").evaluate({"o": {"a": 1, "b": object()}, "c": object()}) == 1


def test_a_context_that_holds_itself_is_an_error():
    endless: list = []
    endless.append(endless)
    with pytest.raises(feel.FeelError):
        feel.parse("x").evaluate({"x": endless})


def test_a_caller_deep_in_its_own_calls_gets_a_feel_error_or_a_value():
    text = "(" + "[" * 90 + "]" * 90 + ")"
    expression = feel.parse(text)

    def deep(left):
        return deep(left - 1) if left else expression.evaluate({})

    outcomes = []
    for left in (0, 700, 750, 800, 850):
        try:
            deep(left)
        except feel.FeelError as error:
            outcomes.append(error.en)
    assert all("nested too deep" in outcome for outcome in outcomes)
    assert len(outcomes) < 5  # at the top there is room


def test_the_answer_shares_nothing_with_the_context():
    context = {"o": {"l": [1]}}
    answer = feel.parse("o").evaluate(context)
    answer["l"].append(2)
    assert context == {"o": {"l": [1]}}


def test_an_expression_can_be_used_by_many_threads_at_once():
    expression = feel.parse("sum(for i in 1..n return i)")
    answers = {}

    def work(n):
        answers[n] = expression.evaluate({"n": n})

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: n * (n + 1) / 2 for n in range(1, 30)}


def test_an_error_survives_pickling():
    with pytest.raises(feel.FeelError) as caught:
        feel.parse("1 +")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (copy.sv, str(copy), copy.column) == (caught.value.sv, str(caught.value), caught.value.column)
