import pytest

from engine.runtime.checks import timer_parses
from tests.engine.runtime.checks.tiny import element, found, simple, timer


def wait(text: str, kind: str = "timeDuration") -> str:
    return element("intermediateCatchEvent", "tm", timer(text, kind))


@pytest.mark.parametrize("event", [wait(""), wait("2026-13-45", "timeDate")])
def test_a_time_that_is_missing_or_wrong_is_refused(event):
    assert found(timer_parses, simple(event)) == ["tm"]


def test_a_time_that_comes_again_where_the_flow_stands_still_is_refused():
    assert found(timer_parses, simple(wait("R3/P1M", "timeCycle"))) == ["tm"]


@pytest.mark.parametrize(
    "event", [wait("P14D"), wait("arende.frist"), wait("2026-12-01T08:00:00+01:00", "timeDate")]
)
def test_iso_8601_and_feel_are_let_through(event):
    assert found(timer_parses, simple(event)) == []


def test_a_time_that_comes_again_beside_the_work_is_let_through():
    cycle = element(
        "boundaryEvent", "tm", timer("R/P7D", "timeCycle"), attachedToRef="ut_a", cancelActivity="false"
    )

    assert found(timer_parses, simple(cycle)) == []
