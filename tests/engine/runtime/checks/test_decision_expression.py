from engine.runtime.checks import decision_expression
from tests.engine.runtime.checks.tiny import found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_each_cell_that_is_not_feel_is_refused():
    inside = table("U", ["a +"], ["r | 1 +"], ["> => 2 +"])

    assert found(decision_expression, simple(), dmn=file(decision("b", inside))) == ["b"] * 4


def test_cells_in_feel_are_let_through():
    inside = table("U", ["a"], ["r"], ['not("x"), [1..5] => a + 1', "- => "])

    assert found(decision_expression, simple(), dmn=file(decision("b", inside))) == []
