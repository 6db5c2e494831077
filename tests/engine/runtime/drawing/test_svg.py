"""svg: names, languages, other tools, and that text is never markup."""

from pathlib import Path

import pytest
from lxml import etree

from engine.errors import ModelRefusedError, NotFoundError
from engine.runtime.drawing import Marks, svg
from engine.runtime.layout import lay_out
from tests.engine.runtime.checks.tiny import element, simple, sub, timer, user, ways
from tests.engine.runtime.drawing.picture import SVG, WITH_PHASE, drawn, group, texts, title
from tests.engine.runtime.layout.random_models import random_model

IMPLEMENTERING = Path(__file__).parents[4] / "bpmn/implementering/implementering.bpmn"


def test_the_drawing_is_an_image_with_a_title_and_a_description():
    root = drawn(WITH_PHASE, Marks(visited=frozenset({"ut_chef"}), active={"ut_ledning": 1}))

    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").get("id") == root.get("aria-labelledby")
    assert root.findtext(f"{SVG}title") == "Ritning av Provet"
    assert root.findtext(f"{SVG}desc").startswith("Klart: Inför. Pågår: Besluta.")


def test_every_element_and_flow_has_its_group_with_a_title():
    root = drawn(simple())

    assert {"el-s", "el-ut_a", "el-e", "el-f_s_ut_a"} <= {part.get("id") for part in root.iter(f"{SVG}g")}
    assert title(root, "ut_a") == "Gör; uppgift"


HOSTILE = '</text><script>alert("1")</script>&amp;\' onload=x'


def test_text_from_a_model_is_never_markup():
    nasty = user("ut_b", name=HOSTILE) + element("exclusiveGateway", 'x"><script>', name=HOSTILE)
    flow = element("sequenceFlow", "f", name=HOSTILE, sourceRef="ut_a", targetRef="ut_b")
    data = svg(simple(nasty, flow), Marks(role_names={"chef": HOSTILE}))
    root = etree.fromstring(data)

    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "path",
        "text",
        "circle",
    }
    assert b"<script" not in data
    assert not [name for part in root.iter() for name in part.attrib if name.startswith("on")]
    assert any("<script>" in (part.text or "") for part in root.iter(f"{SVG}title"))


def test_control_characters_in_a_name_of_a_role_do_not_break_the_drawing():
    root = drawn(WITH_PHASE, Marks(role_names={"ledning": "Led\x00ningen\x0b"}))

    assert "Ledningen" in texts(root)


def test_entities_and_document_types_are_refused():
    with pytest.raises(ModelRefusedError):
        svg(b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><definitions/>')


def test_names_are_english_for_an_english_reader_and_swedish_where_there_is_no_other():
    model = simple(user("ut_b", name="Besluta", rals_name__en="Decide"))

    assert {"Decide", "Gör"} <= set(texts(drawn(model, language="en")))
    assert "Besluta" in texts(drawn(model))


def test_a_phase_that_is_not_there_is_refused():
    with pytest.raises(NotFoundError, match="borta"):
        svg(WITH_PHASE, part="borta")


def test_a_model_without_a_drawing_is_laid_out_first():
    assert svg(simple()) == svg(lay_out(simple()))


def test_a_drawing_of_another_tool_without_places_for_names_gets_them():
    model = lay_out(
        simple(element("intermediateCatchEvent", "tm", timer("P1D"), name="En dag"), ways("ut_a tm"))
    )
    root = etree.fromstring(model)
    for label in list(root.iter("{http://www.omg.org/spec/BPMN/20100524/DI}BPMNLabel")):
        label.getparent().remove(label)

    assert "En dag" in texts(drawn(etree.tostring(root)))


def test_a_subprocess_that_another_tool_drew_closed_shows_its_marker_and_no_content():
    model = lay_out(simple(sub("sp", name="Stängd")))
    root = etree.fromstring(model)
    ns = {"di": "http://www.omg.org/spec/BPMN/20100524/DI", "dc": "http://www.omg.org/spec/DD/20100524/DC"}
    for shape in root.findall(".//di:BPMNShape", ns):
        if shape.get("bpmnElement").startswith("sp_"):
            shape.getparent().remove(shape)
        if shape.get("bpmnElement") == "sp":
            shape.find("dc:Bounds", ns).set("width", "100")
    closed = group(drawn(etree.tostring(root)), "sp")

    assert closed.find(f"{SVG}rect").get("class") == "shape"
    assert len(closed.findall(f"{SVG}path")) == 1


def test_links_make_the_drawing_a_group_since_an_image_hides_them():
    root = drawn(simple(), Marks(href={"ut_a": "/uppgifter/7"}))

    assert root.get("role") == "group"
    assert root.find(f"{SVG}a").get("href") == "/uppgifter/7"
    assert root.find(f"{SVG}a/{SVG}g").get("id") == "el-ut_a"


@pytest.mark.parametrize("seed", range(25))
def test_nothing_is_drawn_outside_of_the_picture_and_no_id_twice(seed):
    root = drawn(random_model(seed))
    left, top, width, height = map(float, root.get("viewBox").split())
    ids = [part.get("id") for part in root.iter() if part.get("id")]

    assert len(ids) == len(set(ids))
    for text in root.iter(f"{SVG}text"):
        assert left <= float(text.get("x")) <= left + width
        assert top + 5 <= float(text.get("y")) <= top + height


def test_the_same_case_gives_the_same_drawing():
    marks = Marks(visited=frozenset({"s", "ut_chef", "f_s_sp"}), active={"ut_ledning": 1})

    assert svg(WITH_PHASE, marks) == svg(WITH_PHASE, marks)


def test_the_phases_of_implementering_are_drawn_in_rows_by_role():
    model = IMPLEMENTERING.read_bytes()
    for phase in ("sp_ta_emot_arende", "sp_bereda", "sp_infora", "sp_forvalta_folja_upp"):
        root = drawn(model, part=phase)
        strips = [part for part in root.iter(f"{SVG}g") if part.get("class") == "strip"]

        assert len(strips) >= 2
        assert float(root.get("width")) < 4500


def test_a_drawing_is_shown_larger_or_smaller_with_the_same_content():
    usual, small = drawn(simple()), drawn(simple(), scale=0.5)

    assert small.get("viewBox") == usual.get("viewBox")
    assert abs(float(small.get("width")) * 2 - float(usual.get("width"))) <= 1
    assert abs(float(small.get("height")) * 2 - float(usual.get("height"))) <= 1
