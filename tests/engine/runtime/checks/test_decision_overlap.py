from engine.runtime.checks import decision_overlap
from engine.runtime.checks.subject.subject import subject
from tests.engine.runtime.checks.tiny import KNOWN, found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_two_rules_for_the_same_input_are_a_warning_that_shows_it():
    dmn = file(decision("b", table("U", ["n"], ["r"], ["<= 5 => 1", ">= 5 => 1"]), name="Nivå"))
    (fault,) = decision_overlap.faults(subject({"b.dmn": dmn}, KNOWN))

    assert (fault.element, fault.severity) == ("b", "warning")
    assert fault.text.sv == "Beslutstabellen ”Nivå”: reglerna 1 och 2 gäller båda för n = 5."


def test_what_cannot_be_tried_is_a_warning_that_says_so():
    dmn = file(decision("b", table("A", ["n"], ["r"], ["> tak => 1"])))
    (fault,) = decision_overlap.faults(subject({"b.dmn": dmn}, KNOWN))

    assert "kunde inte prövas" in fault.text.sv


def test_rules_apart_equal_answers_and_other_policies_are_let_through():
    apart = decision("a", table("U", ["n"], ["r"], ["< 5 => 1", ">= 5 => 2"]))
    alike = decision("b", table("A", ["n"], ["r"], ["<= 5 => 1", ">= 5 => 1"]))
    first = decision("c", table("F", ["n"], ["r"], ["<= 5 => 1", ">= 5 => 2"]))

    assert found(decision_overlap, simple(), dmn=file(apart, alike, first)) == []
