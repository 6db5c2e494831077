"""Statements on status reports, on what is decided beside them, and on what is told afterwards: shown by forms and scenarios."""

from datetime import date
from typing import Any

import pytest

from tests.krav.diary import diary, profile

HEADINGS = [
    "Rapporten", "Samlad status", "Delstatus", "Tid", "Kostnad och resurser", "Arbetet", "Risker",
    "Problem och avvikelser", "Beslut som behövs", "Effektmål", "Så långt har vi kommit",
    "Kommunikation, beroenden, överlämning", "Bilagor och fler mottagare",
]  # fmt: skip
PARTS = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
QUESTIONS = {
    "f_arende": {"Vad": "beskrivning", "När och var": "berorda_regionomraden"},
    "f_beredningsunderlag": {"Vad": "bakgrund", "När och var": "resursforslag", "Hur": "riskbild"},
}


def headings(process: str, scenario: str, form: str) -> list[str]:
    """Return the headings at the top of a form."""
    items: Any = diary(process, scenario).forms[form].fields
    return [item.label.sv for item in items if getattr(item, "label", None)]


def faults(scenario: str, form: str, context: dict[str, Any] | None = None, **answers: Any) -> set[str]:
    """Return where a form that was answered in a scenario has faults, with some answers changed."""
    played = diary("statusrapportering", scenario)
    given = played.answered[form]
    checked = played.forms[form].check(
        {**given.answers, **answers}, {**given.context, **(context or {})}, played.now
    )
    return {error.pointer for error in checked.errors}


def parts(**changed: Any) -> dict[str, Any]:
    """Return green parts, but for those that are said."""
    return {one: changed.get(one, {"status": "gron", "trend": "oforandrad"}) for one in PARTS}


@pytest.mark.krav("RH-STAT-01")
def test_a_report_follows_one_template_with_these_headings():
    assert set(HEADINGS) <= set(headings("statusrapportering", "kvitterad", "f_statusrapport"))
    assert diary("implementering", "lopande").model.forms.count("f_statusrapport") == 1


def test_what_is_not_green_needs_a_cause_and_a_measure():
    yellow = {"status": "gul", "trend": "samre"}
    found = faults("kvitterad", "f_statusrapport", delstatus=parts(risk=yellow), status_total="gul")
    assert found == {"/delstatus/risk/kommentar", "/delstatus/risk/atgard", "/kommentar", "/atgard"}


def test_a_whole_that_is_green_while_a_part_is_red_needs_a_reason():
    red = {"status": "rod", "trend": "samre", "kommentar": "Två saknas.", "atgard": "Låna."}
    found = faults("kvitterad", "f_statusrapport", delstatus=parts(kvalitet=red))
    assert found == {"/motivering_gron"}
    reason = {"motivering_gron": "Löst från i morgon."}
    assert faults("kvitterad", "f_statusrapport", delstatus=parts(kvalitet=red), **reason) == set()


@pytest.mark.parametrize(
    ("forecast", "colour", "asked"),
    [
        (104, "gron", set()),
        (106, "gron", {"/delstatus/kostnad/motivering"}),
        (106, "gul", set()),
        (111, "gul", {"/delstatus/kostnad/motivering"}),
        (111, "rod", {"/motivering_gron"}),
    ],
)
def test_a_colour_that_is_better_than_the_deviation_needs_a_reason(
    forecast: int, colour: str, asked: set[str]
):
    said = {} if colour == "gron" else {"kommentar": "Dyrare.", "atgard": "Färre."}
    cost = {"status": colour, "trend": "samre", **said}
    money = {"budget_sek": 100, "prognos_sek": forecast}
    found = faults("kvitterad", "f_statusrapport", delstatus=parts(kostnad=cost), ekonomi=money)
    assert found == asked


def test_a_delay_is_held_against_the_decided_plan_and_the_tolerance_of_the_decision():
    plan = {"st_las_rapportunderlag": {"start": date(2027, 1, 1), "slut": date(2027, 4, 11)}}
    late = {"context": plan, "delstatus": parts(), "prognos_slut": "2027-04-19"}
    assert faults("kvitterad", "f_statusrapport", **late) == {"/delstatus/tid/motivering"}
    decided = {**plan, "ut_besluta_genomforande": {"toleranser": {"tid_procent": 20}}}
    assert faults("kvitterad", "f_statusrapport", **{**late, "context": decided}) == set()


@pytest.mark.krav("RH-IMP-02")
@pytest.mark.parametrize("form", QUESTIONS)
def test_what_when_and_where_and_how_are_headings_that_cannot_be_left_empty(form: str):
    whole = diary("implementering", "effekt_hemtagen")
    given, asked = whole.answered[form], QUESTIONS[form]
    shown = headings("implementering", "effekt_hemtagen", form)
    assert [heading for heading in shown if heading in asked] == list(asked)
    for field in asked.values():
        left = {key: value for key, value in given.answers.items() if key != field}
        errors = whole.forms[form].check(left, given.context, whole.now).errors
        assert [error.pointer for error in errors] == [f"/{field}"]


@pytest.mark.krav("RH-SYF-05")
def test_whoever_decides_on_execution_sees_what_the_units_are_booked_for():
    whole = diary("implementering", "effekt_hemtagen")
    form, given = whole.forms["f_genomforandebeslut"], whole.answered["f_genomforandebeslut"]
    assert "Mottagning Björken: 120 timmar i 2 ärenden" in str(form.view({}, given.context, whole.now))


@pytest.mark.krav("RH-IMP-F-06")
def test_what_has_not_given_its_effect_is_acted_upon_and_measured_again():
    done = [element for element, _ in diary("implementering", "effekt_hemtagen").done]
    acted = done.index("ut_besluta_atgard")
    assert "ut_registrera_matning" in done[:acted]
    assert "ut_registrera_matning" in done[acted:]


@pytest.mark.krav("POP-LED-07")
def test_management_tells_about_the_effects_where_the_profile_says_so():
    told = diary("implementering", "effekter_kommuniceras")
    assert "ut_kommunicera_effekter" in told.tasks("forvaltningsledning", "sp_forvalta_folja_upp")
    assert "ut_kommunicera_effekter" not in dict(diary("implementering", "effekt_hemtagen").done)
    pop = profile("pop")
    assert pop.switches["effekter_kommuniceras"] is True
    assert pop.role_for("forvaltningsledning") is pop.roles["ledning"]
