import pytest

from engine.runtime.checks import bounded_loop
from tests.engine.runtime.checks.tiny import found, simple, user


@pytest.mark.parametrize(
    "loop",
    [
        "<standardLoopCharacteristics/>",
        '<standardLoopCharacteristics loopMaximum="10001"/>',
        '<standardLoopCharacteristics loopMaximum="många"/>',
        "<multiInstanceLoopCharacteristics><loopCardinality>10001</loopCardinality></multiInstanceLoopCharacteristics>",
    ],
)
def test_a_loop_without_a_reasonable_end_is_refused(loop):
    assert found(bounded_loop, simple(user("ut_b", loop))) == ["ut_b"]


@pytest.mark.parametrize(
    "loop",
    [
        '<standardLoopCharacteristics loopMaximum="10000"/>',
        "<standardLoopCharacteristics><loopCondition>1 = 2</loopCondition></standardLoopCharacteristics>",
        "<multiInstanceLoopCharacteristics><loopCardinality>10</loopCardinality></multiInstanceLoopCharacteristics>",
    ],
)
def test_a_loop_with_an_end_is_let_through(loop):
    assert found(bounded_loop, simple(user("ut_b", loop))) == []
