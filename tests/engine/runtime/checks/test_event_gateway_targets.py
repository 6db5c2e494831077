from engine.runtime.checks import event_gateway_targets
from tests.engine.runtime.checks.tiny import element, found, simple, timer, user, ways

GATEWAY = element("eventBasedGateway", "gw")
WAIT = element("intermediateCatchEvent", "tm", timer("P1D"))


def test_a_task_after_an_event_based_gateway_is_refused():
    assert found(event_gateway_targets, simple(GATEWAY, WAIT, user("ut_b"), ways("gw tm", "gw ut_b"))) == [
        "gw"
    ]


def test_an_event_that_another_flow_leads_to_is_refused():
    assert found(event_gateway_targets, simple(GATEWAY, WAIT, ways("gw tm", "ut_a tm"))) == ["gw"]


def test_events_of_its_own_are_let_through():
    assert found(event_gateway_targets, simple(GATEWAY, WAIT, ways("gw tm e"))) == []
