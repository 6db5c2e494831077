from engine.runtime.checks import balanced_gateways
from tests.engine.runtime.checks.tiny import END, START, element, found, process, user, ways


def model(split: str, join: str) -> bytes:
    gateways = element(split, "a") + element(join, "b")
    return process(START, gateways, user("ut_a"), user("ut_b"), END, ways("s a ut_a b e", "a ut_b b"))


def test_parallel_ways_that_meet_without_a_join_are_warned_of():
    assert found(balanced_gateways, model("parallelGateway", "exclusiveGateway")) == ["b"]


def test_a_join_like_its_split_is_let_through():
    assert found(balanced_gateways, model("parallelGateway", "parallelGateway")) == []
    assert found(balanced_gateways, model("exclusiveGateway", "exclusiveGateway")) == []


def test_a_way_back_to_before_the_split_is_no_join():
    gateways = element("exclusiveGateway", "a") + element("exclusiveGateway", "b")
    looped = process(START, gateways, user("ut_a"), END, ways("s a ut_a b e", "b a"))

    assert found(balanced_gateways, looped) == []


def test_a_model_with_two_starts_is_looked_through_to_the_end():
    two = element("startEvent", "s2") + element("exclusiveGateway", "m") + user("ut_a")

    assert found(balanced_gateways, process(START, two, END, ways("s m ut_a e", "s2 m"))) == []
