from engine.runtime.checks import decision_cells
from tests.engine.runtime.checks.tiny import found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_a_rule_with_a_cell_too_many_is_refused():
    assert found(
        decision_cells, simple(), dmn=file(decision("b", table("U", ["a"], ["r"], ["1 ; 1 => 2"])))
    ) == ["b"]


def test_a_cell_for_each_column_is_let_through():
    inside = table("U", ["a", "b"], ["r", "s"], ["1 ; - => 2 ; 3"])

    assert found(decision_cells, simple(), dmn=file(decision("b", inside))) == []
