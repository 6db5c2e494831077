from engine.runtime.checks import unique_id
from tests.engine.runtime.checks.tiny import found, process, simple, user


def test_an_id_that_is_used_twice_is_refused():
    assert found(unique_id, simple(user("ut_a"))) == ["ut_a"]


def test_a_process_with_the_id_of_an_element_is_refused():
    assert found(unique_id, simple(user("p"))) == ["p"]


def test_an_id_in_two_files_is_refused():
    assert found(unique_id, simple(), process(user("ut_a"), key="p2")) == ["ut_a"]


def test_ids_that_differ_are_let_through():
    assert found(unique_id, simple(user("ut_b"))) == []
