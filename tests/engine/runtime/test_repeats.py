"""Multi-instance and loops."""

import pytest

from engine.runtime.failure import RunFailure
from engine.runtime.running import Token
from tests.engine.runtime.small import Case, model

AROUND = '<startEvent id="s"/>{}<userTask id="z"/><endEvent id="e"/>'
LINES = "s > u > z > e"
READ_ALL = {"f.form.json": b'["=u", "=ut_plan", "=sp", "=z"]'}


def many(what='rals:collection="arende.enheter" rals:item="enhet"', inside="", sequential="false"):
    return f'<multiInstanceLoopCharacteristics isSequential="{sequential}" {what}>{inside}</multiInstanceLoopCharacteristics>'


def task(loop):
    return AROUND.format(f'<userTask id="u">{loop}</userTask>')


ENHETER = {"arende": {"enheter": [{"id": "e1"}, {"id": "e2"}, {"id": "e3"}]}}


def test_each_instance_sees_its_item_and_the_results_are_a_list_in_the_order_of_the_items():
    case = Case(model(task(many()), LINES, more=READ_ALL), ENHETER)
    assert [each.items for each in case.run.waiting] == [(("enhet", {"id": f"e{n}"}),) for n in (1, 2, 3)]
    assert [each.context["enhet"]["id"] for each in case.run.waiting] == ["e1", "e2", "e3"]
    for number in (3, 1, 2):
        case.complete("u", {"svar": number}, {"id": f"e{number}"})
    assert case.open() == ["z"]
    assert case.run.data["u"] == [{"enhet": {"id": f"e{n}"}, "svar": n} for n in (1, 2, 3)]


def test_tokens_tell_how_many_instances_are_done_of_how_many():
    case = Case(model(task(many()), LINES), ENHETER)
    assert case.run.tokens == {"u": Token(1, 0, 3)}
    case.complete("u")
    assert case.run.tokens == {"u": Token(1, 1, 3)}


def test_a_sequential_one_takes_the_items_one_at_a_time():
    case = Case(model(task(many(sequential="true")), LINES, more=READ_ALL), ENHETER)
    for number in (1, 2, 3):
        assert [each.context["enhet"]["id"] for each in case.run.waiting] == [f"e{number}"]
        case.complete("u", {"svar": number})
    assert [each["svar"] for each in case.run.data["u"]] == [1, 2, 3]


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_an_empty_list_passes_at_once(sequential):
    case = Case(model(task(many(sequential=sequential)), LINES, more=READ_ALL), {"arende": {"enheter": []}})
    assert case.open() == ["z"]
    assert case.run.data["u"] == []


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_a_null_among_the_items_is_an_item(sequential):
    case = Case(model(task(many(sequential=sequential)), LINES), {"arende": {"enheter": ["a", None, "b"]}})
    for _ in range(3):
        case.complete("u")
    assert case.open() == ["z"]


@pytest.mark.parametrize(("value", "said"), [(None, "null"), ("x", "'x'"), ({"id": 1}, "id"), (7, "7")])
def test_what_is_no_list_stops_the_run_and_names_the_element(value, said):
    with pytest.raises(RunFailure) as failure:
        Case(model(task(many()), LINES), {"arende": {"enheter": value}})
    assert failure.value.element == "u"
    assert said in failure.value.why.sv
    assert "arende.enheter" in failure.value.why.en


def test_more_than_ten_thousand_items_are_refused():
    with pytest.raises(RunFailure, match="10001"):
        Case(model(task(many()), LINES), {"arende": {"enheter": [0] * 10_001}})


@pytest.mark.parametrize("count", ["0", "2", "1 + 1"])
def test_a_count_gives_that_many_instances(count):
    case = Case(model(task(many("", f"<loopCardinality>{count}</loopCardinality>")), LINES))
    assert case.open() == (["z"] if count == "0" else ["u", "u"])


@pytest.mark.parametrize("count", ["-1", "1.5", "null", '"2"', "true"])
def test_a_count_that_is_no_whole_number_stops_the_run(count):
    with pytest.raises(RunFailure, match="whole number"):
        Case(model(task(many("", f"<loopCardinality>{count}</loopCardinality>")), LINES))


def test_a_completion_condition_sees_the_results_so_far_and_withdraws_the_rest():
    enough = "<completionCondition>count(u[svar = 2]) >= 1</completionCondition>"
    case = Case(model(task(many(inside=enough)), LINES, more=READ_ALL), ENHETER)
    case.complete("u", {"svar": 1})
    assert case.open() == ["u", "u"]
    case.complete("u", {"svar": 2})
    assert case.open() == ["z"]
    assert [visit.what for visit in case.run.visits if visit.element == "u"] == [
        "completed",
        "cancelled",
        "completed",
    ]
    assert [each["svar"] for each in case.run.data["u"]] == [1, 2]


def test_a_repetition_in_a_loop_starts_afresh_each_round():
    elements = task(many()) + '<exclusiveGateway id="m"/><exclusiveGateway id="x" default="x__e"/>'
    case = Case(model(elements, "s > m > u > z > x > e\nx > m : z.again", more=READ_ALL), ENHETER)
    for round_ in range(3):
        for number in (1, 2, 3):
            case.complete("u", {"svar": number * round_})
        assert [each["svar"] for each in case.run.data["u"]] == [round_, round_ * 2, round_ * 3]
        case.complete("z", {"again": round_ < 2})
    assert case.run.done


NESTED = """<startEvent id="s"/>
<subProcess id="sp"><multiInstanceLoopCharacteristics rals:collection="arende.omraden" rals:item="omrade"/>
  <startEvent id="s2"/><userTask id="ut_plan"><multiInstanceLoopCharacteristics rals:collection="omrade.enheter" rals:item="enhet"/></userTask>
  <userTask id="ut_klar"/><endEvent id="e2"/>
  <sequenceFlow id="i1" sourceRef="s2" targetRef="ut_plan"/><sequenceFlow id="i2" sourceRef="ut_plan" targetRef="ut_klar"/>
  <sequenceFlow id="i3" sourceRef="ut_klar" targetRef="e2"/>
</subProcess><userTask id="z"/><endEvent id="e"/>"""
OMRADEN = {"arende": {"omraden": [{"id": "A", "enheter": [1, 2]}, {"id": "B", "enheter": [3]}]}}


def test_nested_repetitions_keep_each_instance_apart():
    case = Case(model(NESTED, "s > sp > z > e", more=READ_ALL), OMRADEN)
    paths = [(each.items[0][1]["id"], each.items[1][1]) for each in case.run.waiting]
    assert paths == [("A", 1), ("A", 2), ("B", 3)]
    for number in (3, 1, 2):
        case.complete("ut_plan", {"p": number}, number)
    for area in reversed(OMRADEN["arende"]["omraden"]):
        case.complete("ut_klar", {"ok": area["id"]}, area)
    assert case.open() == ["z"]
    assert [each["ut_klar"]["ok"] for each in case.run.data["sp"]] == ["A", "B"]
    assert case.run.data["sp"][0]["ut_plan"] == [{"enhet": 1, "p": 1}, {"enhet": 2, "p": 2}]
    assert "ut_plan" not in case.run.data, "what an instance wrote stays with the instance"


def test_a_standard_loop_goes_on_while_its_condition_holds():
    loop = "<standardLoopCharacteristics loopMaximum='5'><loopCondition>u.mer</loopCondition></standardLoopCharacteristics>"
    case = Case(model(task(loop), LINES))
    for mer in (True, True, False):
        assert case.open() == ["u"]
        case.complete("u", {"mer": mer})
    assert case.open() == ["z"]


def test_a_standard_loop_ends_at_its_maximum_and_may_test_first():
    at_most = "<standardLoopCharacteristics loopMaximum='2'/>"
    case = Case(model(task(at_most), LINES))
    assert case.complete("u") == ["u"]
    assert case.complete("u") == ["z"]
    first = "<standardLoopCharacteristics testBefore='true'><loopCondition>1 = 2</loopCondition></standardLoopCharacteristics>"
    assert Case(model(task(first), LINES)).open() == ["z"]


def test_a_call_is_made_for_each_item():
    elements = AROUND.format(
        f'<serviceTask id="u" rals:connector="mejl">{many()}<extensionElements>'
        '<rals:parameter name="till" value="enhet.id"/></extensionElements></serviceTask>'
    )
    case = Case(model(elements, LINES, more=READ_ALL), ENHETER)
    assert [(each.connector, each.parameters["till"]) for each in case.run.calls] == [
        ("mejl", f"e{n}") for n in (1, 2, 3)
    ]
    for number in range(3):
        case.answer("u", {"nr": number})
    assert [each["nr"] for each in case.run.data["u"]] == [0, 1, 2]
