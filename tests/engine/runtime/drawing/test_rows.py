"""svg: lanes, the rows of a phase, and the names of roles."""

import pytest
from lxml import etree

from engine.runtime.drawing import Marks
from tests.engine.runtime.checks.tiny import END, START, element, process, sub, timer, user, ways
from tests.engine.runtime.drawing.picture import LANES, PHASE, SVG, WITH_PHASE, drawn, group, texts, title


def test_lanes_alternate_and_their_names_stand_upright_in_a_gutter():
    root = drawn(WITH_PHASE)
    strips = [part for part in root.iter(f"{SVG}g") if part.get("class") == "strip"]
    gutters = [strip.findall(f"{SVG}rect")[1] for strip in strips]

    assert [strip.find(f"{SVG}rect").get("class") for strip in strips] == ["lane", "lane alt"]
    assert {gutter.get("width") for gutter in gutters} == {"112"}
    assert [strip.findtext(f"{SVG}text") for strip in strips] == ["Ledningen", "Chef"]
    assert "transform" not in etree.tostring(strips[0]).decode()


def test_the_profile_names_the_roles():
    root = drawn(WITH_PHASE, Marks(role_names={"ledning": "Direktionen"}))

    assert "Direktionen" in texts(root)
    assert "Ledningen" not in texts(root)


def test_a_phase_is_drawn_alone_in_rows_by_role():
    root = drawn(WITH_PHASE, part="sp", language="en")
    strips = [part for part in root.iter(f"{SVG}g") if part.get("class") == "strip"]

    assert [strip.findtext(f"{SVG}text") for strip in strips] == ["Ledningen", "Manager"]
    assert root.findtext(f"{SVG}title") == "Drawing of Införa"
    assert not [part for part in root.iter(f"{SVG}g") if part.get("id") in {"el-s", "el-sp", "el-la_chef"}]
    tops = {key: float(group(root, key).find(f"{SVG}rect").get("y")) for key in ("ut_chef", "ut_ledning")}
    assert tops["ut_ledning"] < tops["ut_chef"]


def test_a_task_in_the_row_of_another_role_says_whose_it_is():
    assert "Chef" in [
        text.text for text in drawn(WITH_PHASE).iter(f"{SVG}text") if text.get("class") == "lbl role"
    ]
    assert not [
        text for text in drawn(WITH_PHASE, part="sp").iter(f"{SVG}text") if text.get("class") == "lbl role"
    ]


LATE = element("boundaryEvent", "be", timer("P14D"), attachedToRef="sp", name="Tiden är slut")
AFTER = user("ut_efter"), element("endEvent", "e2"), ways("s sp e", "be ut_efter e2")


@pytest.mark.parametrize("inside", [(LANES, PHASE), (sub("sp", name="Del"),)])
def test_events_on_the_edge_of_a_phase_stand_on_the_border_of_its_drawing(inside):
    root = drawn(process(*inside, LATE, START, END, *AFTER), Marks(waiting=frozenset({"be"})), part="sp")
    strips = [part for part in root.iter(f"{SVG}g") if part.get("class") == "strip"]
    grounds = [strip.find(f"{SVG}rect") for strip in strips]
    borders = {float(one.get("y")) + float(one.get("height")) for one in grounds} | {
        float(one.get("y")) for one in grounds
    }

    circle = group(root, "be").find(f"{SVG}circle")
    assert min(abs(float(circle.get("cy")) - border) for border in borders) < 0.1
    assert "väntar" in title(root, "be")
    assert "Tiden är slut" in " ".join(texts(root)).replace("- ", "")
    assert not [part for part in root.iter(f"{SVG}g") if part.get("id") in {"el-ut_efter", "el-e2"}]
