from engine.runtime.checks import decision_has_mandate
from tests.engine.runtime.checks.tiny import element, flow, found, simple, user

CHOICE = element("exclusiveGateway", "gw") + flow("gw", "e", 'ut_b.utfall = "ja"')


def test_an_outcome_that_a_choice_reads_needs_a_mandate():
    assert found(decision_has_mandate, simple(CHOICE, user("ut_b"))) == ["ut_b"]


def test_an_outcome_with_a_mandate_is_let_through():
    assert found(decision_has_mandate, simple(CHOICE, user("ut_b", rals_mandate="m_chef"))) == []


def test_a_choice_by_another_field_is_let_through():
    choice = element("exclusiveGateway", "gw") + flow("gw", "e", 'ut_b.text = "ja"')

    assert found(decision_has_mandate, simple(choice, user("ut_b"))) == []


def test_a_form_with_outcomes_needs_a_mandate():
    assert found(decision_has_mandate, simple(user("ut_b", rals_form="f_beslut"))) == ["ut_b"]
