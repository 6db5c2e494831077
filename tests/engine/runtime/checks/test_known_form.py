from engine.runtime.checks import known_form
from tests.engine.runtime.checks.tiny import element, found, simple, user


def test_a_task_without_a_form_is_refused():
    assert found(known_form, simple(user("ut_b", rals_form=""))) == ["ut_b"]


def test_a_form_that_does_not_exist_is_refused():
    assert found(known_form, simple(user("ut_b", rals_form="f_borta"))) == ["ut_b"]


def test_a_start_form_that_does_not_exist_is_refused():
    assert found(known_form, simple(element("startEvent", "s2", rals_form="f_borta"))) == ["s2"]


def test_a_form_that_exists_is_let_through():
    assert found(known_form, simple()) == []
