from engine.runtime.checks import lane_role
from tests.engine.runtime.checks.tiny import element, found, simple


def lane(key: str, *inner: str, role: str = "") -> str:
    return element("lane", key, *inner, rals_role=role)


def lanes(*inner: str) -> str:
    return element("laneSet", "ls", *inner)


def test_a_lane_with_a_role_that_the_profile_does_not_have_is_refused():
    assert found(lane_role, simple(lanes(lane("la", role="kung")))) == ["la"]


def test_a_lane_without_a_role_is_refused():
    assert found(lane_role, simple(lanes(lane("la")))) == ["la"]


def test_a_lane_with_a_role_of_the_profile_is_let_through():
    assert found(lane_role, simple(lanes(lane("la", role="chef")))) == []


def test_a_lane_takes_its_role_from_the_lane_around_it_or_leaves_it_to_those_within():
    inner = element("childLaneSet", "cls", lane("inner"))
    roles = element("childLaneSet", "cls2", lane("inner2", role="chef"))

    assert found(lane_role, simple(lanes(lane("la", inner, role="chef"), lane("la2", roles)))) == []
