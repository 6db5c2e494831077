"""Pools and lanes as another tool has drawn them: upright, beside each other, or with nothing inside."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from engine.runtime.drawing.picture import Shape
from engine.runtime.layout.shapes import Rect

_HEADING: Final = 30.0


def stacked(frames: Sequence[Shape]) -> bool:
    """Say whether the frames lie in rows below each other, so that their names can stand in one gutter to the left."""
    level = all(frame.said.get("isHorizontal") != "false" for frame in frames)
    filled = any(frame.kind == "lane" or frame.element.get("processRef") for frame in frames)
    return bool(frames) and level and filled and not any(_beside(*pair) for pair in combinations(frames, 2))


def _beside(one: Shape, other: Shape) -> bool:
    """Two that share a height without one lying within the other."""
    first, second = one.rect, other.rect
    rows = first.y < second.bottom - 1 and second.y < first.bottom - 1
    return rows and not _within(first, second) and not _within(second, first)


def _within(inner: Rect, outer: Rect) -> bool:
    roomy = outer.grown(1)
    return (
        roomy.x <= inner.x
        and roomy.y <= inner.y
        and inner.right <= roomy.right
        and inner.bottom <= roomy.bottom
    )


def headings(frames: Sequence[Shape]) -> Iterator[tuple[Shape, Rect, bool]]:
    """Yield each frame, outer ones first, with where its name stands and whether it is written upwards."""
    for frame in sorted(frames, key=lambda one: -one.rect.width * one.rect.height):
        box = frame.rect
        if frame.kind == "participant" and not frame.element.get("processRef"):
            yield frame, box, box.height > 2 * box.width
        elif frame.said.get("isHorizontal") == "false":
            yield frame, box._replace(height=min(_HEADING, box.height)), False
        else:
            yield frame, box._replace(width=min(_HEADING, box.width)), True
