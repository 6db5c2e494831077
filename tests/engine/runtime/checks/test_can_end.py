from engine.runtime.checks import can_end
from tests.engine.runtime.checks.tiny import (
    END,
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


def test_a_task_that_leads_nowhere_is_refused():
    assert found(can_end, process(START, user("ut_a"), user("ut_b"), END, ways("s ut_a e", "s ut_b"))) == [
        "ut_b"
    ]


def test_a_process_without_an_end_is_refused():
    assert found(can_end, process(START, user("ut_a"), ways("s ut_a"))) == ["p"]


def test_a_round_without_a_way_out_is_refused():
    around = user("ut_b") + element("intermediateCatchEvent", "tm", timer("P1M")) + ways("ut_b tm ut_b")

    assert found(can_end, simple(around)) == ["ut_b", "tm"]


def test_a_round_that_a_terminate_end_stops_is_let_through():
    around = user("ut_b") + element("intermediateCatchEvent", "tm", timer("P1M")) + ways("ut_b tm ut_b")
    stop = element("endEvent", "e2", "<terminateEventDefinition/>")

    assert found(can_end, simple(around, stop)) == []


def test_a_subprocess_that_goes_round_until_an_event_interrupts_it_is_let_through():
    inner = element("startEvent", "is") + element("endEvent", "ie") + user("ut_b") + ways("is ut_b ut_b")
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="sp")

    assert found(can_end, simple(sub("sp", inner), event, ways("sp e", "es e"))) == []
