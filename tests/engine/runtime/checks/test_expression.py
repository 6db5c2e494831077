import pytest

from engine.runtime.checks import expression
from tests.engine.runtime.checks.tiny import each, element, found, script, simple, timer, user


@pytest.mark.parametrize(
    "part",
    [
        script("x", "1 +"),
        user("x", each("arende.(", "enhet")),
        user("x", rals_scope="arende."),
        user("x", rals_due="om en vecka"),
        element("intermediateCatchEvent", "x", timer("nästa vecka")),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_element(part):
    assert found(expression, simple(part)) == ["x"]


def test_what_can_be_read_is_let_through():
    assert found(expression, simple(script("sk", "count(ut_a.enheter) + 1"))) == []


def test_what_looks_like_python_is_left_to_its_own_check():
    assert found(expression, simple(script("sk", "1 == 1"))) == []
