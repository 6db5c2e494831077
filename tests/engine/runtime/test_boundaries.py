"""Boundary events, errors, escalations, signals, and terminate."""

import pytest

from engine.runtime.failure import RunFailure
from engine.runtime.running import Token
from tests.engine.runtime.small import Case, model

READ = {"f.form.json": b'["=u", "=h", "=be", "=inne", "=es"]'}
INNER = """<subProcess id="sp"><startEvent id="s2"/><userTask id="inne"/>{}
<sequenceFlow id="i1" sourceRef="s2" targetRef="inne"/>{}</subProcess>"""
PLAIN = INNER.format('<endEvent id="e2"/>', '<sequenceFlow id="i2" sourceRef="inne" targetRef="e2"/>')
MESSAGE = '<message id="m1" name="svar"/><signal id="sig1" name="klart"/><error id="er1" errorCode="E1"/><escalation id="ek1" escalationCode="K1"/>'


def guarded(host, event, interrupting="false", handler='<userTask id="h"/><endEvent id="he"/>'):
    name = "sp" if "subProcess" in host else "u"
    return f"""<startEvent id="s"/>{host}<userTask id="z"/><endEvent id="e"/>{handler}
      <boundaryEvent id="be" attachedToRef="{name}" cancelActivity="{interrupting}">{event}</boundaryEvent>"""


def lines(name="u"):
    return f"s > {name} > z > e\nbe > h > he"


USER = '<userTask id="u"/>'
MONTHLY = "<timerEventDefinition><timeCycle>R3/P1M</timeCycle></timerEventDefinition>"
ANSWER = '<messageEventDefinition messageRef="m1"/>'


def test_a_reminder_stays_open_when_the_activity_that_it_reminds_of_ends():
    case = Case(model(guarded(USER, MONTHLY), lines()))
    case.wait(days=32)
    assert case.open() == ["h", "u"]
    assert case.complete("u") == ["h", "z"]
    assert case.run.next_due is None, "the activity has ended, and the cycle with it"
    assert case.complete("h") == ["z"]


def test_a_reminder_also_survives_on_a_subprocess():
    case = Case(model(guarded(PLAIN, MONTHLY), lines("sp")))
    case.wait(days=32)
    assert case.complete("inne") == ["h", "z"]


def test_a_message_that_does_not_interrupt_fires_as_often_as_it_comes():
    case = Case(model(guarded(USER, ANSWER), lines(), MESSAGE, READ))
    for number in (1, 2, 3):
        assert case.receive("svar", {"n": number})
        assert case.run.data["be"] == {"n": number}
    assert case.open() == ["h", "h", "h", "u"]
    case.complete("u")
    assert not case.receive("svar")


def test_an_interrupting_message_withdraws_the_activity_once():
    case = Case(model(guarded(USER, ANSWER, "true"), lines(), MESSAGE))
    assert case.receive("svar")
    assert case.open() == ["h"]
    happened = [(visit.element, visit.what, visit.flows) for visit in case.run.visits]
    assert happened == [("be", "fired", ("be__h",)), ("u", "cancelled", ()), ("h", "entered", ())]
    assert not case.receive("svar")


def test_interrupting_a_subprocess_withdraws_everything_in_it():
    case = Case(model(guarded(PLAIN, ANSWER, "true"), lines("sp"), MESSAGE, READ))
    assert case.run.tokens == {"sp": Token(1), "inne": Token(1), "be": Token(1)}
    case.receive("svar")
    assert case.run.tokens == {"h": Token(1)}
    assert case.complete("h") == []
    assert case.run.done


def test_interrupting_a_repeated_activity_withdraws_all_its_instances():
    loop = '<multiInstanceLoopCharacteristics rals:collection="[1, 2, 3]" rals:item="x"/>'
    case = Case(model(guarded(f'<userTask id="u">{loop}</userTask>', ANSWER, "true"), lines(), MESSAGE))
    case.complete("u")
    case.receive("svar")
    assert case.open() == ["h"]


def test_nobody_waiting_for_a_message_is_told_to_the_caller():
    case = Case(model(guarded(USER, ANSWER), lines(), MESSAGE))
    assert not case.receive("annat")
    assert case.open() == ["u"]


THROWN = {
    "error": (
        '<endEvent id="ut"><errorEventDefinition errorRef="er1"/></endEvent>',
        '<errorEventDefinition errorRef="{}"/>',
        "er1",
    ),
    "escalation": (
        '<endEvent id="ut"><escalationEventDefinition escalationRef="ek1"/></endEvent>',
        '<escalationEventDefinition escalationRef="{}"/>',
        "ek1",
    ),
}


@pytest.mark.parametrize("kind", THROWN)
@pytest.mark.parametrize("named", [True, False])
def test_what_a_subprocess_throws_is_caught_on_its_boundary(kind, named):
    end, caught, code = THROWN[kind]
    inside = INNER.format(end, '<sequenceFlow id="i2" sourceRef="inne" targetRef="ut"/>')
    event = caught.format(code) if named else f"<{kind}EventDefinition/>"
    case = Case(model(guarded(inside, event, "true"), lines("sp"), MESSAGE))
    assert case.complete("inne") == ["h"]


def test_an_escalation_that_does_not_interrupt_lets_the_subprocess_go_on():
    inside = INNER.format(
        '<intermediateThrowEvent id="upp"><escalationEventDefinition escalationRef="ek1"/></intermediateThrowEvent>'
        '<userTask id="efter"/><endEvent id="e2"/>',
        '<sequenceFlow id="i2" sourceRef="inne" targetRef="upp"/><sequenceFlow id="i3" sourceRef="upp" targetRef="efter"/>'
        '<sequenceFlow id="i4" sourceRef="efter" targetRef="e2"/>',
    )
    case = Case(
        model(guarded(inside, '<escalationEventDefinition escalationRef="ek1"/>'), lines("sp"), MESSAGE)
    )
    assert case.complete("inne") == ["efter", "h"]


def test_an_error_that_nobody_catches_stops_the_run_at_its_event():
    end, _, _ = THROWN["error"]
    inside = INNER.format(end, '<sequenceFlow id="i2" sourceRef="inne" targetRef="ut"/>')
    case = Case(model(guarded(inside, ANSWER), lines("sp"), MESSAGE))
    with pytest.raises(RunFailure) as failure:
        case.complete("inne")
    assert failure.value.element == "ut"
    assert "E1" in failure.value.why.sv


def test_a_signal_reaches_everything_in_the_case_that_waits_for_it():
    elements = """<startEvent id="s"/><parallelGateway id="g"/><userTask id="a"/>
      <intermediateThrowEvent id="kasta"><signalEventDefinition signalRef="sig1"/></intermediateThrowEvent><endEvent id="e"/>
      <intermediateCatchEvent id="es"><signalEventDefinition signalRef="sig1"/></intermediateCatchEvent><userTask id="b"/><endEvent id="e2"/>
      <userTask id="u"/><endEvent id="e3"/><userTask id="h"/><endEvent id="he"/>
      <boundaryEvent id="be" attachedToRef="u"><signalEventDefinition signalRef="sig1"/></boundaryEvent>"""
    case = Case(model(elements, "s > g > a > kasta > e\ng > es > b > e2\ng > u > e3\nbe > h > he", MESSAGE))
    assert case.complete("a") == ["b", "h"]


def test_a_terminate_end_in_a_subprocess_ends_that_subprocess_only():
    inside = """<subProcess id="sp"><startEvent id="s2"/><parallelGateway id="g"/><userTask id="inne"/><userTask id="sida"/>
      <endEvent id="stopp"><terminateEventDefinition/></endEvent><endEvent id="e2"/>
      <sequenceFlow id="i1" sourceRef="s2" targetRef="g"/><sequenceFlow id="i2" sourceRef="g" targetRef="inne"/>
      <sequenceFlow id="i3" sourceRef="g" targetRef="sida"/><sequenceFlow id="i4" sourceRef="inne" targetRef="stopp"/>
      <sequenceFlow id="i5" sourceRef="sida" targetRef="e2"/></subProcess>"""
    elements = f'<startEvent id="s"/><parallelGateway id="g0"/>{inside}<userTask id="z"/><userTask id="w"/><endEvent id="e"/><endEvent id="e9"/>'
    case = Case(model(elements, "s > g0 > sp > z > e\ng0 > w > e9", more=READ))
    assert case.complete("inne", {"v": 1}) == ["w", "z"]
    assert case.run.data["inne"] == {"v": 1}
    assert ("sida", "cancelled") in [(visit.element, visit.what) for visit in case.run.visits]


def test_a_plain_end_waits_for_the_other_branches_and_terminate_does_not():
    for definition, done in (("", False), ("<terminateEventDefinition/>", True)):
        elements = f'<startEvent id="s"/><parallelGateway id="g"/><userTask id="a"/><userTask id="b"/><endEvent id="e1">{definition}</endEvent><endEvent id="e2"/>'
        case = Case(model(elements, "s > g > a > e1\ng > b > e2"))
        case.complete("a")
        assert case.run.done is done
        assert case.run.ended == ("e1",)
