from engine.runtime.checks import decision_type
from tests.engine.runtime.checks.tiny import found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_a_fixed_result_of_another_type_is_refused():
    inside = table("U", ["a"], ["r : string | | 1"], ['1 => "x"', "2 => 2"])

    assert found(decision_type, simple(), dmn=file(decision("b", inside))) == ["b", "b"]


def test_a_fixed_result_outside_the_values_is_refused():
    inside = table("U", ["a"], ['r | "x", "y"'], ['1 => "x"', '2 => "z"', "3 => "])

    assert found(decision_type, simple(), dmn=file(decision("b", inside))) == ["b", "b"]


def test_an_unknown_type_is_refused():
    assert found(
        decision_type, simple(), dmn=file(decision("b", table("U", ["a : tal"], ["r"], ["1 => 1"])))
    ) == ["b"]


def test_results_of_the_type_and_those_that_are_worked_out_are_let_through():
    inside = table("U", ["a : date"], ["r : number | [0..9]"], ["- => 1", "- => a.year", "- => now().year"])

    assert found(decision_type, simple(), dmn=file(decision("b", inside))) == []
