import pytest

from engine.runtime.checks import priority_in_range
from tests.engine.runtime.checks.tiny import found, simple, user


@pytest.mark.parametrize("priority", ["3", "-1", "1.5", '"hög"', "true", "1 + 2"])
def test_a_priority_that_is_none_is_refused(priority: str) -> None:
    assert found(priority_in_range, simple(user("ut_b", rals_priority=priority))) == ["ut_b"]


@pytest.mark.parametrize("priority", ["0", "1", "2", "ut_a.val", 'if arende.val = "hog" then 2 else 0'])
def test_a_whole_number_in_range_and_what_reads_answers_are_let_through(priority: str) -> None:
    assert found(priority_in_range, simple(user("ut_b", rals_priority=priority))) == []
