from engine.runtime.checks import known_outcome
from tests.engine.runtime.checks.tiny import decision, element, flow, found, simple

GATEWAY = element("exclusiveGateway", "gw") + decision("ut_b")


def test_an_outcome_that_the_form_does_not_offer_is_refused():
    assert found(known_outcome, simple(GATEWAY, flow("gw", "e", 'ut_b.utfall = "kanske"'))) == ["f_gw_e"]
    assert found(known_outcome, simple(GATEWAY, flow("gw", "e", 'ut_b.utfall in ("ja", "kanske")'))) == [
        "f_gw_e"
    ]


def test_an_outcome_of_the_form_is_let_through():
    assert found(known_outcome, simple(GATEWAY, flow("gw", "e", 'ut_b.utfall = "ja"'))) == []
