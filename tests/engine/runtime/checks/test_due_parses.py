import pytest

from engine.runtime.checks import due_parses
from tests.engine.runtime.checks.tiny import found, simple, user


def test_a_due_time_that_does_not_exist_is_refused():
    assert found(due_parses, simple(user("ut_b", rals_due="2026-02-31"))) == ["ut_b"]


@pytest.mark.parametrize("due", ["P14D", "ut_a.datum"])
def test_a_duration_and_feel_are_let_through(due):
    assert found(due_parses, simple(user("ut_b", rals_due=due))) == []
