"""svg: every element of BPMN 2.0 is drawn, whatever tool has written the file and however it is written down."""

import random
import re

import pytest
from every_bpmn import ELEMENTS, FILES
from lxml import etree

from engine.errors import EngineError
from engine.runtime.comparing import compare
from engine.runtime.drawing import sheets, svg
from engine.runtime.layout import lay_out
from engine.runtime.layout.names import BPMNDI
from tests.engine.runtime.drawing.picture import SVG, group, title

SHAPES = (f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge")


def every_drawing(data: bytes) -> list[bytes]:
    return [svg(data, sheet=number) for number, _ in enumerate(sheets(data))]


def test_the_files_hold_every_element_of_the_language():
    written = {name.decode() for data in FILES.values() for name in re.findall(rb"<([A-Za-z]+)[ />]", data)}

    assert set(ELEMENTS.split()) == written


@pytest.mark.parametrize("name", FILES)
def test_everything_that_a_diagram_shows_is_drawn_once(name: str):
    diagrams = etree.fromstring(FILES[name]).findall(f"{BPMNDI}BPMNDiagram")
    for number, diagram in enumerate(diagrams):
        shown = sum(1 for _ in diagram.iter(*SHAPES))
        root = etree.fromstring(svg(FILES[name], sheet=number))
        keys = [part.get("id") for part in root.iter(f"{SVG}g")]

        assert len(keys) == len(set(keys)) == shown


def test_what_a_file_does_not_have_is_a_box_with_its_id():
    root = etree.fromstring(svg(FILES["roots"]))
    texts = {text.text for text in root.iter(f"{SVG}text")}

    assert {"fattas", "Ett", "Meddelande"} <= texts


def test_each_of_several_diagrams_is_drawn_and_one_more_is_refused():
    assert sheets(FILES["roots"]) == ("Första processen", "Andra")
    assert b"Tv\xc3\xa5" in svg(FILES["roots"], sheet=1)
    with pytest.raises(EngineError, match="2 diagrams"):
        svg(FILES["roots"], sheet=2)


def test_upright_pools_have_their_names_above_and_those_beside_each_other_stay_where_they_are():
    root = etree.fromstring(svg(FILES["pools_upright"]))
    pool = next(part for part in root.iter(f"{SVG}g") if part.get("id") == "el-a")
    black = next(part for part in root.iter(f"{SVG}g") if part.get("id") == "el-b")

    frame, heading = pool.findall(f"{SVG}rect")
    assert (frame.get("x"), frame.get("y")) == (heading.get("x"), heading.get("y")) == ("50", "50")
    assert (heading.get("width"), heading.get("height")) == ("300", "30")
    assert black.find(f"{SVG}rect").get("x") == "450"
    assert "rotate(-90" in black.find(f"{SVG}text").get("transform")


def test_a_single_upright_pool_has_its_name_above_too():
    diagram = etree.fromstring(FILES["pools_upright"])
    for shape in list(diagram.iter(SHAPES[0])):
        if shape.get("bpmnElement") in {"b", "l1", "l2"}:
            shape.getparent().remove(shape)
    pool = group(etree.fromstring(svg(etree.tostring(diagram))), "a")

    assert [part.get("height") for part in pool.findall(f"{SVG}rect")] == ["600", "30"]


def test_an_event_that_refers_to_what_it_waits_for_has_its_sign():
    root = etree.fromstring(svg(FILES["events"]))

    assert title(root, "endEvent_referred_").startswith("referred; slut (tid)")
    assert group(root, "endEvent_referred_").find(f"{SVG}path") is not None
    assert group(root, "endEvent__").find(f"{SVG}path") is None


def prefixed(data: bytes) -> bytes:
    text = re.sub(r"<(/?)([a-z]\w*)(?=[ />])", r"<\1semantic:\2", data.decode())
    return text.replace('xmlns="', 'xmlns:semantic="').encode()


def encoded(data: bytes, encoding: str, start: str) -> bytes:
    content = data.decode().rpartition("?>")[2]
    return f'<?xml version="1.0" encoding="{start}"?><?other tool?><!-- ä -->{content}'.encode(encoding)


WRITTEN = {
    "UTF-8 with a mark": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: encoded(data, "utf-16", "UTF-16"),
    "ISO-8859-1": lambda data: encoded(data, "iso-8859-1", "ISO-8859-1"),
    "another prefix": prefixed,
    "lines of another system": lambda data: data.replace(b"><", b">\r\n<"),
}


@pytest.mark.parametrize("how", WRITTEN)
@pytest.mark.parametrize("name", FILES)
def test_the_same_file_written_otherwise_is_the_same_drawing_and_compares_as_the_same(how: str, name: str):
    other = WRITTEN[how](FILES[name])

    assert every_drawing(other) == every_drawing(FILES[name])
    found = compare({"d.bpmn": FILES[name]}, {"d.bpmn": other})
    assert (found.changes, found.redrawn) == ((), frozenset())


def test_a_file_with_nothing_to_draw_is_an_empty_drawing():
    nothing = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><collaboration id="c"/></definitions>'

    assert [part.tag for part in etree.fromstring(svg(nothing))] == [f"{SVG}title", f"{SVG}desc"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_a_diagram_is_laid_out_and_loses_nothing_else(name: str):
    root = etree.fromstring(FILES[name])
    for diagram in root.findall(f"{BPMNDI}BPMNDiagram"):
        root.remove(diagram)
    bare = etree.tostring(root)

    assert etree.fromstring(svg(bare)).tag == f"{SVG}svg"
    assert compare({"d.bpmn": bare}, {"d.bpmn": lay_out(bare)}).changes == ()


ODD = ("", "NaN", "inf", "-5", "1e9", "x", "0")


@pytest.mark.parametrize("seed", range(15))
def test_odd_numbers_and_names_in_a_diagram_never_stop_the_drawing(seed: int):
    chance = random.Random(seed)
    root = etree.fromstring(FILES[chance.choice(list(FILES))])
    drawn = [part for part in root.iter() if part.attrib]
    for part in chance.sample(drawn, min(30, len(drawn))):
        name = chance.choice(list(part.attrib))
        part.set(name, chance.choice(ODD))

    for drawing in every_drawing(etree.tostring(root)):
        assert etree.fromstring(drawing).tag == f"{SVG}svg"
