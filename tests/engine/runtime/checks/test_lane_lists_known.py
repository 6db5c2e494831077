from engine.runtime.checks import lane_lists_known
from tests.engine.runtime.checks.tiny import element, found, simple


def lane(key: str) -> str:
    return element("laneSet", "ls", element("lane", "la", f"<flowNodeRef>{key}</flowNodeRef>"))


def test_a_lane_that_lists_what_is_not_there_is_warned_of():
    assert found(lane_lists_known, simple(lane("ut_borta"))) == ["la"]


def test_a_lane_that_lists_an_element_is_let_through():
    assert found(lane_lists_known, simple(lane("ut_a"))) == []
