"""Steps of the walk of a benefit goal: what measuring and its tasks have to do with each other, and what is measured no more."""

from datetime import date, timedelta
from typing import Any

import lending
from benefit_case import END, GOAL, MEASURE, OWNER, UNITS, BenefitCase

FIRST, SECOND = UNITS
_, OTHER = UNITS.values()


def send(case: BenefitCase, who: str, *rows: str, dry_run: bool = False) -> Any:
    return case.robot.client.post(
        f"/api/v1/cases/{case.id}/measurements/import?dry_run={int(dry_run)}",
        data="\n".join(("effektmål;enhet;värde;matdatum;källa", *rows)).encode(),
        content_type="text/csv",
        headers=case.robot.people[who],
    )


def complete(case: BenefitCase, who: str, task: Any, answers: Any) -> Any:
    return case.robot.client.post(
        f"/api/v1/tasks/{task['id']}/complete", json={"answers": answers}, headers=case.robot.people[who]
    )


def a_suspended_case_takes_no_values(case: BenefitCase) -> None:
    def intervene(what: str) -> None:
        lending.post(
            case.robot, "stefan-aberg", f"/cases/{case.id}/{what}", {"reason": "Vi väntar."}, code=204
        )

    intervene("suspend")
    item = {"goal": case.goal()["id"], "value": "26"}
    refused = lending.post(case.robot, OWNER, f"/cases/{case.id}/measurements", {"items": [item]}, code=409)
    assert "pausat" in refused["detail"]
    assert send(case, OWNER, f"{GOAL};{FIRST};1;{case.robot.today()};").status_code == 409
    intervene("resume")


def what_was_asked_for_is_done_with_the_value(case: BenefitCase) -> None:
    (open_one,) = case.open(MEASURE)
    assert open_one["holders"] == ["Ahmed Hassan"]
    assert [(one["unit_name"], one["late"]) for one in case.goal()["units"]] == [
        (FIRST, False),
        (SECOND, True),
    ]
    done = [
        (one["element_id"], one["person"], one["role"])
        for one in case.robot.get(f"/cases/{case.id}/trail", OWNER, limit=200)["items"]
        if one["kind"] == "task-completed" and one["element_id"] == MEASURE
    ]
    assert done == [(MEASURE, "Emma Rydberg", "Chef")]
    (following,) = case.open("ut_folj_upp_enhet")
    assert following["holders"] == ["Emma Rydberg"]


def whoever_may_not_do_the_task_leaves_it(case: BenefitCase) -> None:
    row = f"{GOAL};{SECOND};27;{case.robot.today()};"
    sent = send(case, OWNER, row).json
    assert (sent["written"], sent["completed"], sent["left"]) == (1, 0, 1)
    assert len(case.open(MEASURE)) == 1

    again = send(case, OTHER, row, dry_run=True).json
    assert (again["written"], again["completed"], again["left"]) == (0, 1, 0)


def no_day_is_measured_before_it_has_come(case: BenefitCase) -> None:
    (task,) = case.open(MEASURE)
    tomorrow = (case.robot.today() + timedelta(days=1)).isoformat()
    refused = complete(case, OTHER, task, {"varde": 27, "matdatum": tomorrow})
    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json["errors"]] == ["/answers/matdatum"]


def it_is_not_measured_after_its_last_day(case: BenefitCase) -> None:
    (task,) = case.open("ut_besluta_atgard")
    after = str(date.fromisoformat(END) + timedelta(days=1))
    refused = complete(case, OWNER, task, {"utfall": "mat_igen", "nasta_matdatum": after})
    assert refused.status_code == 422
    assert [(one["pointer"], one["detail"]) for one in refused.json["errors"]] == [
        ("/answers/nasta_matdatum", f"Välj ett datum senast {END}.")
    ]


def what_is_written_off_is_measured_no_more(case: BenefitCase) -> None:
    refused = send(case, OWNER, f"{GOAL};{FIRST};25;{case.robot.today()};")
    assert refused.status_code == 422
    assert (
        refused.json["errors"][0]["detail"]
        == "Rad 2: effektmål: Målet är avskrivet och mäts inte mer. Ta bort raden."
    )
    item = {"goal": case.goal()["id"], "value": "25"}
    refused = lending.post(case.robot, OWNER, f"/cases/{case.id}/measurements", {"items": [item]}, code=422)
    assert refused["errors"][0]["pointer"] == "/items/0/goal"
