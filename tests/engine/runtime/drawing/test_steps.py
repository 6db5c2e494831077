"""steps: the same as the drawing, as a list."""

from pathlib import Path

from engine.runtime.drawing import Step, steps
from tests.engine.runtime.checks.tiny import END, START, element, process, sub, timer, user, ways

IMPLEMENTERING = Path(__file__).parents[4] / "bpmn/implementering/implementering.bpmn"


def names(model: bytes) -> list[str]:
    return [step.id for step in steps(model)]


def test_steps_come_in_the_order_of_the_flow_and_not_of_the_file():
    assert names(process(END, user("ut_b"), user("ut_a"), START, ways("s ut_a ut_b e"))) == [
        "s",
        "ut_a",
        "ut_b",
        "e",
    ]


def test_a_step_says_who_and_where():
    phase = sub(
        "sp", element("startEvent", "is"), user("ut_a"), element("endEvent", "ie"), ways("is ut_a ie")
    )
    found = {step.id: step for step in steps(process(START, phase, END, ways("s sp e")))}

    assert found["ut_a"] == Step("ut_a", "Gör", "userTask", "chef", 1, "sp", None, ())
    assert found["sp"] == Step("sp", "Del", "subProcess", None, 0, "sp", None, ())
    assert found["s"].phase is None


def test_the_content_of_a_subprocess_follows_it_at_the_next_level():
    inner = sub(
        "inner", element("startEvent", "is"), user("ut_a"), element("endEvent", "ie"), ways("is ut_a ie")
    )
    outer = sub("outer", element("startEvent", "os"), inner, element("endEvent", "oe"), ways("os inner oe"))
    found = steps(process(START, outer, END, ways("s outer e")))

    assert [(step.id, step.level) for step in found] == [
        *(("s", 0), ("outer", 0), ("os", 1), ("inner", 1), ("is", 2)),
        *(("ut_a", 2), ("ie", 2), ("oe", 1), ("e", 0)),
    ]
    assert {step.phase for step in found if step.level} == {"outer"}


def test_an_event_on_an_edge_follows_its_activity():
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a")
    found = steps(process(START, user("ut_a"), END, event, ways("s ut_a e", "es e")))

    assert [step.id for step in found] == ["s", "ut_a", "es", "e"]
    assert found[2].attached_to == "ut_a"


def test_a_choice_tells_its_ways():
    ways_out = element(
        "sequenceFlow", "f1", sourceRef="gw", targetRef="ut_a", name="Ja", rals_name__en="Yes"
    ) + element("sequenceFlow", "f2", sourceRef="gw", targetRef="e")
    model = process(
        START, element("exclusiveGateway", "gw"), user("ut_a"), END, ways("s gw", "ut_a e"), ways_out
    )
    found = {step.id: step for step in steps(model, "en")}

    assert found["gw"].ways == (("Yes", "ut_a"), ("", "e"))
    assert found["ut_a"].ways == ()


def test_names_are_in_the_language_of_the_reader():
    model = process(START, user("ut_a", name="Besluta", rals_name__en="Decide"), END, ways("s ut_a e"))

    assert [step.name for step in steps(model, "en")] == ["", "Decide", ""]
    assert [step.name for step in steps(model)] == ["", "Besluta", ""]


def test_a_way_back_does_not_repeat_what_it_leads_to():
    gateways = element("exclusiveGateway", "a") + element("exclusiveGateway", "b")

    assert names(process(START, gateways, user("ut_a"), END, ways("s a ut_a b e", "b a"))) == [
        "s",
        "a",
        "ut_a",
        "b",
        "e",
    ]


def test_implementering_has_its_phases_in_order():
    found = steps(IMPLEMENTERING.read_bytes())
    phases = list(dict.fromkeys(step.phase for step in found if step.phase))

    assert phases == ["sp_ta_emot_arende", "sp_bereda", "sp_infora", "sp_forvalta_folja_upp"]
    assert all(step.role for step in found if step.kind == "userTask")
