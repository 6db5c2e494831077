from engine.runtime.checks import decision_hit_policy
from tests.engine.runtime.checks.tiny import found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_a_sum_over_two_outputs_is_refused():
    summed = table("C+", ["a"], ["r", "s"], ["1 => 2 ; 3"])

    assert found(decision_hit_policy, simple(), dmn=file(decision("b", summed))) == ["b"]


def test_a_sum_over_one_output_is_let_through():
    assert (
        found(decision_hit_policy, simple(), dmn=file(decision("b", table("C+", ["a"], ["r"], ["1 => 2"]))))
        == []
    )
