from engine.runtime.checks import decision_paths
from tests.engine.runtime.checks.tiny import found, rule, script, simple
from tests.engine.runtime.decisions.written import decision, file, table

DMN = file(
    decision("b", table("U", ["belopp", "ut_a.text"], ["r"], ["> tak ; - => c + arende.rubrik"]), ["c"]),
    decision("c", table("U", ["idag"], ["r"], ["- => slag"])),
)


def test_names_that_are_not_there_are_refused_also_in_what_is_required():
    assert found(decision_paths, simple(rule("brt", "b", belopp="1")), dmn=DMN) == ["brt", "brt"]


def test_a_field_that_the_form_does_not_have_is_refused():
    dmn = file(decision("b", table("U", ["ut_a.finns_inte"], ["r"], ["1 => 2"])))

    assert found(decision_paths, simple(rule("brt", "b")), dmn=dmn) == ["brt"]


def test_parameters_answers_and_required_decisions_are_let_through():
    model = simple(rule("brt", "b", belopp="1", tak="2", slag="ut_a.text"), script("sk", "brt"))

    assert found(decision_paths, model, dmn=DMN) == []


def test_a_table_that_no_task_uses_is_let_be():
    assert found(decision_paths, simple(), dmn=DMN) == []
