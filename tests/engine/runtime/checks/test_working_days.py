import pytest

from engine.runtime.checks import working_days
from tests.engine.runtime.checks.tiny import element, found, simple, timer, user


def due(text: str, days: str = "arbetsdagar") -> str:
    return user("x", rals_due=text, rals_days=days)


def wait(text: str, kind: str = "timeDuration") -> str:
    return element("intermediateCatchEvent", "x", timer(text, kind), rals_days="arbetsdagar")


def remind(text: str) -> str:
    inner = timer(text, "timeCycle")
    return element(
        "boundaryEvent", "x", inner, attachedToRef="ut_a", cancelActivity="false", rals_days="arbetsdagar"
    )


@pytest.mark.parametrize(
    "broken",
    [
        due("P5D", "bankdagar"),
        due(""),
        due("PT8H"),
        due("P1DT4H"),
        due("P1M"),
        due("P1W"),
        due("P0D"),
        due("P9999D"),
        wait("PT8H"),
        wait("2026-12-01", "timeDate"),
        remind("R/PT8H"),
    ],
)
def test_what_can_not_be_counted_in_working_days_is_refused(broken):
    assert found(working_days, simple(broken)) == ["x"]


@pytest.mark.parametrize(
    "kept", [due("P5D"), due("ut_a.tid"), due("PT8H", ""), wait("P3D"), remind("R3/P2D")]
)
def test_whole_days_and_feel_are_let_through(kept):
    assert found(working_days, simple(kept)) == []
