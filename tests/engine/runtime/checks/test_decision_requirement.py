from engine.runtime.checks import decision_requirement
from tests.engine.runtime.checks.tiny import found, simple
from tests.engine.runtime.decisions.written import decision, file, table

TABLE = table("U", ["a"], ["r"], ["1 => 2"])


def test_a_required_decision_that_is_not_there_is_refused():
    assert found(decision_requirement, simple(), dmn=file(decision("b", TABLE, ["c"]))) == ["b"]


def test_a_circle_of_decisions_is_refused():
    circle = file(decision("b", TABLE, ["c"]), decision("c", TABLE, ["b"]))

    assert found(decision_requirement, simple(), dmn=circle) == ["b", "c"]


def test_requirements_that_lead_onwards_are_let_through():
    onwards = file(decision("b", TABLE, ["c"]), decision("c", TABLE))

    assert found(decision_requirement, simple(), dmn=onwards) == []
