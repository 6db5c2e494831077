import pytest

from engine.runtime.checks import known_separation
from tests.engine.runtime.checks.tiny import element, found, simple, user


@pytest.mark.parametrize("other", ["ut_borta", "ut_b", "e", "ut_a ut_borta"])
def test_a_separation_from_what_is_no_other_task_is_refused(other):
    assert found(known_separation, simple(user("ut_b", rals_separate__from=other))) == ["ut_b"]


def test_a_separation_on_what_nobody_does_is_refused():
    script = element("scriptTask", "sk", rals_separate__from="ut_a")

    assert found(known_separation, simple(script)) == ["sk"]


@pytest.mark.parametrize("other", ["ut_a", "s", "ut_a s"])
def test_a_separation_from_another_task_or_the_start_is_let_through(other):
    assert found(known_separation, simple(user("ut_b", rals_separate__from=other))) == []
