import pytest

from engine.runtime.checks import outcome_has_way
from tests.engine.runtime.checks.tiny import END, START, decision, element, flow, found, process, ways


def model(*conditions: str, **task: str) -> bytes:
    gateway = element("exclusiveGateway", "gw", default="f_gw_e")
    ends = [element("endEvent", f"e{at}") + flow("gw", f"e{at}", text) for at, text in enumerate(conditions)]
    return process(
        START, decision("ut_a", rals_form="f_tre", **task), gateway, END, *ends, ways("s ut_a gw e")
    )


@pytest.mark.parametrize("condition", ['ut_a.utfall = "ja"', "arende.brattom = true"])
def test_several_outcomes_that_are_left_to_the_default_are_refused(condition):
    assert found(outcome_has_way, model(condition)) == ["gw"]


def test_one_outcome_that_is_left_to_the_default_is_let_through():
    assert found(outcome_has_way, model('ut_a.utfall = "ja"', 'ut_a.utfall = "nej"')) == []
    assert found(outcome_has_way, model('ut_a.utfall in ("ja", "nej")')) == []


def test_a_gateway_that_chooses_by_a_task_that_decides_nothing_is_let_through():
    assert found(outcome_has_way, model("arende.brattom = true", rals_mandate="")) == []
