from engine.runtime.checks import known_mandate
from tests.engine.runtime.checks.tiny import found, simple, user


def test_a_mandate_that_the_profile_does_not_have_is_refused():
    assert found(known_mandate, simple(user("ut_b", rals_mandate="m_borta"))) == ["ut_b"]


def test_a_mandate_of_the_profile_is_let_through():
    assert found(known_mandate, simple(user("ut_b", rals_mandate="m_chef"))) == []
