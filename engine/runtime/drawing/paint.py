"""Puts the whole drawing together as SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from engine.errors import NotFoundError
from engine.runtime.drawing import words
from engine.runtime.drawing.badges import draw_badges, draw_difference
from engine.runtime.drawing.canvas import FONT, SVG, add
from engine.runtime.drawing.captions import captions, draw_caption
from engine.runtime.drawing.edges import with_edge
from engine.runtime.drawing.flows import draw_flow, draw_flow_name, middle, pen
from engine.runtime.drawing.inks import outline
from engine.runtime.drawing.lanes import Strip, draw_strip, role_strips, strips
from engine.runtime.drawing.marks import NOTHING, Marks, State
from engine.runtime.drawing.nodes import draw_node, event_sign
from engine.runtime.drawing.picture import Picture, Shape, name_of, picture, within
from engine.runtime.layout.names import ACTIVITIES, BPMN
from engine.runtime.layout.shapes import Point, Rect
from engine.runtime.names import local
from forms.text import Language, Text

MARGIN: Final = 12.0
_NAMESPACE: Final[Any] = {None: SVG[1:-1]}  # the stubs know no default namespace


@dataclass(frozen=True)
class _Scene:
    """What is drawn, how it is marked, and for whom."""

    picture: Picture
    strips: tuple[Strip, ...]
    marks: Marks
    language: Language
    title: str
    key: str


def svg(
    data: bytes,
    marks: Marks = NOTHING,
    language: Language = "sv",
    *,
    part: str | None = None,
    scale: float = 1.0,
    sheet: int = 0,
) -> bytes:
    """Draw a BPMN file as SVG; with `part`, one subprocess only, in rows by role. NotFoundError without it.

    `scale` is the size it is shown at, 1 where names are as large as in a text. `sheet` is which of several diagrams.
    """
    whole = picture(data, sheet)
    if part is None:
        seen, found = whole, strips(whole, language, marks.role_names)
        process = whole.root.find(f"{BPMN}process")
        of = process if process is not None else whole.shows
        title = "" if of is None else name_of(of, language)
        key = "" if of is None else of.get("id", "")
    else:
        element = _part(whole, part)
        seen = within(whole, part)
        found = strips(seen, language, marks.role_names) or role_strips(
            seen, element, language, marks.role_names
        )
        seen, found = with_edge(whole, seen, part, found)
        title, key = name_of(element, language), part
    return etree.tostring(_paint(_Scene(seen, found, marks, language, title, key), scale), encoding="UTF-8")


def _part(whole: Picture, part: str) -> etree._Element:
    for shape in whole.shapes:
        if shape.id == part and shape.open:
            return shape.element
    raise NotFoundError(
        f"Modellen har ingen öppen delprocess {part} att rita.",
        f"The model has no open subprocess {part} to draw.",
    )


def _paint(scene: _Scene, scale: float) -> etree._Element:
    box = _extent(scene)
    root = etree.Element(f"{SVG}svg", nsmap=_NAMESPACE)
    view = f"{box.x:.0f} {box.y:.0f} {box.width:.0f} {box.height:.0f}"
    size = {"viewBox": view, "width": f"{box.width * scale:.0f}", "height": f"{box.height * scale:.0f}"}
    # An image hides the links inside it from a reader, so a drawing with links is a group.
    role = "group" if scene.marks.href else "img"
    title, told = f"drawing-{_plain(scene.key)}-title", f"drawing-{_plain(scene.key)}-desc"
    names = {
        "role": role,
        "aria-labelledby": title,
        "aria-describedby": told,
        "class": "drawing",
        "font-family": FONT,
    }
    for key, value in {**size, **names}.items():
        root.set(key, value)
    add(root, "title", {"id": title}, f"{words.DRAWING.to(scene.language)} {scene.title}".strip())
    add(root, "desc", {"id": told}, _description(scene))
    for strip in scene.strips:
        draw_strip(root, strip)
    _elements(root, scene)
    return root


def _plain(key: str) -> str:
    """Return an id without anything that has a meaning in a list of ids."""
    return "".join(letter if letter.isalnum() or letter in "_-." else "-" for letter in key)


def _elements(root: etree._Element, scene: _Scene) -> None:
    """Draw frames of subprocesses below flows, all other elements above them, and what the case adds on top."""
    shapes, lines = scene.picture.shapes, scene.picture.lines
    for shape in (shape for shape in shapes if shape.open):
        _node(root, shape, scene)
    for line in lines:
        group = add(root, "g", {"id": f"el-{line.id}", "class": "el flowgroup"})
        marked = pen(visited=line.id in scene.marks.visited, difference=scene.marks.differs.get(line.id))
        draw_flow(group, line, marked)
    for shape in (shape for shape in shapes if not shape.open):
        _node(root, shape, scene)
    for line in lines:
        draw_flow_name(root, line, name_of(line.element, scene.language))
    _additions(root, scene)


def _additions(root: etree._Element, scene: _Scene) -> None:
    roles = captions(scene.picture, scene.strips, scene.language, scene.marks.role_names)
    for shape in scene.picture.shapes:
        if shape.id in roles:
            draw_caption(root, shape, roles[shape.id])
        draw_badges(root, shape, scene.marks, scene.language)
    differs = scene.marks.differs
    for line in scene.picture.lines:
        if line.id in differs:
            draw_difference(root, differs[line.id], middle(line))
    for strip in scene.strips:
        if strip.id in differs:
            draw_difference(root, differs[strip.id], Point(strip.gutter.x + 12, strip.gutter.y + 14))


def _node(root: etree._Element, shape: Shape, scene: _Scene) -> None:
    state = scene.marks.state(shape.id)
    failed = shape.id in scene.marks.failed
    href = scene.marks.href.get(shape.id)
    parent = root if href is None else add(root, "a", {"href": href})
    difference = scene.marks.differs.get(shape.id)
    more = " bad" if failed else f" {difference}" if difference else ""
    group = add(parent, "g", {"id": f"el-{shape.id}", "class": f"el {state}{more}"})
    add(group, "title", {}, "; ".join(_said(shape, scene, state)))
    draw_node(group, shape, _text(shape, scene.language), state, outline(difference, failed=failed))


def _text(shape: Shape, language: Language) -> str:
    if shape.kind == "textAnnotation":
        return " ".join(shape.element.findtext(f"{BPMN}text", "").split())
    if shape.kind == "group":
        return _category(shape.element)
    return name_of(shape.element, language) or ("" if shape.kind else local(shape.element))


def _category(group: etree._Element) -> str:
    """Return the value of a group's category, which is its name."""
    key = group.get("categoryValueRef", "").rpartition(":")[2]
    values = group.getroottree().getroot().iter(f"{BPMN}categoryValue")
    return next((value.get("value", "") for value in values if value.get("id") == key), group.get("name", ""))


def _said(shape: Shape, scene: _Scene, state: State) -> Iterator[str]:
    """Yield what the title of an element says: name, kind, state, numbers."""
    language = scene.language
    name = _text(shape, language)
    if name:
        yield name
    sign = words.EVENTS.get(event_sign(shape.element) or "")
    what = words.KINDS.get(shape.kind)
    if what is not None:
        yield f"{what.to(language)} ({sign.to(language)})" if sign is not None else what.to(language)
    if scene.marks.heat:
        if shape.id in scene.marks.heat:
            yield scene.marks.heat[shape.id].said
    elif scene.marks.differs:
        if shape.id in scene.marks.differs:
            yield words.DIFFERS[scene.marks.differs[shape.id]].to(language)
    elif scene.marks != NOTHING:
        yield from _said_of_case(shape, scene.marks, state, language)


def _said_of_case(shape: Shape, marks: Marks, state: State, language: Language) -> Iterator[str]:
    yield words.STATES[state].to(language)
    if marks.active.get(shape.id):
        yield words.open_tasks(marks.active[shape.id]).to(language)
    if shape.id in marks.done_of:
        yield words.done_of(*marks.done_of[shape.id]).to(language)
    if shape.id in marks.failed:
        yield words.FAILED.to(language)


def _description(scene: _Scene) -> str:
    """Return what the drawing says, in words: what is done, in progress, waiting, to come; what differs; or how long cases wait."""
    sentences = []
    named = [shape for shape in scene.picture.shapes if shape.kind in ACTIVITIES]
    if scene.marks.heat:
        return _waits(scene, named)
    differs = scene.marks.differs
    headings: Iterable[tuple[str, Text]] = (words.DIFFERING if differs else words.HEADINGS).items()
    for state, heading in headings:
        names = [
            name_of(shape.element, scene.language)
            for shape in named
            if (differs.get(shape.id) if differs else scene.marks.state(shape.id)) == state
        ]
        if names:
            sentences.append(f"{heading.to(scene.language)}: {', '.join(filter(None, names))}.")
    return " ".join([*sentences, words.STEPS.to(scene.language)])


def _waits(scene: _Scene, named: Sequence[Shape]) -> str:
    heat = scene.marks.heat
    found = [f"{name_of(one.element, scene.language)} {heat[one.id].said}" for one in named if one.id in heat]
    return f"{words.WAITS.to(scene.language)}: {'; '.join(found)}. {words.STEPS.to(scene.language)}"


def _extent(scene: _Scene) -> Rect:
    boxes = [*_rects(scene.picture), *(strip.rect for strip in scene.strips)]
    if not boxes:
        return Rect(0, 0, 100, 100)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Rect(left, top, right - left, bottom - top).grown(MARGIN)


def _rects(seen: Picture) -> Iterable[Rect]:
    labels: Sequence[Rect | None] = [*(s.label for s in seen.shapes), *(line.label for line in seen.lines)]
    yield from (label for label in labels if label is not None)
    # The name of a role may stand above a shape.
    yield from (
        shape.rect._replace(y=shape.rect.y - 22, height=shape.rect.height + 22) for shape in seen.shapes
    )
    yield from (Rect(point.x, point.y, 0, 0) for line in seen.lines for point in line.points)
