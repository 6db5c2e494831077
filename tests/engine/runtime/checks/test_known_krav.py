from engine.runtime.checks import known_krav
from tests.engine.runtime.checks.tiny import found, simple, user


def test_a_statement_that_does_not_exist_is_refused():
    assert found(known_krav, simple(user("ut_b", rals_krav="K-1 K-9"))) == ["ut_b"]


def test_statements_that_exist_are_let_through():
    assert found(known_krav, simple(user("ut_b", rals_krav="K-1 K-2"))) == []
