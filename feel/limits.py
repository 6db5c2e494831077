"""How much an expression may ask for. Hostile text meets these before it meets the machine."""

from __future__ import annotations

from typing import Any

from feel.errors import Trouble

MAX_LENGTH = 10_000  # characters in an expression
MAX_DEPTH = 100  # nesting, of expressions and of values
MAX_STEPS = 1_000_000  # parts evaluated, elements visited; well under a few seconds
MAX_TEXT = 100_000  # characters in a string
MAX_ITEMS = 100_000  # elements in a list, rounds of a loop
MAX_RESULT = 200_000  # values in the answer, lists within lists counted
MAX_PATTERN = 500  # characters in a regular expression
MAX_PROGRAM = 2_000  # instructions of a compiled regular expression
MAX_NAMES = 200  # names with spaces that one expression itself introduces
POWER_STEPS = 50  # what `**`, exp() and log() cost: they take a tenth of a millisecond
MAX_INTEGER_BITS = 20_000  # of an integer in the context (numbers end at 10**6144)


class Budget:
    """The steps one evaluation has left."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take away `steps`; Trouble when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise Trouble(
                f"uttrycket kräver för mycket arbete (mer än {MAX_STEPS} steg).",
                f"the expression asks for too much work (more than {MAX_STEPS} steps).",
            )


def weight(value: Any) -> int:
    """Return the steps it takes to make or go through a value: its elements, or a tenth of its characters.

    So all the strings that one evaluation makes hold at most ten million characters together.
    """
    if type(value) is str:
        return len(value) // 10
    return len(value) if type(value) in (list, dict) else 0


def check_items(count: int) -> None:
    """Trouble when a list would be too long."""
    if count > MAX_ITEMS:
        raise Trouble(
            f"listan skulle bli för lång (högst {MAX_ITEMS} element).",
            f"the list would be too long (at most {MAX_ITEMS} elements).",
        )


def check_text(length: int) -> None:
    """Trouble when a string would be too long."""
    if length > MAX_TEXT:
        raise Trouble(
            f"texten skulle bli för lång (högst {MAX_TEXT} tecken).",
            f"the string would be too long (at most {MAX_TEXT} characters).",
        )


def check_depth(depth: int) -> None:
    """Trouble when expressions or values are nested too deep."""
    if depth > MAX_DEPTH:
        raise Trouble(
            f"för många nivåer i varandra (högst {MAX_DEPTH}).",
            f"nested too deep (at most {MAX_DEPTH} levels).",
        )
