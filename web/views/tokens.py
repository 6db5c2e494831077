"""The colours of the style sheet, and how well they can be told apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from web.assets import STATIC

_COLOUR: Final = re.compile(r"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));")
_DARK_BELOW: Final = 0.04045
# On which ground each colour stands: text (4.5:1 at least), then what borders and marks are drawn with (3:1).
TEXTS: Final = (
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "raised"),
    ("ink", "tint"),
    ("ink", "yellow-bg"),
    ("ink", "red-bg"),
    ("ink", "green-bg"),
    ("ink-2", "paper"),
    ("ink-2", "ground"),
    ("ink-2", "raised"),
    ("ink-2", "tint"),
    ("blue", "paper"),
    ("blue-2", "paper"),
    ("blue-2", "tint"),
    ("on-blue", "blue"),
    ("on-blue", "blue-2"),
    ("green", "green-bg"),
    ("yellow", "paper"),
    ("yellow", "yellow-bg"),
    ("red", "paper"),
    ("red", "red-bg"),
    ("on-bar", "bar"),
    ("on-bar", "bar-tint"),
    ("on-bar-2", "bar"),
)
MARKS: Final = (
    ("edge", "paper"),
    ("edge", "ground"),
    ("green-m", "paper"),
    ("yellow-e", "paper"),
    ("red-m", "paper"),
    ("on-m", "green-m"),
    ("on-m", "red-m"),
    ("on-y", "yellow-m"),
)


@dataclass(frozen=True)
class Pair:
    """A colour on a ground, with its contrast in light and dark."""

    colour: str
    ground: str
    light: float
    dark: float

    @property
    def least(self) -> float:
        """The lower of the two."""
        return min(self.light, self.dark)


@lru_cache(maxsize=1)
def colours() -> Mapping[str, tuple[str, str]]:
    """Return the colours of the style sheet by name: in light and in dark."""
    rules = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    return {name: (light or both, dark or both) for name, light, dark, both in _COLOUR.findall(rules)}


def pairs(wanted: tuple[tuple[str, str], ...]) -> tuple[Pair, ...]:
    """Return the contrasts of colours on grounds."""
    known = colours()
    return tuple(
        Pair(
            colour,
            ground,
            contrast(known[colour][0], known[ground][0]),
            contrast(known[colour][1], known[ground][1]),
        )
        for colour, ground in wanted
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= _DARK_BELOW else ((part + 0.055) / 1.055) ** 2.4)
