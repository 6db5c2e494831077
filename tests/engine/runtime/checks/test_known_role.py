from engine.runtime.checks import known_role
from tests.engine.runtime.checks.tiny import element, found, process, simple, user


def lanes(*roles: str) -> str:
    inner = "".join(
        element("lane", f"la_{role}", "<flowNodeRef>ut_b</flowNodeRef>", rals_role=role) for role in roles
    )
    return element("laneSet", "ls", inner)


def test_a_task_without_a_role_is_refused():
    assert found(known_role, simple(user("ut_b", rals_role=""))) == ["ut_b"]


def test_a_role_that_the_profile_does_not_have_is_refused():
    assert found(known_role, simple(user("ut_b", rals_role="kung"))) == ["ut_b"]


def test_a_task_in_two_lanes_is_refused():
    assert found(known_role, process(lanes("chef", "ledning"), user("ut_b", rals_role=""))) == ["ut_b"]


def test_the_role_of_the_task_wins_over_its_lanes():
    assert found(known_role, process(lanes("chef", "ledning"), user("ut_b"))) == []


def test_the_role_of_a_lane_is_let_through():
    assert found(known_role, process(lanes("chef"), user("ut_b", rals_role=""))) == []
