"""Draws tasks, call activities and subprocesses."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime.drawing import icons
from engine.runtime.drawing.canvas import BLUE, INK, LINE, PAPER, Look, add, path, text_block
from engine.runtime.drawing.inks import INKS, Ink
from engine.runtime.drawing.picture import Shape
from engine.runtime.layout import letters
from engine.runtime.layout.names import BPMN, SUBPROCESSES, kind

NAME_SIZE: Final = 14.0
_BESIDE_SIGN: Final = 2
_LOOPS: Final = {
    "Standard": ("loop",),
    "MultiInstanceSequential": ("sequential",),
    "MultiInstanceParallel": ("parallel",),
}


def activity(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    """Draw a task, a call activity or a closed subprocess, its name inside."""
    box = shape.rect
    frame = _frame(shape)
    corner: Look = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 6}
    add(group, "rect", ink.outline(**corner, **{**frame, **failed}))
    _second_line(group, shape, ink)
    sign = icons.TASKS.get(shape.kind)
    if sign is not None:
        at = f"translate({box.x + 16:.1f} {box.y + 14:.1f}) scale(.92)"
        draw_sign(group, shape.kind, sign, ink, at, filled=shape.kind == "sendTask")
    weight: Look = {"font-weight": 600} if ink is INKS["now"] else {}
    lines = letters.wrap(name, box.width - 14, NAME_SIZE)
    # From the third line on the text stands below the sign in the corner instead of in the middle.
    low = box.y + 20 + LINE * len(lines) / 2
    middle = max(box.centre.y, low) if len(lines) > _BESIDE_SIGN else box.centre.y
    signs = list(markers(shape))
    if signs:
        middle = min(middle, max(box.bottom - 16 - LINE * len(lines) / 2, box.centre.y - 8))
    text_block(
        group, lines, (box.centre.x, middle), {"text-anchor": "middle", "fill": ink.text, **weight}, NAME_SIZE
    )
    _markers(group, signs, box.centre.x, box.bottom - 10, ink)


def _frame(shape: Shape) -> Look:
    """Return the thick line of what is called from elsewhere, or the dotted line of a subprocess that an event begins."""
    if shape.kind in ("callActivity", "callChoreography"):
        return {"stroke-width": 3.5}
    return {"stroke-dasharray": "2 3"} if shape.element.get("triggeredByEvent") == "true" else {}


def _second_line(group: etree._Element, shape: Shape, ink: Ink) -> None:
    """Draw the inner line of a transaction."""
    if shape.kind == "transaction":
        box = shape.rect.grown(-3)
        inner: Look = {"x": box.x, "y": box.y, "width": max(box.width, 0), "height": max(box.height, 0)}
        add(group, "rect", ink.line(**{**inner, "rx": 4, "class": "mk"}))


def draw_sign(group: etree._Element, kind: str, sign: str, ink: Ink, at: str, *, filled: bool) -> None:
    """Draw a sign; a filled one says that something is sent, an open one that it is waited for."""
    if not filled:
        path(group, sign, ink.line(transform=at))
        return
    path(group, sign, ink.line(**{"transform": at, "fill": ink.sign, "stroke": "none", "class": "mk solid"}))
    if kind in icons.FLAPS:
        path(group, icons.FLAPS[kind], ink.line(**{"transform": at, "stroke": ink.fill, "class": "mk flap"}))


def box_of(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    """Draw a subprocess whose content shows: a frame, the name at the upper left, the markers behind it."""
    box = shape.rect
    ends: Look = {"fill": PAPER, "fill-opacity": 0.6, "class": "box"}
    corner: Look = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 8}
    width: Look = {"stroke-width": 2} if ink.stroke == BLUE else {}
    add(group, "rect", ink.outline(**{**corner, **ends, **width, **_frame(shape), **failed}))
    _second_line(group, shape, ink)
    signs = [sign for sign in markers(shape) if sign != "collapsed"]
    room = box.width - 28 - (18 + 17 * len(signs) if signs else 0)
    first, *rest = letters.wrap(name, room, NAME_SIZE, bold=True) or [""]
    line = f"{letters.wrap(name, room - 18, NAME_SIZE, bold=True)[0]} …" if rest else first
    colour = INK if ink is INKS["now"] else ink.text
    # The uppermost participant of a sub-choreography stands in the upper edge.
    at = (box.x + 14, box.y + (38 if shape.kind == "subChoreography" else 18))
    text_block(group, [line], at, {"fill": colour, "font-weight": 600, "class": "boxname"}, NAME_SIZE)
    behind = at[0] + letters.width(line, NAME_SIZE, bold=True) + 18
    _markers(group, signs, behind, at[1], INKS["done"])


def markers(shape: Shape) -> Iterator[str]:
    """Yield the markers of an activity: several instances, loop, compensation, content hidden, ad hoc."""
    multiple = shape.element.find(f"{BPMN}multiInstanceLoopCharacteristics")
    if multiple is not None:
        yield "sequential" if multiple.get("isSequential") == "true" else "parallel"
    if shape.element.find(f"{BPMN}standardLoopCharacteristics") is not None:
        yield "loop"
    if shape.kind == "choreographyTask":
        yield from _LOOPS.get(shape.element.get("loopType", ""), ())
    if shape.element.get("isForCompensation") == "true":
        yield "compensation"
    if shape.kind in SUBPROCESSES | {"callChoreography"} or _calls_process(shape):
        yield "collapsed"
    if shape.kind == "adHocSubProcess":
        yield "adHoc"


def _calls_process(shape: Shape) -> bool:
    """Say whether this is a call activity that calls something with steps: a global task has none."""
    called = shape.element.get("calledElement", "").rpartition(":")[2]
    of_file = shape.element.getroottree().getroot()
    tasks = (one.get("id") for one in of_file if kind(one).startswith("global"))
    return shape.kind == "callActivity" and not (called and called in tasks)


def _markers(group: etree._Element, names: list[str], x: float, y: float, ink: Ink) -> None:
    for at, name in enumerate(names):
        place = x + (at - (len(names) - 1) / 2) * 17
        path(group, icons.MARKERS[name], ink.line(transform=f"translate({place:.1f} {y:.1f})"))
