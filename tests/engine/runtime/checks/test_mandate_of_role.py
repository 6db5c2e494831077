from engine.runtime.checks import mandate_of_role
from tests.engine.runtime.checks.tiny import found, simple, user


def test_a_decision_that_lands_with_a_role_without_the_mandate_is_refused():
    assert found(mandate_of_role, simple(user("ut_b", rals_mandate="m_besluta"))) == ["ut_b"]


def test_a_decision_that_lands_with_who_decides_is_let_through():
    assert found(mandate_of_role, simple(user("ut_b", rals_mandate="m_besluta", rals_role="ledning"))) == []
