"""A run: what is kept, what is seen, and how it fails."""

from uuid import uuid4

import pytest

from engine.errors import ConflictError
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.runtime.running import Token
from tests.engine.runtime.small import NOW, Case, model, process

CHOICE = """<startEvent id="s"/><userTask id="u"/><exclusiveGateway id="g" {}/><userTask id="a"/><userTask id="b"/>
<endEvent id="e1"/><endEvent id="e2"/>"""
WAYS = "s > u > g\ng > a : {}\ng > b{}\na > e1\nb > e2"


def choice(condition, default='default="g__b"', other=""):
    return Case(model(CHOICE.format(default), WAYS.format(condition, other)))


def test_only_the_fields_that_some_expression_reads_are_kept():
    case = choice('u.utfall = "ja"')
    case.complete("u", {"utfall": "ja", "motivering": "lång text", "bilaga": "x"})
    assert case.run.data == {"u": {"utfall": "ja"}}
    assert case.open() == ["a"]


def test_reading_the_whole_answer_keeps_all_of_it():
    case = choice("u != null")
    case.complete("u", {"utfall": "ja", "motivering": "text"})
    assert case.run.data == {"u": {"utfall": "ja", "motivering": "text"}}


def test_answers_that_nobody_reads_are_not_kept():
    case = choice("1 = 1")
    case.complete("u", {"utfall": "ja"})
    assert case.run.data == {}


@pytest.mark.parametrize("value", [None, 1, "ja", []])
def test_a_condition_that_is_neither_true_nor_false_stops_the_run(value):
    case = choice("u.utfall")
    with pytest.raises(RunFailure) as failure:
        case.complete("u", {"utfall": value})
    assert failure.value.element == "g"
    assert "u.utfall" in failure.value.why.sv
    assert failure.value.what.sv == "Vägvalet kunde inte göras."


def test_a_condition_on_a_missing_answer_stops_the_run_instead_of_taking_the_default():
    case = choice("u.utfall > 3")
    with pytest.raises(RunFailure, match="null"):
        case.complete("u", {})


def test_no_true_condition_and_no_default_stops_the_run():
    case = choice("u.n = 1", default="", other=" : u.n = 2")
    with pytest.raises(RunFailure, match="default"):
        case.complete("u", {"n": 3})


def test_conditions_are_tried_in_the_order_of_the_file():
    case = choice("u.n >= 1", default="", other=" : u.n >= 0")
    assert case.complete("u", {"n": 2}) == ["a"]


def test_a_run_that_has_failed_is_dead_and_the_old_bytes_are_not():
    case = choice("u.utfall")
    run = case.again()
    with pytest.raises(RunFailure):
        run.complete(run.waiting[0].id, {})
    for use in (run.save, run.wake, lambda: run.complete(uuid4(), {})):
        with pytest.raises(RuntimeError, match="failed"):
            use()
    assert case.complete("u", {"utfall": True}) == ["a"]


def test_a_task_is_completed_once():
    case = choice("u.n = 1")
    run = case.again()
    task = run.waiting[0].id
    run.complete(task, {"n": 1})
    with pytest.raises(ConflictError):
        run.complete(task, {"n": 1})
    with pytest.raises(ConflictError):
        run.answer(run.waiting[0].id, {})


def test_a_task_keeps_its_id_over_save_and_restore():
    case = choice("u.n = 1")
    first = case.run.waiting[0].id
    assert case.again().waiting[0].id == first


def test_visits_tell_what_happened_and_which_flows_were_taken():
    case = choice("u.n = 1")
    happened = [(visit.element, visit.what, visit.flows) for visit in case.run.visits]
    assert happened == [("s", "completed", ("s__u",)), ("u", "entered", ())]
    assert case.run.visits[1].task == case.run.waiting[0].id
    assert case.run.visits[0].at == NOW
    case.complete("u", {"n": 1})
    happened = [(visit.element, visit.what, visit.flows) for visit in case.run.visits]
    assert happened == [("u", "completed", ("u__g",)), ("g", "completed", ("g__a",)), ("a", "entered", ())]


SCRIPT = """<startEvent id="s"/><scriptTask id="sk"><script>{}</script></scriptTask><userTask id="u"/><exclusiveGateway id="g" default="g__e"/>
<endEvent id="e"/><endEvent id="e2"/>"""


def test_a_script_is_one_expression_whose_value_stands_under_its_id():
    case = Case(
        model(SCRIPT.format("{a: arende.n + 1, b: idag}"), "s > sk > u > g > e\ng > e2 : sk.a = 3"),
        {"arende": {"n": 2}},
    )
    assert case.run.data["sk"] == {"a": 3}, "b is not read by anybody"


def test_an_expression_that_fails_stops_the_run_and_names_its_element():
    with pytest.raises(RunFailure) as failure:
        Case(model(SCRIPT.format("for x in 1..9999999 return x"), "s > sk > u > g > e\ng > e2 : sk = 3"))
    assert failure.value.element == "sk"


def test_an_endless_loop_that_needs_nobody_is_stopped():
    elements = """<startEvent id="s"/><userTask id="u"/><exclusiveGateway id="m"/><scriptTask id="sk"><script>1</script></scriptTask>
      <exclusiveGateway id="x" default="x__m"/><endEvent id="e"/>"""
    case = Case(model(elements, "s > u > m > sk > x > m\nx > e : sk = 2"))
    with pytest.raises(RunFailure, match="10000 automatic steps"):
        case.complete("u")


SERVICE = """<startEvent id="s"/><userTask id="u"/><serviceTask id="st" rals:connector="skapa_mal"><extensionElements>
<rals:parameter name="namn" value="u.namn"/><rals:parameter name="antal" value="1 + 1"/></extensionElements></serviceTask>
<exclusiveGateway id="g" default="g__z"/><userTask id="z"/><endEvent id="e"/><endEvent id="e2"/>"""


def test_a_service_task_waits_for_its_answer_with_the_parameters_of_the_moment_when_it_was_reached():
    case = Case(model(SERVICE, "s > u > st > g > z > e\ng > e2 : st.id = 7"))
    assert case.complete("u", {"namn": "Nöjdare"}) == []
    (call,) = case.again().calls
    assert (call.element, call.connector) == ("st", "skapa_mal")
    assert call.parameters == {"namn": "Nöjdare", "antal": 2}
    case.answer("st", {"id": 8, "mer": "x"})
    assert case.open() == ["z"]
    assert case.run.data["st"] == {"id": 8}


CALLER = """<startEvent id="s"/><subProcess id="sp_a"><startEvent id="s2"/><userTask id="u"/><endEvent id="e2"/>
<sequenceFlow id="i1" sourceRef="s2" targetRef="u"/><sequenceFlow id="i2" sourceRef="u" targetRef="e2"/></subProcess>
<subProcess id="sp_b"><startEvent id="s3"/><callActivity id="ca" calledElement="q"/><endEvent id="e3"/>
<sequenceFlow id="i3" sourceRef="s3" targetRef="ca"/><sequenceFlow id="i4" sourceRef="ca" targetRef="e3"/></subProcess>
<exclusiveGateway id="g" default="g__e"/><endEvent id="e"/><endEvent id="annan"/>"""
CALLED = process(
    '<startEvent id="qs"/><userTask id="qu"/><exclusiveGateway id="qx" default="qx__qe"/><endEvent id="qe"/><endEvent id="qe2"/>',
    "qs > qu > qx > qe\nqx > qe2 : qu.n + u.n = 3",
    key="q",
)


def test_a_called_process_sees_the_callers_data_and_gives_back_what_it_wrote():
    case = Case(model(CALLER, "s > sp_a > sp_b > g > e\ng > annan : qu.n = 2", more={"q.bpmn": CALLED}))
    assert case.run.phase == "sp_a"
    assert case.model.phases == ("sp_a", "sp_b")
    assert case.complete("u", {"n": 1}) == ["qu"]
    assert case.run.data == {"u": {"n": 1}}
    assert case.run.phase == "sp_b"
    assert case.run.tokens == {"sp_b": Token(1), "ca": Token(1), "qu": Token(1)}
    case.complete("qu", {"n": 2})
    assert "qe2" in [visit.element for visit in case.run.visits]
    assert case.run.ended == ("annan",)
    assert (case.run.done, case.run.phase) == (True, None)


def test_what_a_withdrawn_subprocess_wrote_is_not_seen_outside():
    elements = CALLER.replace(
        '<endEvent id="annan"/>', '<endEvent id="annan"/><userTask id="h"/><endEvent id="he"/>'
    ) + (
        '<boundaryEvent id="be" attachedToRef="sp_b"><messageEventDefinition messageRef="m1"/></boundaryEvent>'
    )
    made = model(
        elements, "s > sp_a > sp_b > g > e\ng > annan : qu.n = 2\nbe > h > he", '<message id="m1" name="stopp"/>',
        {"q.bpmn": CALLED},
    )  # fmt: skip
    case = Case(made)
    case.complete("u", {"n": 1})
    case.receive("stopp")
    assert case.open() == ["h"]
    assert case.run.data == {"u": {"n": 1}}


def test_the_given_data_is_not_changed():
    data = {"arende": {"n": 2}}
    run = running.start(model(SCRIPT.format("1"), "s > sk > u > g > e\ng > e2 : sk = 2"), data, NOW)
    assert run.data["sk"] == 1
    assert data == {"arende": {"n": 2}}
