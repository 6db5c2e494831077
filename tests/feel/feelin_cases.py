"""The expressions that we and feelin must answer alike, hand-picked and generated."""

from __future__ import annotations

from itertools import product

CONTEXT = {
    "x": 5,
    "y": 2.5,
    "s": "hej",
    "namn": "Åsa Öberg",
    "flagga": True,
    "av": False,
    "tom": None,
    "l": [1, 2, 3],
    "tal": [3, 1, 2, 3],
    "ord": ["b", "a", "c"],
    "blandat": [1, "a", None, True],
    "tomt": [],
    "o": {"a": 1, "b": {"c": "djup"}, "antal dagar": 7},
    "ärende": {"belopp": 1250, "enheter": ["u1", "u2"], "för": True},
    "enheter": [
        {"id": "u1", "namn": "Nord", "antal": 3, "typ": "region"},
        {"id": "u2", "namn": "Syd", "antal": 12, "typ": "enhet"},
        {"id": "u3", "namn": "Öst", "typ": "enhet"},
    ],
    "antal dagar": 14,
    "dag": "2026-11-22",
}
NAMES = ("antal dagar",)

_VALUES = ("1", "2.5", "-3", '"a"', '"B"', "true", "false", "null", "[1,2]", "[1]", "[]", "{a: 1}")
_MOMENTS = ('date("2026-01-31")', 'date and time("2026-01-31T10:00:00")', 'time("10:00:00")')
_LENGTHS = (
    'duration("P1M")',
    'duration("P2D")',
    'duration("PT36H")',
    'duration("-P1Y2M")',
    'duration("P0D")',
)


def _generated() -> list[str]:
    cases = [f"{a} {op} {b}" for a, op, b in product(_VALUES, ("=", "!="), _VALUES)]
    ordered = ("1", "2.5", "-3", "x", "y", "null")
    cases += [f"{a} {op} {b}" for a, op, b in product(ordered, ("<", "<=", ">", ">="), ordered)]
    cases += [
        f'"{a}" {op} "{b}"'
        for a, op, b in product(("a", "b", "B", "ä"), ("<", "<=", ">", ">="), ("a", "b", ""))
    ]
    cases += [
        f"{a} {op} {b}"
        for a, op, b in product(
            ("true", "false", "null", "1"), ("and", "or"), ("true", "false", "null", '"a"')
        )
    ]
    plain = ("1", "2.5", "-3", "0", '"a"', "true", "null", "[1,2]")
    cases += [f"{a} {op} {b}" for a, op, b in product(plain, ("+", "-", "*"), plain)]
    cases += [
        f"{a} {op} {b}"
        for a, op, b in product(("8", "2", "4", "1", "0.5"), ("/", "**"), ("2", "4", "0.5", "1"))
    ]
    cases += [
        f"{a} {op} {b}"
        for a, op, b in product(_MOMENTS, ("+", "-"), _LENGTHS)
        if 'time("10' not in a or ("P1M" not in b and "Y" not in b)
    ]
    cases += [f"{a} {op} {a}" for a, op in product((*_MOMENTS, *_LENGTHS), ("=", "!=", "<", "<=", "-"))]
    cases += [f"{a} = {b}" for a, b in product(_MOMENTS, repeat=2)]
    cases += [
        f"{v} in {t}"
        for v, t in product(
            ("1", "2", "5", "null"),
            ("[1,2,3]", "[1..3]", "(1..3)", "[1..3)", "]1..3[", "(1, 5)", "> 1", "(< 2, > 4)", "null", "1"),
        )
    ]
    cases += [
        f"{v} between {a} and {b}" for v, a, b in product(("1", "2", "null"), ("1", "0"), ("1", "2", "null"))
    ]
    return cases


def _functions() -> list[str]:
    strings = ('"abc"', '"Åäö"', '""', "null", "1")
    one = ("string length", "upper case", "lower case")
    two = ("contains", "starts with", "ends with", "substring before", "substring after")
    lists = ("[1,2,3]", "[3,1,2]", "[]", "[1]", "5", "null", "[1,null]", '["a"]')
    numbers = ("1.5", "-1.5", "2.5", "2", "0", "null", '"a"')
    cases = [f"{name}({text})" for name, text in product(one, strings)]
    cases += [f"{name}({a}, {b})" for name, a, b in product(two, strings, ('"a"', '"ö"', "null"))]
    cases += [
        f"{name}({items})"
        for name, items in product(
            ("count", "sum", "mean", "all", "any", "reverse", "flatten", "distinct values", "product"), lists
        )
    ]
    cases += [
        f"{name}({items})"
        for name, items in product(
            ("min", "max"), ("[1,2,3]", "[3,1,2]", "[]", "5", "null", "[1,null]", "1, 2, 3")
        )
    ]
    cases += [f"{name}({n})" for name, n in product(("floor", "ceiling", "abs"), numbers)]
    cases += [
        f"{name}({n}, {s})"
        for name, n, s in product(
            ("decimal", "round up", "round down", "round half up", "round half down"), numbers[:4], ("0", "1")
        )
    ]
    cases += [f"{name}({n})" for name, n in product(("odd", "even"), ("1", "2", "-3", "0", "null"))]
    cases += [f"modulo({a}, {b})" for a, b in product(("10", "-10", "7.5"), ("3", "-3", "0"))]
    cases += [f'substring("foobar", {p})' for p in ("3", "-2", "3, 3", "-2, 1", "1, 10", "7", "0")]
    cases += [f"sublist([1,2,3,4], {p})" for p in ("2", "-2", "2, 2", "1, 10", "-2, 1")]
    cases += [f"insert before([1,2,3], {p}, 9)" for p in ("1", "2", "3", "-1", "10")]
    cases += [f"remove([1,2,3], {p})" for p in ("1", "2", "3", "-1")]
    return cases


UNARY = [
    *(f"{op} {n}" for op in ("<", "<=", ">", ">=") for n in ("1", "4", "10", "null")),
    "-", "4", "5", '"a"', '"a", "b"', "1, 4", "[1..5]", "(4..5)", "]1..4[", "not(4)", "not(5)", "not(1, 4)",
    "not(> 3)", "not([1..5])", "[1..3], > 8", "null", "true", "false", "not(true)", "not(null)", "x > 3", "x > 9", "? > 3",
    "? in [1, 4]", "l", "tomt", "x", "tom", "saknas", "saknas < 5", "flagga", "not(flagga)", "not(saknas)",
    "s", "odd(?)", "even(?)", "not(4), 5", "x = 5 and flagga", "not(x = 5) and flagga", "count(l) = 3",
]  # fmt: skip

PICKED = [
    "saknas", "saknas.a.b", "o.a", "o.b.c", "o.b.saknas", "x.a", "s.a", "tom.a", "l.a", "enheter.namn", "enheter.antal",
    "o.antal dagar", "antal dagar + 1", "antal dagar * antal dagar", "ärende.belopp > 1000", "ärende.enheter[1]", "ärende.för",
    "-x", "- -x", "-2 ** 2", "2 ** 3 ** 2", "2^3", "1 + 2 * 3", "(1 + 2) * 3", "10 / 4 / 5", "10 - 4 - 3", "1/3", "x / 0", "1 = 1 = true",
    "if x > 3 then 1 else 2", "if false then 1 else 2", "if tom then 1 else 2", "if saknas > 3 then 1 else 2",
    'if x = 5 then "a" else if x = 6 then "b" else "c"', "1 + if true then 2 else 3", "if flagga then 1 else 2 + 5",
    "l[1]", "l[3]", "l[4]", "l[0]", "l[-1]", "l[-3]", "l[-4]", "l[item > 1]", "l[> 1]", "l[item = 9]", "tomt[1]", "tom[1]", "x[1]", "l[true]", "l[false]", "l[null]",
    "enheter[1]", 'enheter[id = "u2"]', 'enheter[typ = "enhet"].namn', "enheter[antal > 5].id", "enheter[item.antal > 5][1].namn", 'enheter[typ = "x"]',
    'enheter[antal > 2 and typ = "region"].namn', "l[1 + 1]", "l[item > 1][1]", "[[1,2],[3,4]][2][1]", "enheter[id in ärende.enheter].namn",
    "for i in 1..3 return i", "for i in 3..1 return i * 2", "for i in [1..3] return i", "for i in l return i + x", "for i in tomt return i", "for i in tom return i", "for i in x return i",
    "for i in 1..2, j in 1..3 return i * j", "for i in l, j in [i] return j", "for e in enheter return e.namn", "for i in 1..5 return count(partial)",
    "for i in (1..4) return i", "(for i in 1..2 return l[1])", "[for i in 1..2 return l[i]]", "(some i in 1..2 satisfies l[i] = 2)", "for i in [i in l] return i",
    "some i in l satisfies i > 2", "some i in l satisfies i > 5", "every i in l satisfies i > 0", "every i in l satisfies i > 1", "some i in tomt satisfies i > 2", "every i in tomt satisfies i > 2",
    "some i in tom satisfies i > 2", "every i in tom satisfies i > 2", "some i in l, j in l satisfies i + j = 6", "every i in blandat satisfies i != 9", "some i in [null, 5] satisfies i > 3",
    "{}", "{a: 1}", "{a: 1, b: a + 1}", "{a: 1}.a", '{"a b": 1}', '{"a b": 1}.a b', "{a b: 1}.a b", "{a: {b: [1]}}.a.b", '{"å": 1}.å', "{a: 1, a: 2}", "{x: 1, y: x}",
    "[]", "[1]", '[1, "a", null]', "[[]]", "[1..3]", "(1..3)", "]1..3[", "[1..3].start", "[1..3).end included",
    '"a" + "b"', r'"a\"b"', r'"a\\b"', r'"a\nb"', r'"\d"', r'"\u00e5"', r'"\U01F600"', '"åäö" = "åäö"', '"a"', '""',
    "1 // efter", "1 /* inne */ + 2", "1\n+ 2", ".5", "0.10", "007", "true", "null", "not(true)", "not(false)", "not(null)", "not(1)",
    "x instance of number", "s instance of string", "l instance of list<number>", "blandat instance of list<number>", "tom instance of Null", "tom instance of Any", "x instance of Any",
    'date("2026-01-01") instance of date', 'duration("P1D") instance of days and time duration', 'duration("P1M") instance of years and months duration', "o instance of context", "flagga instance of boolean",
    'date and time("2026-01-01T00:00:00") instance of date and time', "[1..2] instance of range",
    'date("2026-11-22")', "date(dag)", 'date("2026-13-01")', 'date("")', 'date("hej")', "date(2026, 2, 28)", "date(2026, 2, 30)", 'date(date and time("2026-11-22T10:00:00"))', "date(null)",
    '@"2026-11-22"', '@"2026-11-22T10:00:00"', '@"10:00:00"', '@"P1D"', '@"P1Y"', '@"-PT1H"', 'time("10:30:00")', 'time("10:30")', 'time("25:00:00")', "time(10, 30, 0)", 'time("10:30:00Z")', 'time("10:30:00+02:00")', 'time("10:30:00.5")',
    'time("10:30:00@Europe/Stockholm")', 'time(10, 30, 0, duration("PT2H"))', 'time(date and time("2026-01-01T10:20:30"))',
    'date and time("2026-11-22T10:30:00")', 'date and time("2026-11-22T10:30:00Z")', 'date and time("2026-11-22T10:30:00+01:00")', 'date and time("2026-11-22T10:30:00@Europe/Stockholm")', 'date and time("2026-11-22T10:30:00.25")', 'date and time("2026-11-22")', 'date and time("fel")',
    'date and time(date("2026-11-22"), time("10:30:00"))', 'date and time(date("2026-11-22"), time("10:30:00Z"))', 'date and time("2026-11-22T10:30:00@Fel/Zon")',
    'duration("P1Y2M")', 'duration("P14M")', 'duration("P1DT2H3M4S")', 'duration("PT26H")', 'duration("PT0S")', 'duration("P0M")', 'duration("P2W")', 'duration("fel")', 'duration("P")', 'duration("PT1.5S")', 'duration("-P3D")',
    *(f'date and time("2026-11-22T10:30:15").{part}' for part in ("year", "month", "day", "hour", "minute", "second", "weekday", "timezone", "time offset", "saknas")),
    *(f'date("2026-11-22").{part}' for part in ("year", "month", "day", "weekday", "hour")),
    *(f'duration("P1DT2H3M4S").{part}' for part in ("days", "hours", "minutes", "seconds", "years")), *(f'duration("-P1Y2M").{part}' for part in ("years", "months", "days")),
    'date and time("2026-11-22T10:30:00+01:00").time offset', 'date and time("2026-11-22T10:30:00@Europe/Stockholm").timezone', 'time("10:30:15").minute',
    'date("2024-01-31") + duration("P1M")', 'date("2023-01-31") + duration("P1M")', 'date("2024-02-29") + duration("P1Y")', 'date("2024-03-31") - duration("P1M")', 'duration("P1M") + date("2024-01-31")', 'date("2026-11-22") - date("2026-11-01")', 'date("2026-11-22") + duration("P14D")',
    'date("2026-11-22") + duration("PT36H")', 'date and time("2026-03-28T12:00:00@Europe/Stockholm") + duration("P1D")', 'date and time("2026-03-28T12:00:00@Europe/Stockholm") + duration("PT24H")', 'date and time("2026-03-29T01:30:00@Europe/Stockholm") + duration("PT1H")',
    'date and time("2026-11-22T10:00:00") - date and time("2026-11-21T09:00:00")', 'time("10:00:00") - time("09:30:00")', 'time("23:00:00") + duration("PT2H")', 'duration("P1D") + duration("PT1H")', 'duration("P1Y") - duration("P1M")', 'duration("P1Y") + duration("P1D")', 'date("2026-01-01") + 1', '"a" + 1',
    'date("2026-01-01") < date("2026-01-02")', 'date("2026-01-01") < date and time("2026-01-02T00:00:00")', 'date("2026-01-01") = date and time("2026-01-01T00:00:00")', 'date and time("2026-01-01T10:00:00Z") = date and time("2026-01-01T11:00:00+01:00")', 'date and time("2026-01-01T10:00:00Z") < date and time("2026-01-01T11:00:00Z")',
    'duration("P1Y") = duration("P12M")', 'duration("PT24H") = duration("P1D")', 'duration("P1D") < duration("P2D")', 'date("2026-01-05") in [date("2026-01-01")..date("2026-01-31")]', 'date("2026-01-05") between date("2026-01-01") and date("2026-01-31")',
    'day of week(date("2026-11-22"))', 'day of year(date("2026-11-22"))', 'month of year(date("2026-11-22"))', 'week of year(date("2026-11-22"))', 'week of year(date("2027-01-01"))', 'day of week(date and time("2026-11-22T10:00:00"))', "day of week(null)", 'years and months duration(date("2024-01-15"), date("2026-03-15"))', 'years and months duration(date("2026-03-15"), date("2024-01-15"))',
    'matches("foobar", "^fo*b")', 'matches("foobar", "^Fo*bar$", "i")', 'matches("a\\nb", "a.b", "s")', 'matches("12345", "^[0-9]{5}$")', 'matches("abc", "[")', 'matches("abc", "b|x")', 'matches("Åsa", "^\\p{Lu}")', 'matches("a b", "\\s")', 'matches("", "^$")', 'matches("abc", "(a)(b)?c")', 'matches("foo bar", "\\bbar\\b")', 'matches(null, "a")', 'matches("abc", "a", "q")',
    'replace("abcd", "(ab)|(a)", "[1=$1]")', 'replace("a1b22", "[0-9]+", "#")', 'replace("abc", "b", "$0$0")', 'replace("aaa", "a*?", "x")', 'replace("abc", "", "-")', 'replace("Hej", "h", "N", "i")', 'replace("a.b", "\\.", "$$")', 'replace("abc", "(b)", "$1$2")',
    'split("John Doe", "\\s")', 'split("a;b;c;;", ";")', 'split("abc", "")', 'split("a1b2", "([0-9])")', 'split("", ",")', 'split("a,b", ", ?")', 'string join(["a","b"])', 'string join(["a","b"], ", ")', 'string join(["a",null,"b"], "-")', 'string join([], ",")', 'string join("a", ",")', 'string join([1], ",")',
    "list contains(l, 2)", "list contains(l, 9)", "list contains(blandat, null)", "list contains(tom, 1)", "index of(tal, 3)", "index of(tal, 9)", "append(l, 4)", "append(l, 4, 5)", "append(l, [4])", "append(1, 2)", "concatenate(l, tal)", "concatenate([1], [2], [3])", "union(l, tal)", "union([1], [2], [1])", "distinct values(tal)", "distinct values(ord)", "flatten([[1,[2]],3])", "reverse(ord)", "list replace(l, 2, 9)", "list replace(l, function(a, b) a > 1, 9)",
    "sum(1, 2, 3)", "sum(l)", "sum(blandat)", "sum(enheter.antal)", "mean(tal)", "min(tal)", "max(tal)", "max(1, 5, 3)", "mode([1,2,2,3,3])", "mode([])", "stddev([2,4])", "median([1,2,3])", "median([1,2,3,4])", "all([true, null])", "any([false, null])", "all(true, false)", "any(true, false)", "count(tom)", "count(l[item > 1])",
    "sort(l, function(a, b) a > b)", "sort(tal, function(a, b) a < b)", "sort(enheter, function(a, b) a.namn > b.namn).id", "sqrt(16)", "sqrt(-1)", "sqrt(2)", "floor(1.57, 1)", "ceiling(1.52, 1)", "decimal(2.5, 0)", "decimal(3.5, 0)", "decimal(1.115, 1)", "log(1)", "exp(0)", "log(0)", 'abs(duration("-P1D"))', 'abs(duration("-P1M"))', "round up(5.5, 0)", "round half up(-5.5, 0)", "round half down(5.5, 0)", "round down(1234, -2)",
    'number("1 000,5", " ", ",")', 'number("1,000.5", ",", ".")', 'number("x", ",", ".")', "string(1)", "string(1.50)", "string(true)", "string(null)", 'string("a")', 'string([1,"a"])', 'string({a: 1, "b c": "x"})', 'string(date("2026-01-01"))', 'string(duration("P1DT2H"))', 'string(time("10:00:00Z"))', "string({å: [null, true]})", 'string(["a\\"b"])',
    'get value(o, "a")', 'get value(o, "saknas")', "get entries({a: 1, b: 2})", 'context([{key: "a", value: 1}])', 'context([{key: "a", value: 1}, {key: "a", value: 2}])', "context merge([{a: 1}, {b: 2}])", "context merge({a: 1}, {a: 2})", 'context put({a: 1}, "b", 2)', 'context put({a: {b: 1}}, ["a", "c"], 2)', 'context put({a: 1}, ["b", "c"], 2)', "get entries(tom)",
    "before(1, 2)", "before(1, [2..3])", "after(5, [2..3])", "before([1..2], [2..3])", "before([1..2), [2..3])", "meets([1..3], [3..5])", "met by([3..5], [1..3])", "overlaps([1..3], [2..5])", "overlaps([1..2], [3..5])", "includes([1..5], 3)", "includes([1..5], [2..3])", "includes([1..5), 5)", "is(1, 1)", "is(1, 2)", 'is(date("2026-01-01"), date("2026-01-01"))', 'is(time("10:00:00Z"), time("10:00:00+00:00"))', "[2..3] in [1..5]", "null in [null]", "[1] in [[1]]",
    'substring(string: "foobar", start position: 3)', 'contains(match: "o", string: "foo")', "5 in (1, 5)", "x in ([1..3], 5)", '"b" in ord', "x in l", 's in ("hej", "hå")', "x in null", "substring(namn, 1, 3)", "upper case(namn)", 'namn = "Åsa Öberg"', "string length(namn)",
    'count(enheter[typ = "enhet"]) > 1 and sum(enheter.antal) = null', 'some e in enheter satisfies e.antal > 10 and e.typ = "enhet"', "(x + y) * 2 >= 15 and not(av)", "tom = null", "saknas = null", "x != null", "null != null", "tom or flagga", "tom and av", "[1,[2,3]] = [1,[2,3]]", "{a: 1} = {a: 1}", "{a: 1} = {a: 2}", "{a: 1} = {b: 1}", "[1,2] = [2,1]", "[1..3] = [1..3]", "[1..3] = [1..3)",
]  # fmt: skip

EVALUATED = [*PICKED, *_generated(), *_functions()]
