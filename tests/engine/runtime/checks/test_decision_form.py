from engine.runtime.checks import decision_form
from tests.engine.runtime.checks.tiny import found, simple, user


def test_a_form_of_a_decision_without_outcome_and_reason_is_refused():
    assert found(decision_form, simple(user("ut_b", rals_mandate="m_chef", rals_form="f_utan"))) == [
        "ut_b",
        "ut_b",
    ]


def test_a_form_with_both_is_let_through():
    assert found(decision_form, simple(user("ut_b", rals_mandate="m_chef"))) == []


def test_a_task_that_is_no_decision_needs_neither():
    assert found(decision_form, simple(user("ut_b", rals_form="f_utan"))) == []
