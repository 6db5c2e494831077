from engine.runtime.checks import single_way_out
from tests.engine.runtime.checks.tiny import element, found, simple, user, ways


def test_a_task_with_two_ways_out_is_refused():
    assert found(single_way_out, simple(user("ut_b"), ways("ut_a ut_b"))) == ["ut_a"]


def test_a_gateway_with_two_ways_out_is_let_through():
    gateway = element("parallelGateway", "gw")

    assert found(single_way_out, simple(gateway, user("ut_b"), ways("gw ut_b", "gw e"))) == []
