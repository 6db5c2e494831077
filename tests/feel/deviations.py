"""Where we leave feelin's side on purpose: expression, our value, feelin's value, the reason (docs/feel.md).

Both values are held, so a newer feelin that comes over to our side is noticed.
"""

from __future__ import annotations

from typing import Any

ERROR = {"$error": True}  # feelin cannot parse it
_IN = "`in` binds like the other comparisons (standard)"
_DECIMALS = "numbers are decimals, not binary floats"
_TYPES = "values of different types have no order (standard: null)"
_RANGES = "a range holds what lies between its ends as the standard says; null ends leave it open"
_TRUE = "only true is true (standard)"
_LATER = "the standard has it, feelin not"
_ADDED = "an addition of ours, as in Camunda's FEEL"
_FAULT = "a fault of feelin"
_KINDS = "the two kinds of durations are different types (standard)"
_SAME = "the same values are the same, not only the same objects"
_FILTER = "a filter sees its element whatever the form of the condition (standard)"
_WRITTEN = "what is written is ISO and FEEL, nothing near it"

DEVIATIONS: list[tuple[str, Any, Any, str]] = [
    ("3 in [1..9] and true", True, None, _IN),
    ("3 in l or 4 in l", True, None, _IN),
    ("x in (1..9) = true", True, None, _IN),
    ("0.1 + 0.2", 0.3, 0.30000000000000004, _DECIMALS),
    ("0.1 + 0.2 = 0.3", True, False, _DECIMALS),
    ("decimal(1.005, 2)", 1.0, 1.0, _DECIMALS),
    ("round half up(1.005, 2)", 1.01, 1.0, _DECIMALS),
    ("-4 ** 0.5", None, {"$number": "NaN"}, _DECIMALS),
    ("0 ** -1", None, {"$number": "Infinity"}, _DECIMALS),
    ("1e3", 1000, 1, _FAULT),
    ('"a" < 5', None, False, _TYPES),
    ('"a" <= 5', None, True, _TYPES),
    ('"5" < 10', None, True, _TYPES),
    ("[1] < 2", None, True, _TYPES),
    ('date and time("2026-01-01T10:00:00") < date and time("2026-01-01T11:00:00Z")', None, True, _TYPES),
    ("3 between 5 and 1", False, True, _RANGES),
    ("3 in [5..1]", False, True, _RANGES),
    ("5 in [1..null]", None, True, _RANGES),
    ('if "a" then 1 else 2', 2, 1, _TRUE),
    ("if 0 then 1 else 2", 2, 1, _TRUE),
    ("every i in [1,2] satisfies i", False, True, _TRUE),
    ("[null, 1][item = null]", [None], [], _FAULT),
    ("[false, true][item = false]", [False], [], _FAULT),
    ("median([10, 9, 1])", 9, 10, _FAULT),
    ('duration("PT1S") = duration("PT1.5S")', False, True, _FAULT),
    ('duration("P1Y") = duration("P365D")', None, True, _KINDS),
    ('duration("P1M") > duration("P20D")', None, True, _KINDS),
    ('duration("P1M2D")', None, {"$duration": "P1M2D"}, _KINDS),
    (
        'years and months duration(date("2024-01-31"), date("2026-03-15"))',
        {"$duration": "P2Y1M"},
        {"$duration": "P2Y1M15D"},
        _KINDS,
    ),
    ('duration("P1D") * 2', {"$duration": "P2D"}, None, _LATER),
    ('duration("P1Y") / 2', {"$duration": "P6M"}, None, _LATER),
    ('duration("P2D") / duration("P1D")', 2, {"$number": "NaN"}, _LATER),
    ('-duration("P1D")', {"$duration": "-P1D"}, None, _LATER),
    ('min("b", "a")', "a", None, _LATER),
    ('max([date("2026-01-01"), date("2026-02-01")])', {"$date": "2026-02-01"}, None, _LATER),
    ("sort([3, 1, 2])", [1, 2, 3], None, _LATER),
    ("string([1..3])", "[1..3]", "<range>", _LATER),
    (
        'date and time("2026-01-01T10:00:00Z") - date and time("2026-01-01T10:00:00+01:00")',
        {"$duration": "PT1H"},
        {"$duration": "PT0S"},
        _FAULT,
    ),
    ("[[{a: 1}]].a", [[1]], [None], _LATER),
    ("5[true]", [5], 5, _LATER),
    ("list contains([[1, 2]], [1, 2])", True, False, _SAME),
    ('index of([date("2026-01-01")], date("2026-01-01"))', [1], [], _SAME),
    ("distinct values([1, [1]])", [1, [1]], [1], _SAME),
    ("enheter[list contains(ärende.enheter, id)].id", ["u1", "u2"], [], _FILTER),
    ('enheter[contains(namn, "o")].id', ["u1"], [], _FILTER),
    ("[{på: true}, {på: false}][på]", [{"på": True}], [], _FILTER),
    ('["a", "b"]["a"]', [], ["a"], _FILTER),
    ('trim(" a ")', "a", None, _ADDED),
    ("get or else(saknas, 1)", 1, ERROR, _ADDED),
    ("is defined(x)", True, None, _ADDED),
    ("is defined(saknas)", False, None, _ADDED),
    ('date("2026-01-01T10:00:00")', None, {"$date": "2026-01-01"}, _WRITTEN),
    ('date("20260101")', None, {"$date": "2026-01-01"}, _WRITTEN),
]

_EARLY = "refused when it is parsed, so that a mistake shows at publication"
_LIMIT = "limits: the answer is refused instead of filling the machine"
_SAFE = "patterns that may take for ever are refused"

# Expressions that we refuse with FeelError, and what feelin gives.
REFUSED: list[tuple[str, Any, str]] = [
    ("finns inte(1)", None, _EARLY),
    ("okänd(1)", None, _EARLY),
    ("count()", None, _EARLY),
    ("count(1, 2)", None, _EARLY),
    ('substring(text: "a")', None, _EARLY),
    ('@"2026-13-01"', None, _EARLY),
    (r'"\ud800"', "\ud800", _EARLY),
    ("[1..l[3]]", {"$range": [1, 3, True, True]}, "write [1..(l[3])]: `[` after `..` ends the range"),
    ("10 ** 10000", {"$number": "Infinity"}, _LIMIT),
    ('date("9999-12-31") + duration("P1D")', {"$date": "+010000-01-01"}, _LIMIT),
    ('matches("aa", "(a)\\1")', True, _SAFE),
    ('matches("ab", "a(?=b)")', True, _SAFE),
    ("{f: function(a) a + 1}.f(1)", 2, "functions are only given to sort and list replace"),
]
