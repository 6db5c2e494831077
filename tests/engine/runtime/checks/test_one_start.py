from engine.runtime.checks import one_start
from tests.engine.runtime.checks.tiny import END, element, found, process, simple, sub, user, ways


def test_a_process_without_a_start_is_refused():
    assert found(one_start, process(user("ut_a"), END, ways("ut_a e"))) == ["p"]


def test_a_subprocess_with_two_starts_is_refused():
    two = sub("sp", element("startEvent", "a"), element("startEvent", "b"))

    assert found(one_start, simple(two)) == ["sp"]


def test_one_start_in_each_is_let_through():
    assert found(one_start, simple(sub("sp"))) == []
