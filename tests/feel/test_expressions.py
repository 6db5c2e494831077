"""What feelin cannot tell us: our API, paths, dates, errors and patterns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

import feel
from feel import FeelError, Months
from feel.keeping import Kept

NOW = dt.datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("Europe/Stockholm"))


def value(text, context=None, **keywords):
    return feel.parse(text).evaluate(context or {}, **keywords)


@pytest.mark.parametrize(
    ("text", "paths", "maybe"),
    [
        ("arende.berorda_enheter", {("arende", "berorda_enheter")}, set()),
        ("a + b.c * 2", {("a",), ("b", "c")}, set()),
        ("for e in arende.enheter return e.namn + x", {("arende", "enheter"), ("x",)}, set()),
        ("for a in l, b in a.m return b", {("l",)}, set()),
        ("some i in l satisfies i > gräns", {("l",), ("gräns",)}, set()),
        ("for i in l return count(partial)", {("l",)}, set()),
        ("enheter[typ = t and item.id = 1]", {("enheter",), ("typ",), ("t",)}, {("typ",), ("t",)}),
        ("personer[1].id", {("personer",)}, set()),
        ("{a: x, b: a.c}", {("x",)}, set()),
        ("sort(l, function(a, b) a.n < b.n + k)", {("l",), ("k",)}, set()),
        ("substring(string: s, start position: n)", {("s",), ("n",)}, set()),
        ("is defined(a.b)", {("a", "b")}, set()),
        (
            "enheter[list contains(arende.regioner.id, overordnad)]",
            {("enheter",), ("arende", "regioner", "id"), ("overordnad",)},
            {("arende", "regioner", "id"), ("overordnad",)},
        ),
        ("1 + 2", set(), set()),
    ],
)
def test_an_expression_tells_which_paths_it_reads(text, paths, maybe):
    expression = feel.parse(text)
    assert expression.paths == paths
    assert expression.maybe_paths == maybe
    assert expression.text == text


def test_unary_tests_tell_their_paths_too():
    assert feel.parse_unary("> gräns.låg, [a..b]").paths == {("gräns", "låg"), ("a",), ("b",)}


def test_units_can_be_chosen_by_what_the_case_holds():
    context = {
        "arende": {"berorda_regionomraden": [{"id": "r1"}, {"id": "r3"}]},
        "enheter": [
            {"id": "e1", "overordnad": "r1"},
            {"id": "e2", "overordnad": "r2"},
            {"id": "e3", "overordnad": "r3"},
        ],
    }
    chosen = value("enheter[list contains(arende.berorda_regionomraden.id, overordnad)].id", context)
    assert chosen == ["e1", "e3"]


def test_now_and_today_come_from_the_caller():
    assert value("now()", now=NOW) == NOW
    assert value('today() + duration("P14D")', now=NOW) == dt.date(2026, 12, 6)
    with pytest.raises(FeelError, match="no time was given"):
        value("today()")


def test_numbers_are_decimals_however_they_come_in():
    context = MappingProxyType({"i": 1, "f": 0.1, "d": Decimal("0.2"), "t": (1, 2)})
    assert value("f + d = 0.3 and i + 0 = 1 and count(t) = 2", context) is True
    assert value("[i, f]", context) == [Decimal(1), Decimal("0.1")]
    assert all(type(item) is Decimal for item in value("[i, f]", context))


@pytest.mark.parametrize("input_", [None, False, True])
def test_a_literal_boolean_is_held_against_the_input_when_there_is_one(input_):
    assert feel.parse_unary("true").evaluate({}, input=input_) is (input_ is True)
    assert feel.parse_unary("true").evaluate({}) is True


def test_a_null_condition_is_true_without_input():
    assert feel.parse_unary("kostnad < 100000").evaluate({}) is True
    assert feel.parse_unary("kostnad < 100000").evaluate({"kostnad": 200000}) is False


def test_names_with_spaces_and_signs_are_read_when_they_are_given():
    context = {"antal dagar": 3, "a and b": 1, "för- och efternamn": "x", "o": {"två ord": 2}}
    names = [*context, "två ord"]
    text = "antal   dagar + a and b + o.två ord"
    assert feel.parse(text, names=names).evaluate(context) == 6
    assert feel.parse("för- och efternamn", names=names).evaluate(context) == "x"
    with pytest.raises(FeelError):
        feel.parse("antal dagar")


@pytest.mark.parametrize(
    ("text", "line", "column", "english", "swedish"),
    [
        ("1 +", 1, 4, "ends too early", "slutar för tidigt"),
        ("", 1, 1, "is empty", "är tomt"),
        ("if a\nthan b else c", 2, 1, "«than» was not expected", "«than» väntades inte"),
        ("a and\n  ökänd(1)", 2, 3, "no function ökänd()", "funktionen ökänd() finns inte"),
        ("count(1, 2)", 1, 1, "takes 1 arguments, not 2", "tar 1 argument, inte 2"),
        ("a # b", 1, 3, "does not belong here", "hör inte hemma här"),
        ('x = @"2026-02-30"', 1, 5, "is no date", "är inget datum"),
        ("x instance of katt", 1, 15, "type is unknown", "typen är okänd"),
        ("count(function(a) a)", 1, 1, "takes no function", "tar ingen funktion"),
        ("substring(start position: 1)", 1, 1, "lacks the argument string", "saknar argumentet string"),
    ],
)
def test_an_error_names_the_place_in_both_languages(text, line, column, english, swedish):
    with pytest.raises(FeelError) as caught:
        feel.parse(text)
    error = caught.value
    assert (error.line, error.column, error.text) == (line, column, text)
    assert english in str(error)
    assert swedish in error.sv
    assert f"Rad {line}, kolumn {column}" in error.sv


def test_an_error_shows_the_text_around_the_place():
    with pytest.raises(FeelError) as caught:
        feel.parse("a" * 100 + " then " + "b" * 100)
    assert " then " in caught.value.excerpt
    assert len(caught.value.excerpt) < 50


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("P14D", dt.timedelta(days=14)),
        ("P1M", Months(1)),
        ("-P1Y2M", Months(-14)),
        ("PT1.5S", dt.timedelta(seconds=1.5)),
        ("P2W", dt.timedelta(weeks=2)),
    ],
)
def test_a_duration_is_read(text, found):
    assert feel.parse_duration(text) == found


@pytest.mark.parametrize("text", ["", "P", "14D", "P1M2D", "P1.5D", "PT", "R3/P1M", "P999999999999D"])
def test_what_is_no_duration_is_an_error(text):
    with pytest.raises(FeelError):
        feel.parse_duration(text)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-03-31", "-P1M", "2026-02-28"),
        ("2026-12-15", "P1M", "2027-01-15"),
        ("2026-01-01", "P14D", "2026-01-15"),
    ],
)
def test_months_are_calendar_months(start, duration, end):
    moment = dt.date.fromisoformat(start)
    assert feel.add(moment, feel.parse_duration(duration)) == dt.date.fromisoformat(end)
    zoned = dt.datetime.combine(moment, dt.time(10), ZoneInfo("Europe/Stockholm"))
    assert feel.add(zoned, feel.parse_duration(duration)).isoformat()[:16] == f"{end}T10:00"


def test_a_date_outside_the_calendar_is_an_error():
    with pytest.raises(FeelError, match="1-9999"):
        feel.add(dt.date(9999, 12, 31), dt.timedelta(days=1))


@pytest.mark.parametrize(("text", "pattern", "found"), [
    ("abc", "a(?:b|x)c", True), ("aXc", "a.c", True), ("a\nc", "a.c", False), ("aaa", "^a{2}$", False), ("aaa", "^a{2,}$", True), ("aaa", "^a{1,2}$", False),
    ("12-34", r"^\d{2}-\d{2}$", True), ("å", r"^\w$", False), ("å", r"^\p{L}$", True), ("a", r"^\P{L}$", False), ("a-b", r"^[\w-]+$", True), ("]", r"[\]]", True), ("b", "[^a-c]", False), ("^", "[\\^]", True),
    ("foo", r"\Bo", True), ("", "a*", True), ("ab", "(a*)*b", True), ("abab", "^(ab)+$", True), ("x", "(|x)$", True),
])  # fmt: skip
def test_a_pattern_finds_what_it_should(text, pattern, found):
    assert value("matches(t, p)", {"t": text, "p": pattern}) is found


@pytest.mark.parametrize(
    "pattern", ["[", "(", ")", "a**", "*", "a{2,1}", "[z-a]", "\\", "\\p{Foo}", "\\y", "x{a}", "^*"]
)
def test_what_is_no_pattern_gives_null(pattern):
    assert value('matches("a", p)', {"p": pattern}) is None


def test_flags_of_patterns():
    assert value('matches("a\\nB", "^b$", "im")') is True
    assert value('matches("ÅÄÖ", "^[à-ö]+$", "i")') is True


def test_greedy_and_lazy_groups_are_told_apart():
    assert value('replace("<a><b>", "<(.+)>", "$1")') == "a><b"
    assert value('replace("<a><b>", "<(.+?)>", "$1")') == "ab"


def test_parsed_expressions_are_kept():
    assert feel.parse("1 + 41") is feel.parse("1 + 41")


def test_zoned_moments_compare_across_zones_and_clock_changes():
    before = dt.datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert value('t + duration("PT1H")', {"t": before}).isoformat() == "2026-03-29T03:30:00+02:00"
    assert value("u > t", {"t": before, "u": dt.datetime(2026, 3, 29, 0, 31, tzinfo=dt.UTC)}) is True
    assert value("u - t", {"t": before, "u": dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)}) == dt.timedelta(
        hours=1
    )


def test_what_is_kept_is_bounded_and_the_longest_unused_goes_first():
    kept: Kept[str] = Kept(10)
    for key in ("a", "b"):
        kept.get(key, 4, lambda key=key: key)
    kept.get("a", 4, lambda: "other")
    assert kept.get("c", 4, lambda: "c") == "c"
    assert len(kept) == 2
    assert kept.get("a", 4, lambda: "new") == "a"
    assert kept.get("b", 4, lambda: "new") == "new"
    assert kept.get("d", 99, lambda: "d") == "d"
    assert len(kept) == 0
