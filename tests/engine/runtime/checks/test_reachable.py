from engine.runtime.checks import reachable
from tests.engine.runtime.checks.tiny import element, flow, found, simple, timer, user


def test_a_task_that_no_flow_leads_to_is_refused():
    assert found(reachable, simple(user("ut_b"), flow("ut_b", "e"))) == ["ut_b"]


def test_what_follows_an_event_on_an_edge_is_let_through():
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a")

    assert found(reachable, simple(event, user("ut_b"), flow("es", "ut_b"))) == []
