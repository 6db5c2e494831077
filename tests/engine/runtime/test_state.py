"""Saved state: exact values, any process, and a size that does not grow with what has been."""

import json
import re
import subprocess
import sys
import zlib
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

import feel
from engine.runtime import running, state, values
from engine.runtime.failure import StateRefusedError
from tests.engine.runtime.small import NOW, Case, model, process

MONTHS = feel.parse_duration("P3M")
EXACT = [
    None, True, 7, 1.5, "åäö", Decimal("1.10"), date(2026, 1, 2), time(8, 30), timedelta(days=3, microseconds=5), MONTHS,
    datetime(2026, 1, 2, 3, 4, tzinfo=UTC), datetime(2026, 1, 2, 3, 4),  # noqa: DTZ001  FEEL has local times too
    datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm")),
    feel.parse("[1..3)").evaluate({}), [1, [2, {"a": Decimal(3)}]], {"typename": "x", "b": {"typename": "Decimal"}}, {"§": 1, "a": Decimal(2)},
]  # fmt: skip


@pytest.mark.parametrize("value", EXACT, ids=repr)
def test_every_value_comes_back_as_it_was(value):
    back = values.read(json.loads(json.dumps(values.write(value))))
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)


def test_a_value_of_unknown_kind_is_refused_when_it_is_saved():
    with pytest.raises(KeyError):
        values.write(object())


WHATEVER = """<startEvent id="s"/><userTask id="u"/><scriptTask id="sk"><script>u</script></scriptTask><userTask id="z"/><endEvent id="e"/>"""


def test_answers_with_any_keys_and_values_survive_saving():
    case = Case(model(WHATEVER, "s > u > sk > z > e", more={"f.form.json": b'["=sk"]'}))
    answers = {"typename": "Task", "§": "x", "z": 1, "a": {"typename": 1}, "datum": date(2026, 1, 2)}
    case.complete("u", answers)
    again = case.again()
    assert again.data["u"] == answers
    assert list(again.data["u"]) == list(answers), "the order of keys is kept"


def test_bytes_of_another_format_are_refused():
    with pytest.raises(StateRefusedError):
        running.restore(model(WHATEVER, "s > u > sk > z > e"), b"RALS\x00x", NOW)


def test_the_state_of_another_model_is_refused():
    case = Case(model(WHATEVER, "s > u > sk > z > e"))
    with pytest.raises(StateRefusedError, match="belongs to model"):
        running.restore(
            model(WHATEVER, "s > u > sk > z > e", more={"f.form.json": b'["=u"]'}), case.state, NOW
        )


def test_no_specification_and_no_history_lies_in_the_state():
    case = Case(model(WHATEVER, "s > u > sk > z > e"))
    text = zlib.decompress(case.state[len(state.FORMAT) :]).decode()
    assert set(re.findall(r'"at":"([^"]+)"', text)) == {"u"}


MANY = """<startEvent id="s"/><userTask id="u"><multiInstanceLoopCharacteristics rals:collection="[1, 2]" rals:item="x"/></userTask>
<userTask id="z"/><endEvent id="e"/>"""
OTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from engine.runtime import running
from engine.runtime.catalogue import compile_model
folder, now = sys.argv[1], datetime(2026, 1, 31, 9, tzinfo=UTC)
model = compile_model("p", {"p.bpmn": open(folder + "/p.bpmn", "rb").read()})
run = running.restore(model, open(folder + "/state", "rb").read(), now)
run.complete(run.waiting[0].id, {})
open(folder + "/state", "wb").write(run.save())
print(*[each.element for each in run.waiting])
"""


def test_a_repetition_goes_on_in_a_process_that_did_not_start_it(tmp_path):
    (tmp_path / "p.bpmn").write_bytes(process(MANY, "s > u > z > e"))
    (tmp_path / "state").write_bytes(Case(model(MANY, "s > u > z > e")).state)
    said = [
        subprocess.run(
            [sys.executable, "-c", OTHER_PROCESS, str(tmp_path)], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    assert said == [["u"], ["z"], []]


# --- the bound ----------------------------------------------------------------------------------------------------

LOOP = '<startEvent id="s"/><exclusiveGateway id="m"/><userTask id="u"/><exclusiveGateway id="x" default="x__e"/><endEvent id="e"/>'
BACK = "s > m > {} > u > x > e\nx > m : u.again"
READ = {"f.form.json": b'["=u", "=a", "=b", "=sp", "=inne", "=sk", "=st", "=h"]'}
INNER = """<subProcess id="sp">{}<startEvent id="s2"/><userTask id="inne"/><endEvent id="e2"/>
<sequenceFlow id="i1" sourceRef="s2" targetRef="inne"/><sequenceFlow id="i2" sourceRef="inne" targetRef="e2"/></subProcess>"""
TWICE = '<multiInstanceLoopCharacteristics isSequential="{}" rals:collection="[1, 2]" rals:item="i"/>'
SHAPES = {
    "a loop": ("", "s > m > u > x > e\nx > m : u.again", ["u"]),
    "beside a waiting branch": (
        '<parallelGateway id="g"/><userTask id="w"/><endEvent id="we"/>',
        "s > g > m > u > x > e\nx > m : u.again\ng > w > we",
        ["u"],
    ),
    "a subprocess": (INNER.format(""), BACK.format("sp"), ["inne", "u"]),
    "a split and a join": (
        '<parallelGateway id="g"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/>',
        "s > m > g > a > j > u > x > e\ng > b > j\nx > m : u.again",
        ["b", "a", "u"],
    ),
    "an inclusive split and join": (
        '<inclusiveGateway id="g"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/>',
        "s > m > g\ng > a : 1 = 1\ng > b : 1 = 1\na > j > u > x > e\nb > j\nx > m : u.again",
        ["a", "b", "u"],
    ),
    "a repeated subprocess": (INNER.format(TWICE.format("false")), BACK.format("sp"), ["inne", "inne", "u"]),
    "a sequential subprocess": (INNER.format(TWICE.format("true")), BACK.format("sp"), ["inne", "inne", "u"]),
    "a reminder with a script": (
        (
            '<scriptTask id="sk"><script>1</script></scriptTask><endEvent id="he"/><boundaryEvent id="be" attachedToRef="u"'
            ' cancelActivity="false"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></boundaryEvent>'
        ),
        "s > m > u > x > e\nx > m : u.again\nbe > sk > he",
        ["1 day"],
    ),
    "a reminder with a task": (
        (
            '<userTask id="h"/><endEvent id="he"/><boundaryEvent id="be" attachedToRef="u"'
            ' cancelActivity="false"><timerEventDefinition><timeCycle>R/P1M</timeCycle></timerEventDefinition></boundaryEvent>'
        ),
        "s > m > u > x > e\nx > m : u.again\nbe > h > he",
        ["32 days", "h", "u"],
    ),
    "a call": ('<serviceTask id="st"/>', BACK.format("st"), ["call st", "u"]),
    "an event gateway": (
        (
            '<eventBasedGateway id="g"/><intermediateCatchEvent id="t1"><timerEventDefinition><timeDuration>P1D</timeDuration>'
            '</timerEventDefinition></intermediateCatchEvent><intermediateCatchEvent id="t2"><timerEventDefinition><timeDuration>P9D'
            '</timeDuration></timerEventDefinition></intermediateCatchEvent><exclusiveGateway id="j"/>'
        ),
        "s > m > g > t1 > j > u > x > e\ng > t2 > j\nx > m : u.again",
        ["1 day", "u"],
    ),
}


def round_of(case, acts):
    for act in acts:
        if act.endswith(("day", "days")):
            case.wait(days=int(act.split()[0]))
        elif act.startswith("call "):
            case.answer(act.removeprefix("call "), {"n": 1})
        else:
            case.complete(act, {"again": True, "n": 1})


def content(case):
    """The saved text, without what names a moment or a task."""
    text = zlib.decompress(case.state[len(state.FORMAT) :]).decode()
    return re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]{15}|(?<=\"day\":\")\d\d",
        lambda found: "#" * len(found[0]),
        text,
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_the_state_after_each_round_is_the_same_state(shape):
    """Not only its size: a state that is the same leads to the same for ever, so round 10,000 costs what round 10 does."""
    elements, lines, acts = SHAPES[shape]
    case = Case(model(LOOP + elements, lines, more=READ))
    seen = set()
    for number in range(40):
        round_of(case, acts)
        if number >= 10:
            seen.add(content(case))
    assert len(seen) == 1


def test_ten_thousand_rounds_leave_as_many_tokens_and_bytes_as_ten():
    elements, lines = SHAPES["a loop"][:2]
    case = Case(model(LOOP + elements, lines, more=READ))
    sizes = {}
    run = case.run
    for number in range(1, 10_001):
        run.complete(run.waiting[0].id, {"again": True, "n": 1})
        if number in {10, 10_000}:
            case.kept()
            sizes[number] = (len(run._case.tasks), len(content(case)))
            run = case.again()
    assert sizes[10] == sizes[10_000]


def test_an_automatic_loop_is_not_cut_off_at_a_depth_of_a_thousand():
    elements = """<startEvent id="s"/><userTask id="u"/><exclusiveGateway id="m"/><scriptTask id="sk"><script>if sk = null then 1 else sk + 1</script>
      </scriptTask><exclusiveGateway id="x" default="x__m"/><endEvent id="e"/>"""
    case = Case(model(elements, "s > u > m > sk > x > m\nx > e : sk = 3000"))
    case.complete("u")
    assert case.run.done
    assert case.run.data["sk"] == 3000
