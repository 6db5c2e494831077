import pytest

from engine.runtime.checks import multi_instance
from tests.engine.runtime.checks.tiny import each, found, simple, user

COUNT = "<loopCardinality>3</loopCardinality>"


@pytest.mark.parametrize(
    "loop",
    [
        "<multiInstanceLoopCharacteristics/>",
        '<multiInstanceLoopCharacteristics rals:collection="arende.enheter"/>',
        f'<multiInstanceLoopCharacteristics rals:collection="x" rals:item="y">{COUNT}</multiInstanceLoopCharacteristics>',
    ],
)
def test_a_repetition_that_says_too_little_or_too_much_is_refused(loop):
    assert found(multi_instance, simple(user("ut_b", loop))) == ["ut_b"]


def test_a_collection_with_an_item_or_a_number_of_times_is_let_through():
    counted = f"<multiInstanceLoopCharacteristics>{COUNT}</multiInstanceLoopCharacteristics>"

    assert found(multi_instance, simple(user("ut_b", each()), user("ut_c", counted))) == []
