"""The colours of the states that an element can be in, and of what differs between two versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.runtime.drawing.canvas import (
    BLUE,
    EDGE,
    GREEN,
    INK,
    INK_2,
    ON_BLUE,
    PAPER,
    RED,
    TINT,
    YELLOW,
    Look,
)
from engine.runtime.drawing.marks import Difference, State


@dataclass(frozen=True)
class Ink:
    """The colours of one state, as attributes."""

    fill: str
    stroke: str
    text: str
    sign: str
    width: float = 1.5
    dash: str = ""

    def outline(self, **more: str | float) -> Look:
        """Return the attributes of an outline."""
        dash: Look = {"stroke-dasharray": self.dash} if self.dash else {}
        return {
            "class": "shape",
            "fill": self.fill,
            "stroke": self.stroke,
            "stroke-width": self.width,
            **dash,
            **more,
        }

    def line(self, **more: str | float) -> Look:
        """Return the attributes of a sign drawn with lines."""
        round_: Look = {"stroke-linejoin": "round", "stroke-linecap": "round"}
        return {"class": "mk", "fill": "none", "stroke": self.sign, "stroke-width": 1.4, **round_, **more}


_UNTOUCHED: Final = Ink(PAPER, EDGE, INK_2, EDGE)
INKS: Final[dict[State, Ink]] = {
    "next": _UNTOUCHED,
    "skipped": _UNTOUCHED,
    "done": Ink(TINT, BLUE, INK, BLUE),
    "now": Ink(BLUE, BLUE, ON_BLUE, ON_BLUE),
    "wait": Ink(PAPER, BLUE, INK, BLUE, 2, "5 3"),
    # One hue, from light to dark, on which the name of a step can be read.
    "heat1": Ink("#fff6e0", EDGE, INK, INK_2),
    "heat2": Ink("#ffe3a8", EDGE, INK, INK_2),
    "heat3": Ink("#fbc673", INK_2, INK, INK_2),
    "heat4": Ink("#f3a24f", INK_2, INK, INK),
    "heat5": Ink("#e77f3c", INK, INK, INK, 2.5),
}
FAILED: Final[Look] = {"stroke": RED, "stroke-width": 2.5}
# How an outline, and the sign beside it, shows what differs between two versions; the sign says it without colour.
DIFFERS: Final[Mapping[Difference, str]] = {
    "added": GREEN,
    "removed": RED,
    "changed": YELLOW,
    "moved": BLUE,
}


def outline(difference: Difference | None, *, failed: bool) -> Look:
    """Return what an outline has beyond that of its state."""
    if failed:
        return FAILED
    if difference is None:
        return {}
    dash: Look = {"stroke-dasharray": "7 4"} if difference == "removed" else {}
    return {"stroke": DIFFERS[difference], "stroke-width": 2.5, **dash}
