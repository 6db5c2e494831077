"""The colours of the four states that an element can be in."""

from dataclasses import dataclass
from typing import Final

from engine.runtime.drawing.canvas import BLUE, EDGE, INK, INK_2, ON_BLUE, PAPER, RED, TINT, Look
from engine.runtime.drawing.marks import State


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
}
FAILED: Final[Look] = {"stroke": RED, "stroke-width": 2.5}
