from engine.runtime.checks import flow_within_scope
from tests.engine.runtime.checks.tiny import flow, found, simple, sub


def test_a_flow_into_a_subprocess_is_refused():
    assert found(flow_within_scope, simple(sub("sp"), flow("ut_a", "sp_ut"))) == ["f_ut_a_sp_ut"]


def test_a_flow_to_the_edge_of_a_subprocess_is_let_through():
    assert found(flow_within_scope, simple(sub("sp"), flow("ut_a", "sp"))) == []
