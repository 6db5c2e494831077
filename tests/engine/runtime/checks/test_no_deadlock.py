import pytest

from engine.runtime.checks import no_deadlock
from engine.runtime.checks.subject import exploring
from engine.runtime.checks.subject.subject import subject
from tests.engine.runtime.checks.tiny import (
    END,
    KNOWN,
    START,
    element,
    found,
    process,
    simple,
    sub,
    timer,
    user,
    ways,
)


def gateways(**kinds: str) -> str:
    return "".join(element(f"{kind}Gateway", key) for key, kind in kinds.items())


def model(split: str, join: str) -> bytes:
    tasks = user("ut_a", name="A") + user("ut_b", name="B")
    return process(START, gateways(a=split, b=join), tasks, END, ways("s a ut_a b e", "a ut_b b"))


@pytest.mark.parametrize("split", ["exclusive", "inclusive", "eventBased"])
def test_a_parallel_join_after_a_choice_is_refused(split):
    assert found(no_deadlock, model(split, "parallel")) == ["b"]


@pytest.mark.parametrize(
    ("split", "join"),
    [
        ("parallel", "parallel"),
        ("exclusive", "exclusive"),
        ("inclusive", "inclusive"),
        ("exclusive", "inclusive"),
        ("parallel", "inclusive"),
        ("parallel", "exclusive"),
    ],
)
def test_a_join_that_gets_what_it_waits_for_is_let_through(split, join):
    assert found(no_deadlock, model(split, join)) == []


def test_the_way_into_the_deadlock_is_told_element_by_element():
    (fault,) = no_deadlock.faults(subject({"p.bpmn": model("exclusive", "parallel")}, KNOWN))

    assert "”s” → ”a” → ”B”." in fault.text.sv
    assert '"s" → "a" → "B".' in fault.text.en


def test_a_timer_that_takes_a_way_from_a_parallel_join_is_refused():
    event = element("boundaryEvent", "tm", timer("P1D"), attachedToRef="ut_a")
    parts = (START, gateways(a="parallel", b="parallel"), user("ut_a"), user("ut_b"), event, END)

    assert found(no_deadlock, process(*parts, ways("s a ut_a b e", "a ut_b b", "tm e"))) == ["b"]


def test_a_reminder_beside_a_parallel_way_is_let_through():
    event = element("boundaryEvent", "tm", timer("P1D"), attachedToRef="ut_a", cancelActivity="false")
    parts = (START, gateways(a="parallel", b="parallel"), user("ut_a"), user("ut_b"), event, END)
    ended = element("endEvent", "e2")

    assert found(no_deadlock, process(*parts, ended, ways("s a ut_a b e", "a ut_b b", "tm e2"))) == []


def test_a_gateway_that_waits_for_what_comes_after_it_is_refused():
    parts = (START, gateways(a="parallel", x="exclusive"), user("ut_a"), user("ut_b"), END)

    assert found(no_deadlock, process(*parts, ways("s a ut_a x e", "x ut_b a"))) == ["a"]


def test_a_split_in_a_round_that_makes_work_without_end_is_refused():
    parts = (START, gateways(x="exclusive", a="parallel"), user("ut_a"), END)

    assert found(no_deadlock, process(*parts, ways("s x ut_a a x", "a e"))) == ["p"]


def test_a_subprocess_is_looked_into():
    inner = element("startEvent", "is") + gateways(a="exclusive", b="parallel") + element("endEvent", "ie")
    flows = ways("is a ut_b b ie", "a ut_c b")

    assert found(no_deadlock, simple(sub("sp", inner, user("ut_b"), user("ut_c"), flows))) == ["b"]


def test_a_round_beside_that_a_terminate_end_stops_is_let_through():
    stop = element("endEvent", "e2", "<terminateEventDefinition/>")
    parts = (START, gateways(a="parallel"), user("ut_a"), user("ut_b"), stop)

    assert found(no_deadlock, process(*parts, ways("s a ut_a ut_a", "a ut_b e2"))) == []


def test_twenty_choices_side_by_side_are_tried_to_the_end():
    ways_ = [f"a x{n} ut_{n} y{n} b" for n in range(20)] + [f"x{n} y{n}" for n in range(20)]
    choices = "".join(gateways(**{f"x{n}": "exclusive", f"y{n}": "exclusive"}) for n in range(20))
    tasks = "".join(user(f"ut_{n}") for n in range(20))
    wide = process(
        START, gateways(a="parallel", b="parallel"), choices, tasks, END, ways("s a", "b e", *ways_)
    )

    assert found(no_deadlock, wide) == []


def test_beyond_the_bound_it_says_that_it_stopped(monkeypatch):
    monkeypatch.setattr(exploring, "MOST_MARKINGS", 2)
    (fault,) = no_deadlock.faults(subject({"p.bpmn": model("inclusive", "inclusive")}, KNOWN))

    assert fault.severity == "warning"
    assert "Efter 2 lägen" in fault.text.sv
