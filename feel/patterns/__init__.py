"""Regular expressions in time proportional to the text.

Python's own `re` backtracks: `(a+)+b`, or just `a*a*a*a*b`, can hold a worker for hours, and no list of
forbidden shapes catches every such pattern. So `matches`, `replace` and `split` run on a small machine of
ours that follows all readings of a pattern at once (Thompson 1968, Pike 1987): each character is looked at
once per instruction, and the steps are paid from the budget. What such a machine cannot do, back references
and looking around, is refused with a sentence.
"""

from __future__ import annotations

from functools import lru_cache

from feel.errors import Trouble
from feel.limits import MAX_PATTERN
from feel.patterns.machine import Pattern
from feel.patterns.program import compile_tree
from feel.patterns.reading import NotAPattern, Reader

__all__ = ["Pattern", "compile_pattern"]


@lru_cache(maxsize=256)
def compile_pattern(text: str, flags: str) -> Pattern | None:
    """Return the compiled pattern, None when it is no pattern; flags are some of `i`, `m` and `s`."""
    if len(text) > MAX_PATTERN:
        raise Trouble(
            f"mönstret är för långt (högst {MAX_PATTERN} tecken).",
            f"the pattern is too long (at most {MAX_PATTERN} characters).",
        )
    if set(flags) - set("ims") or len(set(flags)) != len(flags):
        return None
    try:
        tree, groups = Reader(text, flags).read()
    except NotAPattern:
        return None
    return Pattern(compile_tree(tree), groups)
