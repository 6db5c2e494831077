from engine.runtime.checks import unique_item
from tests.engine.runtime.checks.tiny import each, found, simple, sub, user


def test_an_item_with_the_name_of_an_outer_one_is_refused():
    inner = user("ut_b", each("enhet.delar", "enhet"))

    assert found(unique_item, simple(sub("sp", each(), inner))) == ["ut_b"]


def test_an_item_with_the_name_of_an_element_or_of_the_case_is_refused():
    assert found(unique_item, simple(user("ut_b", each(item="ut_a")))) == ["ut_b"]
    assert found(unique_item, simple(user("ut_b", each(item="arende")))) == ["ut_b"]


def test_the_same_item_in_repetitions_beside_each_other_is_let_through():
    assert found(unique_item, simple(user("ut_b", each()), user("ut_c", each()))) == []
