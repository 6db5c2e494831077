"""Compiling: what is read from the file, and what is refused."""

import pytest

from engine.errors import ModelRefusedError
from engine.runtime.catalogue import compile_model, hash_of
from tests.engine.runtime.small import Case, model, process

PLAIN = '<startEvent id="s"/><userTask id="u"/><endEvent id="e"/>'
LINES = "s > u > e"


def refused(elements, lines=LINES, **more):
    with pytest.raises(ModelRefusedError) as refusal:
        model(elements, lines, **more)
    assert refusal.value.findings
    assert all(
        finding.text.sv and finding.text.en and finding.remedy.sv for finding in refusal.value.findings
    )
    return {finding.element for finding in refusal.value.findings}


LANES = """<laneSet id="ls"><lane id="l1" name="Ägare" rals:role="uppdragsagare"><flowNodeRef>u</flowNodeRef><flowNodeRef>sp</flowNodeRef>
<childLaneSet id="c"><lane id="l1a" rals:role="projektledare" rals:scope="arende"><flowNodeRef>u</flowNodeRef></lane></childLaneSet></lane>
<lane id="l2" rals:role="chef"><flowNodeRef>eget</flowNodeRef></lane></laneSet>
<startEvent id="s"/><userTask id="u" name="Besluta
 om" rals:name-en="Decide" rals:mandate="besluta_genomforande" rals:form="beslut" rals:due="P14D" rals:krav="RH-1 RH-2"><documentation>Gör så här.</documentation></userTask>
<userTask id="eget" rals:role="handlaggare" rals:scope="regionomrade"/>
<subProcess id="sp"><laneSet id="ls2"><lane id="l3" rals:role="stab"><flowNodeRef>in2</flowNodeRef></lane></laneSet>
<startEvent id="s2"/><userTask id="in1"/><userTask id="in2"/><endEvent id="e2"/>
<sequenceFlow id="i1" sourceRef="s2" targetRef="in1"/><sequenceFlow id="i2" sourceRef="in1" targetRef="in2"/><sequenceFlow id="i3" sourceRef="in2" targetRef="e2"/>
</subProcess><endEvent id="e"/>"""


def test_elements_carry_their_governance_attributes():
    made = model(LANES, "s > u > eget > sp > e")
    task = made.elements["u"]
    assert (task.name, task.name_en, task.documentation) == ("Besluta om", "Decide", "Gör så här.")
    assert (task.mandate, task.form, task.due, task.krav) == (
        "besluta_genomforande",
        "beslut",
        "P14D",
        ("RH-1", "RH-2"),
    )
    assert (task.kind, task.parent, made.elements["in1"].parent) == ("userTask", None, "sp")
    assert made.forms == ("beslut",)
    assert made.phases == ("sp",)
    assert made.elements["s__u"].source == "s"


def test_a_role_is_ones_own_else_the_innermost_lanes_else_that_of_the_nearest_around():
    elements = model(LANES, "s > u > eget > sp > e").elements
    roles = {name: (elements[name].role, elements[name].scope) for name in ("u", "eget", "sp", "in1", "in2")}
    assert roles == {
        "u": ("projektledare", "arende"),
        "eget": ("handlaggare", "regionomrade"),
        "sp": ("uppdragsagare", None),
        "in1": ("uppdragsagare", None),
        "in2": ("stab", None),
    }


def test_phases_are_in_the_order_of_the_flows_not_of_the_file():
    subs = "".join(
        f'<subProcess id="{name}"><startEvent id="{name}_s"/><endEvent id="{name}_e"/>'
        f'<sequenceFlow id="{name}_f" sourceRef="{name}_s" targetRef="{name}_e"/></subProcess>'
        for name in ("sp_c", "sp_a", "sp_b")
    )
    gates = '<exclusiveGateway id="m"/><exclusiveGateway id="x" default="x__sp_c"/>'
    made = model(
        f'<startEvent id="s"/>{subs}{gates}<endEvent id="e"/>',
        "s > m > sp_a > sp_b > x > sp_c > e\nx > m : 1 = 2",
    )
    assert made.phases == ("sp_a", "sp_b", "sp_c")


REFUSED = {
    "business rule task without a decision": '<businessRuleTask id="x"/>',
    "unknown decision": '<businessRuleTask id="x" rals:decision="saknas"/>',
    "complexGateway": '<complexGateway id="x"/>',
    "adHocSubProcess": '<adHocSubProcess id="x"/>',
    "transaction": '<transaction id="x"/>',
    "compensation": '<intermediateThrowEvent id="x"><compensateEventDefinition/></intermediateThrowEvent>',
    "link": '<intermediateThrowEvent id="x"><linkEventDefinition/></intermediateThrowEvent>',
    "condition": '<intermediateCatchEvent id="x"><conditionalEventDefinition/></intermediateCatchEvent>',
    "message throw": '<intermediateThrowEvent id="x"><messageEventDefinition/></intermediateThrowEvent>',
    "catch of nothing": '<intermediateCatchEvent id="x"/>',
    "catch of an error": '<intermediateCatchEvent id="x"><errorEventDefinition/></intermediateCatchEvent>',
    "two triggers": '<intermediateCatchEvent id="x"><timerEventDefinition><timeDate>2026-01-01</timeDate></timerEventDefinition><messageEventDefinition/></intermediateCatchEvent>',
    "timer without time": '<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>',
    "cycle in the flow": '<intermediateCatchEvent id="x"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></intermediateCatchEvent>',
    "mixed duration": '<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>P1M3D</timeDuration></timerEventDefinition></intermediateCatchEvent>',
    "undeclared message": '<receiveTask id="x" messageRef="saknas"/>',
    "io specification": '<userTask id="x"><ioSpecification/></userTask>',
    "loopDataInputRef": '<userTask id="x"><multiInstanceLoopCharacteristics rals:collection="a" rals:item="b"><loopDataInputRef>c</loopDataInputRef></multiInstanceLoopCharacteristics></userTask>',
    "nothing to repeat over": '<userTask id="x"><multiInstanceLoopCharacteristics/></userTask>',
    "no item": '<userTask id="x"><multiInstanceLoopCharacteristics rals:collection="a"/></userTask>',
    "loop without end": '<userTask id="x"><standardLoopCharacteristics/></userTask>',
    "bad FEEL": '<scriptTask id="x"><script>1 +</script></scriptTask>',
    "bad collection": '<userTask id="x"><multiInstanceLoopCharacteristics rals:collection="[1" rals:item="b"/></userTask>',
    "called process missing": '<callActivity id="x" calledElement="saknas"/>',
    "calls itself": '<callActivity id="x" calledElement="p"/>',
    "subprocess without start": '<subProcess id="x"><endEvent id="y"/></subProcess>',
    "for compensation": '<userTask id="x" isForCompensation="true"/>',
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_engine_cannot_run_is_refused_and_the_element_is_named(what):
    assert "x" in refused(PLAIN + REFUSED[what], "s > u > x > e")


@pytest.mark.parametrize(
    "name", ["Start", "End", "Root", "p.EndJoin", "a.BoundaryEventSplit", "a [child]", "arende", "idag"]
)
def test_ids_that_the_engine_uses_itself_are_refused(name):
    assert name in refused(
        f'<startEvent id="s"/><userTask id="{name}"/><endEvent id="e"/>', f"s > {name} > e"
    )


def test_event_subprocesses_are_refused():
    inside = '<subProcess id="x" triggeredByEvent="true"><startEvent id="s2"><messageEventDefinition/></startEvent><endEvent id="e2"/></subProcess>'
    assert "x" in refused(PLAIN + inside)


def test_several_or_conditional_flows_out_of_an_activity_are_refused():
    assert "u" in refused(PLAIN + '<endEvent id="e2"/>', "s > u > e\nu > e2")
    assert "u" in refused(PLAIN, "s > u\nu > e : 1 = 1")


def test_a_flow_out_of_a_choice_needs_a_condition_or_is_the_default():
    assert "x__e" in refused(
        PLAIN + '<exclusiveGateway id="x"/><endEvent id="e2"/>', "s > u > x > e\nx > e2 : 1 = 1"
    )


def test_a_boundary_event_must_sit_on_an_activity_that_waits():
    event = '<boundaryEvent id="x" attachedToRef="{}"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>'
    for host in ("saknas", "s", "sk"):
        elements = (
            PLAIN
            + '<scriptTask id="sk"><script>1</script></scriptTask><endEvent id="e2"/>'
            + event.format(host)
        )
        assert "x" in refused(elements, "s > sk > u > e\nx > e2")


def test_elements_that_no_flow_leads_to_or_from_are_refused():
    assert "glomd" in refused(PLAIN + '<userTask id="glomd"/>', "s > u > e\nglomd > e")
    assert "u" in refused(PLAIN, "s > u\ns > e")


def test_an_id_stands_for_one_element_in_all_files():
    assert "u" in refused(
        PLAIN,
        more={"q.bpmn": process(PLAIN.replace('"s"', '"s9"').replace('"e"', '"e9"'), "s9 > u > e9", key="q")},
    )


def test_two_start_events_are_refused():
    assert "p" in refused(PLAIN + '<startEvent id="s2"/>', "s > u > e\ns2 > u")


def test_every_fault_is_told_at_once():
    elements = (
        PLAIN + REFUSED["bad FEEL"].replace('"x"', '"x1"') + REFUSED["complexGateway"].replace('"x"', '"x2"')
    )
    assert {"x1", "x2"} <= refused(elements, "s > u > x1 > x2 > e")


def test_a_process_that_is_not_in_the_files_is_refused():
    with pytest.raises(ModelRefusedError, match="No file holds"):
        compile_model("annan", {"p.bpmn": process(PLAIN, LINES)})


def test_data_objects_lanes_and_notes_are_drawing_only():
    drawn = '<dataObject id="do"/><dataObjectReference id="dor" dataObjectRef="do"/><textAnnotation id="ta"/><dataStoreReference id="ds"/>'
    inside = '<userTask id="u"><dataInputAssociation id="di"><sourceRef>dor</sourceRef></dataInputAssociation></userTask>'
    case = Case(model(f'<startEvent id="s"/>{inside}<endEvent id="e"/>{drawn}', LINES))
    assert case.complete("u") == []
    assert case.run.data == {}


def test_the_hash_names_the_content_and_not_the_order():
    assert hash_of({"a": b"1", "b": b"2"}) == hash_of({"b": b"2", "a": b"1"})
    assert len({hash_of({"a": b"12"}), hash_of({"a1": b"2"}), hash_of({"a": b"1", "": b"2"})}) == 3
