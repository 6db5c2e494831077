from engine.runtime.checks import dangling_flow
from tests.engine.runtime.checks.tiny import flow, found, simple


def test_a_flow_to_nothing_is_refused():
    assert found(dangling_flow, simple(flow("ut_a", "borta"))) == ["f_ut_a_borta"]


def test_flows_between_elements_are_let_through():
    assert found(dangling_flow, simple()) == []
