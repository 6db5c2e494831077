from engine.runtime.checks import reachable
from tests.engine.runtime.checks.tiny import (
    END,
    START,
    element,
    flow,
    found,
    process,
    simple,
    timer,
    user,
    ways,
)


def test_a_task_that_no_flow_leads_to_is_refused():
    assert found(reachable, simple(user("ut_b"), flow("ut_b", "e"))) == ["ut_b"]


def test_what_follows_an_event_on_an_edge_is_let_through():
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a")

    assert found(reachable, simple(event, user("ut_b"), flow("es", "ut_b"))) == []


def test_what_stands_behind_a_gateway_that_waits_for_it_is_refused():
    gates = (
        element("parallelGateway", "p") + element("parallelGateway", "j") + element("exclusiveGateway", "x")
    )
    stop = element("endEvent", "e2", "<terminateEventDefinition/>")
    tasks = user("ut_a") + user("ut_b") + user("ut_c")
    lines = ways("s p j ut_a x e", "x ut_b j", "p ut_c e2")

    assert found(reachable, process(START, gates, tasks, stop, END, lines)) == ["j", "x", "ut_a", "ut_b", "e"]


def test_what_goes_round_beside_an_end_that_stops_everything_is_let_through():
    gates = element("parallelGateway", "p") + element("eventBasedGateway", "w")
    events = "".join(element("intermediateCatchEvent", key, timer("P1D")) for key in ("t1", "t2"))
    # By name the end comes before the gateway, as it may by chance.
    stop = element("endEvent", "e", "<terminateEventDefinition/>")
    lines = ways("s p ut_a e", "p w t1 ut_b w", "w t2 ut_b")

    assert found(reachable, process(START, gates, events, stop, user("ut_a"), user("ut_b"), lines)) == []
