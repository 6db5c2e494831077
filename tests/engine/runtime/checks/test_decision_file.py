from engine.runtime.checks import decision_file
from tests.engine.runtime.checks.tiny import found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_decision_logic_that_is_no_table_is_refused():
    literal = decision("b", "<literalExpression><text>1</text></literalExpression>")

    assert found(decision_file, simple(), dmn=file(literal)) == ["b"]


def test_a_file_that_is_no_dmn_is_refused():
    assert found(decision_file, simple(), dmn=b"<definitions/>") == [None]


def test_a_table_is_let_through():
    assert found(decision_file, simple(), dmn=file(decision("b", table("U", ["a"], ["r"], ["1 => 2"])))) == []
