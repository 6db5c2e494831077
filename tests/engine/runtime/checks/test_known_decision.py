from engine.runtime.checks import known_decision
from tests.engine.runtime.checks.tiny import element, found, rule, simple
from tests.engine.runtime.decisions.written import decision, file, table

DMN = file(decision("b", table("U", ["a"], ["r"], ["1 => 2"])))


def test_an_unknown_decision_and_none_at_all_are_refused():
    model = simple(rule("brt_a", "c"), element("businessRuleTask", "brt_b"))

    assert found(known_decision, model, dmn=DMN) == ["brt_a", "brt_b"]
    assert found(known_decision, simple(rule("brt_a", "b"))) == ["brt_a"]


def test_a_decision_among_the_files_is_let_through_also_as_spiffworkflow_names_it():
    theirs = element(
        "businessRuleTask",
        "brt_b",
        '<extensionElements xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">'
        "<s:calledDecisionId>b</s:calledDecisionId></extensionElements>",
    )

    assert found(known_decision, simple(rule("brt_a", "b"), theirs), dmn=DMN) == []
