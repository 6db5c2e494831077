"""The built-in functions of FEEL, one file per group."""

from __future__ import annotations

from feel.builtins.contexts import CONTEXTS
from feel.builtins.conversions import CONVERSIONS
from feel.builtins.dates import DATES
from feel.builtins.lists import LISTS
from feel.builtins.numbers import NUMERIC
from feel.builtins.ordering import ORDERING
from feel.builtins.ranges import RANGES
from feel.builtins.registry import Builtin
from feel.builtins.strings import STRINGS
from feel.builtins.totals import TOTALS

BUILTINS: dict[str, Builtin] = {
    **CONTEXTS,
    **CONVERSIONS,
    **DATES,
    **LISTS,
    **NUMERIC,
    **ORDERING,
    **RANGES,
    **STRINGS,
    **TOTALS,
}

__all__ = ["BUILTINS", "Builtin"]
