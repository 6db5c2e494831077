from engine.runtime.checks import decision_gap
from engine.runtime.checks.subject.subject import subject
from tests.engine.runtime.checks.tiny import KNOWN, found, simple
from tests.engine.runtime.decisions.written import decision, file, table


def test_an_input_that_no_rule_is_for_is_a_warning_that_shows_it():
    dmn = file(decision("b", table("U", ["n"], ["r"], ["< 5 => 1", "> 5 => 2"]), name="Nivå"))
    (fault,) = decision_gap.faults(subject({"b.dmn": dmn}, KNOWN))

    assert (fault.element, fault.severity) == ("b", "warning")
    assert fault.text.sv == "Beslutstabellen ”Nivå” har ingen regel för n = 5."


def test_what_cannot_be_tried_is_a_warning_that_says_so():
    dmn = file(decision("b", table("F", ["n"], ["r"], ["> tak => 1"]), name="Nivå"))
    (fault,) = decision_gap.faults(subject({"b.dmn": dmn}, KNOWN))

    assert "kunde inte prövas" in fault.text.sv
    assert fault.severity == "warning"


def test_a_table_without_gaps_with_a_default_or_of_many_answers_is_let_through():
    whole = decision("a", table("F", ["n"], ["r"], ["< 5 => 1", "- => 2"]))
    default = decision("b", table("U", ["n"], ["r | | 0"], ["< 5 => 1"]))
    many = decision("c", table("C", ["n"], ["r"], ["< 5 => 1"]))

    assert found(decision_gap, simple(), dmn=file(whole, default, many)) == []


def test_a_table_with_other_faults_is_not_tried():
    broken = decision("b", table("U", ["n"], ["r"], ["< 5 ; 1 => 1"]))

    assert found(decision_gap, simple(), dmn=file(broken)) == []
