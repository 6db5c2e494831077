from engine.runtime.checks import split_is_covered
from tests.engine.runtime.checks.tiny import decision, element, flow, found, simple, ways

GATEWAY = element("exclusiveGateway", "gw") + decision("ut_b")
WITH_DEFAULT = element("exclusiveGateway", "gw", default="f_gw_e")


def test_a_choice_without_a_default_is_refused():
    ways_out = flow("gw", "e", 'ut_a.text = "x"') + flow("gw", "ut_a", 'ut_a.text = "y"')

    assert found(split_is_covered, simple(GATEWAY, ways_out)) == ["gw"]


def test_conditions_that_miss_an_outcome_are_refused():
    ways_out = flow("gw", "e", 'ut_b.utfall = "ja"') + flow("gw", "ut_a", 'ut_b.utfall = "ja"')

    assert found(split_is_covered, simple(GATEWAY, ways_out)) == ["gw"]


def test_a_flow_without_a_condition_beside_the_default_is_refused():
    assert found(split_is_covered, simple(WITH_DEFAULT, ways("gw e", "gw ut_a"))) == ["f_gw_ut_a"]


def test_a_condition_on_the_default_is_refused():
    ways_out = flow("gw", "e", "1 = 1") + flow("gw", "ut_a", "1 = 2")

    assert found(split_is_covered, simple(WITH_DEFAULT, ways_out)) == ["f_gw_e"]


def test_a_default_that_is_no_way_of_the_gateway_is_refused():
    gateway = element("exclusiveGateway", "gw", default="borta")
    ways_out = flow("gw", "e", "1 = 1") + flow("gw", "ut_a", "1 = 2")

    assert found(split_is_covered, simple(gateway, ways_out)) == ["gw"]


def test_a_default_beside_conditions_is_let_through():
    assert found(split_is_covered, simple(WITH_DEFAULT, ways("gw e"), flow("gw", "ut_a", "1 = 2"))) == []


def test_conditions_that_name_every_outcome_are_let_through():
    ways_out = flow("gw", "e", 'ut_b.utfall = "ja"') + flow("gw", "ut_a", 'ut_b.utfall = "nej"')

    assert found(split_is_covered, simple(GATEWAY, ways_out)) == []
