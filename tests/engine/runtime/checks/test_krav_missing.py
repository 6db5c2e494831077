from engine.runtime.checks import krav_missing
from tests.engine.runtime.checks.tiny import found, simple, user


def test_a_task_without_a_statement_is_warned_of():
    assert found(krav_missing, simple(user("ut_b", rals_krav=""))) == ["ut_b"]


def test_a_task_with_a_statement_is_let_through():
    assert found(krav_missing, simple()) == []


def test_a_task_that_says_it_is_practice_is_let_through():
    assert found(krav_missing, simple(user("ut_b", rals_krav="", rals_praxis="true"))) == []
