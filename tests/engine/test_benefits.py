"""Benefit goals from roll-out to the end: measured for months, assessed, and written off by the right ones only."""

from datetime import date, timedelta

import benefit_case
import lending
import measuring_steps as steps
import pytest
from benefit_case import CHAIR, END, GOAL, MEASURE, OWNER, UNITS, BenefitCase
from flask.testing import FlaskClient
from robot import swedish_day

from engine.door import Engine

FIRST, SECOND = UNITS
_, OTHER = UNITS.values()
# Who becomes the manager of the first unit after the roll-out.
MANAGER = "emma-rydberg"
LATER = str(date.fromisoformat(END) + timedelta(days=184))
JUDGED = {
    "bedomning": "ej_uppnatt",
    "prognos": "Vi når 15 dagar.",
    "prognosvarde": 15,
    "atgard": "Fler tider på kvällar.",
    "nytt_slutdatum": LATER,
}
LIFTED = {"utfall": "lyft", "motivering": "Målet är inte längre aktuellt."}


@pytest.fixture
def case(engine: Engine, client: FlaskClient) -> BenefitCase:
    """The case when its units are asked to measure for the first time."""
    return benefit_case.rolled_out(engine, client, {"ut_folj_upp_effektmal": JUDGED})


@pytest.mark.krav("RH-IMP-F-03", "RH-IMP-F-05", "RH-ROLE-CHEF-05", "RH-ROLE-CHEF-06", "RH-ROLE-UA-12")
def test_a_goal_is_followed_for_months_after_the_roll_out_until_it_is_written_off(case: BenefitCase) -> None:
    the_managers_of_today_are_asked(case)
    a_missed_measurement_shows(case)
    files_are_taken_by_those_who_may_measure_there(case)
    files_are_taken_whole_or_not_at_all(case)
    steps.a_suspended_case_takes_no_values(case)
    a_value_sent_again_is_not_doubled_and_another_corrects_it(case)
    steps.what_was_asked_for_is_done_with_the_value(case)
    steps.whoever_may_not_do_the_task_leaves_it(case)
    steps.no_day_is_measured_before_it_has_come(case)
    what_is_assessed_is_kept(case)
    steps.it_is_not_measured_after_its_last_day(case)
    it_is_measured_again_on_the_day_that_the_owner_chose(case)
    only_the_management_team_writes_off(case)
    steps.what_is_written_off_is_measured_no_more(case)
    what_was_realised_is_reported(case)


def the_managers_of_today_are_asked(case: BenefitCase) -> None:
    held = {one["role"] for one in case.robot.get(f"/cases/{case.id}/roles", OWNER)["items"] if one["now"]}
    assert ("uppdragsagare" in held, "projektledare" in held) == (True, False)
    assert {(one["item"], *one["holders"]) for one in case.open(MEASURE)} == {
        (GOAL, "Eva Lundgren"),
        (GOAL, "Ahmed Hassan"),
    }
    unit = next(one["unit"] for one in case.goal()["units"] if one["unit_name"] == FIRST)
    person = case.robot.get("/me", MANAGER)["id"]
    sent = {"role": "chef", "scope": unit, "person": person}
    lending.post(case.robot, "stefan-aberg", "/role-assignments", sent, code=204)

    assert {tuple(one["holders"]) for one in case.open(MEASURE)} == {("Emma Rydberg",), ("Ahmed Hassan",)}
    goal = case.robot.get(f"/cases/{case.id}/goals", OWNER)
    assert goal["owners"] == ["Johan Bergström"]
    assert {one["unit_name"]: one["managers"] for one in goal["items"][0]["units"]} == {
        FIRST: ["Emma Rydberg"],
        SECOND: ["Ahmed Hassan"],
    }


def a_missed_measurement_shows(case: BenefitCase) -> None:
    asked = str(swedish_day(case.open(MEASURE)[0]["due_at"]))
    assert (case.goal()["next_on"], case.goal()["late"]) == (asked, False)
    case.robot.advance("P15D")

    assert case.goal()["late"]
    assert [one["late"] for one in case.goal()["units"]] == [True, True]
    assert [one["late"] for one in case.robot.get("/benefits", OWNER, case=case.id)["items"]] == [True]


def files_are_taken_by_those_who_may_measure_there(case: BenefitCase) -> None:
    row = f"{GOAL};{FIRST};1;{case.robot.today()};"
    codes = {who: steps.send(case, who, row, dry_run=True).status_code for who in case.robot.people}
    # The other manager may measure in the case, but not in this unit.
    assert {who for who, code in codes.items() if code == 200} == {MANAGER, OWNER}
    assert {who for who, code in codes.items() if code != 403} == {MANAGER, OWNER, OTHER}


def files_are_taken_whole_or_not_at_all(case: BenefitCase) -> None:
    today = case.robot.today().isoformat()
    good, other = f"{GOAL};{FIRST};28,5;{today};", f"{GOAL};{SECOND};28;{today};"
    unread = steps.send(case, MANAGER, good, f"{GOAL};Okänd;mycket;{today};")
    assert unread.status_code == 422
    assert [one["detail"] for one in unread.json["errors"]] == [
        "Rad 3: enhet Okänd finns inte.",
        "Rad 3: värde ska vara ett tal som 12,5 och inte mycket.",
    ]
    later, again = f"{GOAL};granvik-bmm;1;2099-01-01;", f"{GOAL};granvik-bmm;29;{today};"
    refused = steps.send(case, MANAGER, good, other, later, again)
    # A row twice is wrong in both places.
    assert [one["pointer"] for one in refused.json["errors"]] == [f"/lines/{n}" for n in (2, 3, 4, 5)]
    assert case.goal()["measurements"] == []


def a_value_sent_again_is_not_doubled_and_another_corrects_it(case: BenefitCase) -> None:
    today = case.robot.today().isoformat()
    row, blank = f"{GOAL};{FIRST};28,5;{today};Kallelser", f"{GOAL};{FIRST};;{today};"
    seen = steps.send(case, MANAGER, row, blank, dry_run=True).json
    assert (seen["written"], seen["blank"], seen["items"][0]["effect"]) == (1, 1, "new")
    assert (seen["completed"], seen["left"]) == (1, 0)
    assert (case.goal()["measurements"], len(case.open(MEASURE))) == ([], 2)
    # What was measured before this round began says nothing of it.
    old = f"{GOAL};{SECOND};28;{case.robot.today() - timedelta(days=120)};"
    assert steps.send(case, OTHER, old, dry_run=True).json["left"] == 0

    assert [steps.send(case, MANAGER, row).json["written"] for _ in range(2)] == [1, 0]
    goal = case.goal()["id"]
    unit = next(one["unit"] for one in case.goal()["units"] if one["unit_name"] == FIRST)
    item = {"goal": goal, "unit": unit, "value": "26", "measured_on": today}
    for _ in range(2):
        lending.post(case.robot, MANAGER, f"/cases/{case.id}/measurements", {"items": [item]}, code=200)
    lending.post(
        case.robot, OTHER, f"/cases/{case.id}/measurements", {"items": [{**item, "value": "1"}]}, code=422
    )

    assert [(one["value"], one["corrected"]) for one in case.goal()["measurements"]] == [
        ("28.5", True),
        ("26", False),
    ]
    total = case.goal()["total"]
    assert (total["value"], total["how"], total["units"], case.goal()["realised"]) == ("26", "mean", 1, 20)


def what_is_assessed_is_kept(case: BenefitCase) -> None:
    case.until("ut_besluta_atgard")

    said = case.goal()["history"][0]
    assert (said["assessment"], said["forecast"], said["forecast_value"], said["who"]) == (
        *("ej_uppnatt", "Vi når 15 dagar.", "15"),
        "Johan Bergström",
    )
    assert (said["action"], said["end_on"], said["decision"]) == (
        "Fler tider på kvällar.",
        LATER,
        None,
    )
    adopted = next(one for one in case.goal()["history"] if one["decision"])
    assert (adopted["status"], adopted["decision"]["mandate"]) == ("beslutat", "arende.genomforande")
    assert case.goal()["end_on"] == END


def it_is_measured_again_on_the_day_that_the_owner_chose(case: BenefitCase) -> None:
    task = case.open("ut_besluta_atgard")[0]
    chosen = case.robot.today() + timedelta(days=100)
    case.answers["ut_besluta_atgard"] = {"utfall": "mat_igen", "nasta_matdatum": str(chosen)}
    assert case.robot.complete(OWNER, task)
    assert (case.open(MEASURE), case.goal()["next_on"], case.goal()["late"]) == ([], str(chosen), False)

    case.until(MEASURE)

    assert chosen <= case.robot.today() <= chosen + timedelta(days=31)
    assert len(case.open(MEASURE)) == 2
    case.answers["ut_besluta_atgard"] = LIFTED
    case.until("ut_besluta_avvikelse")


def only_the_management_team_writes_off(case: BenefitCase) -> None:
    task = case.open("ut_besluta_avvikelse")[0]
    answers = {
        "utfall": "avskriv",
        "berorda_effektmal": [{"id": case.goal()["id"]}],
        "beslutsfattare": {"id": case.robot.get("/me", CHAIR)["id"]},
    }
    team = case.members("forvaltningsledning")
    codes = {who: steps.complete(case, who, task, answers).status_code for who in case.robot.people}
    assert {who for who, code in codes.items() if code != 403} == team
    # Whoever may still has to say why.
    assert {codes[who] for who in team} == {422}
    assert case.goal()["status"] == "beslutat"

    done = steps.complete(case, CHAIR, task, {**answers, "motivering": "Underlaget var fel."})

    assert done.status_code == 200, done.get_data(as_text=True)
    said = case.goal()["history"][0]
    assert (case.goal()["status"], said["status"]) == ("avskrivet", "avskrivet")
    decision = said["decision"]
    assert (decision["mandate"], decision["decider"]) == ("arende.storre_beslut", "Maria Lindqvist")
    assert (decision["reason"], "RH-ROLE-UA-08" in decision["statements"]) == ("Underlaget var fel.", True)
    trail = case.robot.get(f"/cases/{case.id}/trail", OWNER)["items"]
    assert any(
        one["element_id"] == "ut_besluta_avvikelse" and one["kind"] == "task-completed" for one in trail
    )
    assert (case.goal()["next_on"], case.goal()["late"]) == (None, False)


def what_was_realised_is_reported(case: BenefitCase) -> None:
    page = case.robot.get("/benefits", OWNER)

    assert page["counts"] == {
        "reached": 0,
        "on_way": 0,
        "not_reached": 0,
        "not_judged": 0,
        "written_off": 1,
    }
    area = page["areas"][0]
    assert (area["name"], [one["name"] for one in area["within"]]) == ("Regionområde Norr", [FIRST, SECOND])
    assert [one["name"] for one in page["owners"]] == ["Johan Bergström"]
    table = case.robot.client.get("/api/v1/benefits?format=csv", headers=case.robot.people[OWNER]).text
    assert f"{GOAL};dagar;30;10;" in table
    assert "Avskrivet" in table
