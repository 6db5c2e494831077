from engine.runtime.checks import named_element
from tests.engine.runtime.checks.tiny import element, found, simple, user, ways


def test_a_task_without_a_name_is_warned_of():
    assert found(named_element, simple(user("ut_b", name=""))) == ["ut_b"]


def test_a_choice_without_a_name_is_warned_of():
    assert found(named_element, simple(element("exclusiveGateway", "gw"), ways("gw e", "gw ut_a"))) == ["gw"]


def test_names_are_asked_neither_of_starts_and_ends_nor_of_joins():
    join = element("exclusiveGateway", "gw") + element("parallelGateway", "gp")

    assert found(named_element, simple(join, ways("gw e"))) == []
