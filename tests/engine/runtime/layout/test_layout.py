"""lay_out on small models made by hand, and on the model that the product lives on."""

from pathlib import Path

import pytest
from lxml import etree

from engine.errors import ModelRefusedError
from engine.runtime.layout import lay_out, quality
from engine.runtime.layout.names import BPMN, BPMNDI
from tests.engine.runtime.checks.tiny import END, NS, START, element, process, simple, timer, user, ways
from tests.engine.runtime.layout.drawn import shapes, ways_of
from tests.engine.runtime.layout.random_models import random_model

IMPLEMENTERING = Path(__file__).parents[4] / "bpmn/implementering/implementering.bpmn"


def test_the_flow_goes_from_left_to_right_on_one_line():
    at = shapes(lay_out(simple()))

    assert at["s"].right < at["ut_a"].x < at["ut_a"].right < at["e"].x
    assert at["s"].centre.y == at["ut_a"].centre.y == at["e"].centre.y


def test_everything_but_the_drawing_is_left_as_it_was():
    before = random_model(3)
    after = etree.fromstring(lay_out(before))
    after.remove(after.find(f"{BPMNDI}BPMNDiagram"))

    kept = [etree.tostring(child, method="c14n", with_tail=False) for child in after]
    assert kept == [
        etree.tostring(child, method="c14n", with_tail=False) for child in etree.fromstring(before)
    ]


@pytest.mark.parametrize("seed", range(10))
def test_the_same_model_always_gives_the_same_drawing(seed):
    once = lay_out(random_model(seed))

    assert lay_out(random_model(seed)) == once
    assert lay_out(once) == once


def test_an_old_drawing_is_replaced():
    old = simple().replace(
        b"</definitions>", b'<d:BPMNDiagram xmlns:d="%b" id="old"/></definitions>' % BPMNDI[1:-1].encode()
    )

    assert [diagram.get("id") for diagram in etree.fromstring(lay_out(old)).iter(f"{BPMNDI}BPMNDiagram")] == [
        "diagram"
    ]


def test_an_event_on_an_edge_sits_on_it_and_what_follows_lies_below():
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a")
    at = shapes(lay_out(simple(event, user("ut_b"), ways("es ut_b e"))))

    assert at["es"].centre.y == at["ut_a"].bottom
    assert at["ut_a"].x < at["es"].x < at["es"].right < at["ut_a"].right
    assert at["ut_b"].y > at["ut_a"].bottom


def test_many_events_on_an_edge_widen_it():
    events = [
        element("boundaryEvent", f"es_{at}", timer("P1D"), attachedToRef="ut_a", name="Påminnelse")
        for at in range(4)
    ]
    drawn = lay_out(simple(*events, *(ways(f"es_{at} e") for at in range(4))))

    assert quality(drawn).overlaps == 0
    assert quality(drawn).labels_on_labels == 0


def test_a_way_back_goes_around():
    gateways = element("exclusiveGateway", "a") + element("exclusiveGateway", "b")
    drawn = lay_out(process(START, gateways, user("ut_a"), END, ways("s a ut_a b e", "b a")))
    back = ways_of(drawn)["f_b_a"]

    assert len(back) == 4
    assert all(y < shapes(drawn)["ut_a"].y or y > shapes(drawn)["ut_a"].bottom for _, y in back[1:3])


def test_a_flow_from_a_task_to_itself_is_drawn_beside_it():
    drawn = lay_out(simple(ways("ut_a ut_a")))

    assert len(ways_of(drawn)["f_ut_a_ut_a"]) >= 4
    assert quality(drawn).edges_through_shapes == 0


def test_a_long_word_widens_its_task_and_a_long_name_makes_it_higher():
    at = shapes(
        lay_out(
            simple(user("lang", name="Verksamhetsuppföljning"), user("hog", name="ett två tre fyra " * 6))
        )
    )

    assert at["ut_a"].width == 100
    assert at["lang"].width > 130
    assert at["hog"].height > 100


def test_there_is_room_for_a_name_in_either_language():
    at = shapes(lay_out(simple(user("x", name="Mål", rals_name__en="Responsibilities"))))

    assert at["x"].width > 100


def test_comments_and_data_stand_beside_what_they_belong_to():
    extra = (
        element("textAnnotation", "ta", "<text>Så här är det</text>")
        + element("dataObjectReference", "do", name="Underlag")
        + element("association", "as", sourceRef="ut_a", targetRef="ta")
        + element("association", "as2", sourceRef="do", targetRef="ut_a")
    )
    drawn = lay_out(simple(extra))

    assert {"ta", "do"} <= shapes(drawn).keys()
    assert {"as", "as2"} <= ways_of(drawn).keys()
    assert quality(drawn).overlaps == 0


def test_flows_to_nowhere_and_elements_without_flows_do_not_stop_the_drawing():
    drawn = lay_out(simple(user("ensam"), ways("ut_a borta"), element("endEvent", "e2")))

    assert {"ensam", "e2"} <= shapes(drawn).keys()
    assert "f_ut_a_borta" not in ways_of(drawn)


def test_a_process_without_elements_has_an_empty_drawing():
    assert shapes(lay_out(process())) == {}


def test_a_file_without_a_process_is_refused():
    with pytest.raises(ModelRefusedError, match="no process"):
        lay_out(f"<definitions {NS}/>".encode())


def test_more_ways_than_a_gateway_has_corners_still_find_one_each():
    tasks = [f"ut_{at}" for at in range(11)]
    gateways = element("parallelGateway", "a") + element("parallelGateway", "b")
    drawn = lay_out(
        process(START, gateways, *map(user, tasks), END, ways("s a", "b e", *(f"a {key} b" for key in tasks)))
    )

    assert quality(drawn).edges_on_edges == quality(drawn).edges_through_shapes == 0
    assert len(ways_of(drawn)) == 24


def test_implementering_is_drawn_without_fault():
    drawn = lay_out(IMPLEMENTERING.read_bytes())
    root = etree.fromstring(drawn)
    measured = quality(drawn)

    nodes = [
        node.get("id")
        for node in root.iter(f"{BPMN}userTask", f"{BPMN}subProcess", f"{BPMN}exclusiveGateway")
    ]
    assert set(nodes) <= shapes(drawn).keys()
    assert {flow.get("id") for flow in root.iter(f"{BPMN}sequenceFlow")} == ways_of(drawn).keys()
    assert (measured.overlaps, measured.edges_through_shapes, measured.edges_on_edges, measured.slanted) == (
        0,
        0,
        0,
        0,
    )
    assert (measured.labels_on_shapes, measured.labels_on_labels) == (0, 0)
    assert measured.crossings <= 40


def test_what_no_one_could_read_is_refused_instead_of_drawn_for_minutes():
    tasks = [f"ut_{at}" for at in range(60)]
    gateways = element("parallelGateway", "a") + element("parallelGateway", "b")
    model = process(
        START, gateways, *map(user, tasks), END, ways("s a", "b e", *(f"a {key} b" for key in tasks))
    )

    with pytest.raises(ModelRefusedError, match="too large to be drawn"):
        lay_out(model)


def test_a_hundred_steps_in_a_row_are_drawn():
    tasks = [f"ut_{at}" for at in range(100)]
    drawn = lay_out(process(START, *map(user, tasks), END, ways(f"s {' '.join(tasks)} e")))

    assert quality(drawn).bends == 0
