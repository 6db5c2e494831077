"""The doer asks another person for help: the helper writes, the doer decides and hands in."""

from io import BytesIO
from typing import Any

import pytest
import team
from flask.testing import FlaskClient
from robot import Robot
from team import CHIEF, FATIMA, GUSTAV, send

from engine.door import Engine

HELPER = "olga-ivanova"  # holds no role at all
FIRST = {"underlag": "Början."}
WRITTEN = {"underlag": "Början och slutet."}


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return team.settle(engine, client, team.user("ut_skriv") + team.flows("se", "ut_skriv", "end"))


@pytest.fixture
def case(robot: Robot) -> str:
    return team.start(robot)


@pytest.fixture
def path(robot: Robot, case: str) -> str:
    return f"/tasks/{team.tasks(robot, case)['ut_skriv']['id']}"


def ask(robot: Robot, path: str, who: str = FATIMA, helper: str = HELPER) -> Any:
    body = {"person": team.id_of(robot, helper), "note": "Skriv slutet."}
    return send(robot, who, f"{path}/help", body)


def draft(robot: Robot, path: str, who: str, answers: dict[str, str]) -> int:
    code: int = send(robot, who, f"{path}/draft", {"answers": answers}, "PUT").status_code
    return code


def helping(robot: Robot, who: str = HELPER) -> list[str]:
    return [one["help"]["note"] for one in robot.get("/tasks", who, whose="helping")["items"]]


def test_the_helper_writes_and_gives_back_and_the_doer_completes(robot: Robot, case: str, path: str) -> None:
    assert draft(robot, path, FATIMA, FIRST) == 200
    asked = ask(robot, path)
    assert (asked.status_code, asked.json["assignee"]["name"]) == (200, "Fatima Rahimi")
    assert (asked.json["help"]["state"], asked.json["help"]["helper"]) == ("asked", "Olga Ivanova")
    assert asked.json["may_work"] is False

    assert helping(robot) == ["Skriv slutet."]
    seen = robot.get(path, HELPER)
    assert (seen["helps"], seen["may_work"], seen["draft"]) == (True, False, FIRST)
    assert draft(robot, path, HELPER, WRITTEN) == 200
    assert send(robot, HELPER, f"{path}/give-back", {"reply": "Klart."}).status_code == 204

    assert helping(robot) == []
    back = robot.get(path, FATIMA)
    assert (back["help"]["state"], back["help"]["reply"], back["draft"]) == ("given", "Klart.", WRITTEN)
    assert send(robot, FATIMA, f"{path}/complete", {"answers": back["draft"]}).status_code == 200
    told = [
        (one["kind"], one["person"], one["details"]["persons"][0]["namn"])
        for one in team.trail(robot, case)
        if one["kind"].startswith("task-help")
    ]
    assert told == [
        ("task-help-asked", "Fatima Rahimi", "Olga Ivanova"),
        ("task-help-given", "Olga Ivanova", "Fatima Rahimi"),
    ]


def test_the_helper_neither_completes_nor_claims_nor_passes_the_task_on(robot: Robot, path: str) -> None:
    ask(robot, path)

    for way, body in (
        ("complete", {"answers": WRITTEN}),
        ("claim", None),
        ("help", {"person": team.id_of(robot, GUSTAV)}),
        ("assign", {"person": team.id_of(robot, GUSTAV)}),
        ("take-back", None),
    ):
        assert send(robot, HELPER, f"{path}/{way}", body).status_code == 403, way


def test_a_helper_who_holds_the_role_does_not_decide_either(robot: Robot, path: str) -> None:
    ask(robot, path, helper=GUSTAV)

    assert send(robot, GUSTAV, f"{path}/complete", {"answers": WRITTEN}).status_code == 409
    assert draft(robot, path, GUSTAV, WRITTEN) == 200


def test_the_doer_takes_the_task_back_at_any_time_with_what_is_written(robot: Robot, path: str) -> None:
    ask(robot, path)
    assert draft(robot, path, HELPER, WRITTEN) == 200
    # Only one writes at a time.
    assert draft(robot, path, FATIMA, FIRST) == 409
    assert send(robot, FATIMA, f"{path}/complete", {"answers": FIRST}).status_code == 409

    for _ in range(2):
        back = send(robot, FATIMA, f"{path}/take-back")
        assert (back.status_code, back.json["help"]["state"], back.json["draft"]) == (200, "ended", WRITTEN)
    assert draft(robot, path, HELPER, FIRST) == 403
    assert send(robot, HELPER, f"{path}/give-back", {}).status_code == 403
    assert helping(robot) == []


def test_to_ask_and_to_give_back_twice_is_once_and_another_helper_is_a_conflict(
    robot: Robot, case: str, path: str
) -> None:
    assert [ask(robot, path).status_code for _ in range(2)] == [200, 200]
    assert ask(robot, path, helper=GUSTAV).status_code == 409
    assert ask(robot, path, helper=FATIMA).status_code == 422
    assert [send(robot, HELPER, f"{path}/give-back", {}).status_code for _ in range(2)] == [204, 204]
    kinds = [one["kind"] for one in team.trail(robot, case)]
    assert (kinds.count("task-help-asked"), kinds.count("task-help-given")) == (1, 1)


def test_nobody_else_asks_for_help_or_gives_back(robot: Robot, path: str) -> None:
    assert ask(robot, path, who="hanna-virtanen").status_code == 403
    assert ask(robot, path, who=CHIEF).status_code == 403
    ask(robot, path)
    for who in (GUSTAV, "hanna-virtanen", "stefan-aberg"):
        assert send(robot, who, f"{path}/give-back", {}).status_code == 403
    assert send(robot, GUSTAV, f"{path}/take-back").status_code == 409


def test_a_manager_who_gives_the_task_to_another_ends_the_help(robot: Robot, path: str) -> None:
    draft(robot, path, FATIMA, FIRST)
    ask(robot, path)

    moved = send(robot, CHIEF, f"{path}/assign", {"person": team.id_of(robot, GUSTAV)})

    assert (moved.json["assignee"]["name"], moved.json["help"]["state"]) == ("Gustav Lindholm", "ended")
    assert helping(robot) == []
    assert send(robot, GUSTAV, f"{path}/complete", {"answers": WRITTEN}).status_code == 200


def test_files_go_with_the_draft_so_that_the_doer_can_hand_them_in(
    engine: Engine, client: FlaskClient
) -> None:
    form = team.FORM.replace(
        b'"components": [',
        b'"components": [{"type": "filepicker", "id": "fil", "key": "fil", "label": "Fil", "properties": {"label_en": "File"}},',
    )
    body = team.user("ut_skriv") + team.flows("se", "ut_skriv", "end")
    robot = team.settle(engine, client, body, form)
    path = f"/tasks/{team.tasks(robot, team.start(robot))['ut_skriv']['id']}"
    ask(robot, path, helper=GUSTAV)
    sent = {"file": (BytesIO(b"%PDF-1.4"), "a.pdf")}
    kept = robot.client.post("/api/v1/files", data=sent, headers=robot.people[GUSTAV]).json
    assert draft(robot, path, GUSTAV, {**WRITTEN, "fil": [kept]}) == 200
    send(robot, GUSTAV, f"{path}/give-back", {})

    answers = robot.get(path, FATIMA)["draft"]

    assert answers["fil"][0]["id"] == kept["id"]
    done = send(robot, FATIMA, f"{path}/complete", {"answers": answers})
    assert done.status_code == 200, done.json
