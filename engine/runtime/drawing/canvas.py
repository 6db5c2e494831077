"""Small pieces of SVG, built as a tree: text from a model is always text and never markup."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

SVG: Final = "{http://www.w3.org/2000/svg}"
FONT: Final = "'Rals Sans','Source Sans 3','Segoe UI',system-ui,sans-serif"
LINE: Final = 17.0

# The light tokens of the look, as attributes: style sheets win over them, print and PDF need them.
PAPER, GROUND, LINE_COLOUR, EDGE = "#ffffff", "#f4f6f7", "#d8dee3", "#768390"
INK, INK_2, BLUE, BLUE_2, TINT, ON_BLUE = "#17212b", "#4a5763", "#14508f", "#0d3a6b", "#e6eff8", "#ffffff"
RED, GREEN, YELLOW = "#b9241c", "#1b7d48", "#7a5200"

_NOT_ALLOWED: Final = {code: None for code in range(32) if chr(code) not in "\t\n\r"}

Attributes = Mapping[str, str | float]
Look = dict[str, str | float]


def add(parent: etree._Element, tag: str, attributes: Attributes, text: str | None = None) -> etree._Element:
    """Append an element; numbers are written with at most one decimal."""
    values = {
        name: number(value) if isinstance(value, (int, float)) else value
        for name, value in attributes.items()
    }
    child = etree.SubElement(parent, f"{SVG}{tag}", values)
    if text is not None:
        child.text = text.translate(_NOT_ALLOWED)
    return child


def number(value: float) -> str:
    """Write a number without needless decimals."""
    return f"{value:.1f}".removesuffix(".0")


def path(parent: etree._Element, d: str, attributes: Attributes) -> etree._Element:
    """Append a path."""
    return add(parent, "path", {"d": d, **attributes})


def text_block(
    parent: etree._Element,
    lines: Sequence[str],
    at: tuple[float, float],
    attributes: Attributes,
    size: float = 13,
) -> None:
    """Append lines of text; `at` is the middle (or start) of the block, its height centred there."""
    x, y = at
    first = y - (len(lines) - 1) * LINE / 2 + size * 0.34
    for number_, line in enumerate(lines):
        place = {"x": x, "y": first + number_ * LINE, "font-size": size}
        add(parent, "text", {**place, **attributes}, line)
