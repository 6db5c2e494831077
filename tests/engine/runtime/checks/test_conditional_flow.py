from engine.runtime.checks import conditional_flow
from tests.engine.runtime.checks.tiny import element, flow, found, simple


def test_a_condition_on_a_flow_from_a_task_is_refused():
    assert found(conditional_flow, simple(flow("ut_a", "x", "1 = 1"))) == ["f_ut_a_x"]


def test_a_condition_after_a_parallel_gateway_is_refused():
    gateway = element("parallelGateway", "gw")

    assert found(conditional_flow, simple(gateway, flow("gw", "e", "1 = 1"))) == ["f_gw_e"]


def test_a_condition_after_an_exclusive_gateway_is_let_through():
    gateway = element("exclusiveGateway", "gw")

    assert found(conditional_flow, simple(gateway, flow("gw", "e", "1 = 1"))) == []
