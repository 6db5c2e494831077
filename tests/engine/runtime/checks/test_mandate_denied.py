from dataclasses import replace

from engine.runtime.checks import mandate_denied, mandate_of_role
from tests.engine.runtime.checks.tiny import KNOWN, decision, element, found, simple

DENIED = replace(KNOWN, denied={"m_besluta": frozenset({"chef"})})


def test_a_mandate_that_is_denied_the_role_is_refused_and_told_of_once():
    model = simple(decision("ut_b", rals_mandate="m_besluta"))

    assert found(mandate_denied, model, known=DENIED) == ["ut_b"]
    assert found(mandate_of_role, model, known=DENIED) == []


def test_a_denied_mandate_in_the_lane_of_the_role_is_refused():
    lane = element("lane", "la", "<flowNodeRef>ut_b</flowNodeRef>", rals_role="chef")
    model = simple(element("laneSet", "ls", lane), decision("ut_b", rals_role="", rals_mandate="m_besluta"))

    assert found(mandate_denied, model, known=DENIED) == ["ut_b"]


def test_a_mandate_with_who_holds_it_is_let_through():
    model = simple(decision("ut_b", rals_mandate="m_besluta", rals_role="ledning"))

    assert found(mandate_denied, model, known=DENIED) == []
