"""Comments: whoever sees a case can comment, mentioned people are told, and what is withdrawn leaves a line."""

from typing import Any

import demo
import lending
from robot import Robot
from sqlalchemy import text

from engine.door import Engine

CHAIR, MEMBER = "maria-lindqvist", "emma-rydberg"


def _notices(engine: Engine, person: str) -> list[Any]:
    with engine.database.snapshot() as connection:
        found = text(
            "SELECT n.subject, n.body FROM notice n JOIN person p ON p.id = n.person_id WHERE p.key = :key"
        )
        return list(connection.execute(found, {"key": person}))


def _say(robot: Robot, who: str, case: str, said: str, code: int = 201, **more: Any) -> Any:
    return lending.post(robot, who, f"/cases/{case}/comments", {"text": said, **more}, code)


def test_a_comment_has_its_author_role_time_and_task_and_is_counted_in_lists(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    task = robot.get("/tasks", CHAIR, case=case)["items"][0]["id"]

    _say(robot, CHAIR, case, "Vi behöver underlag först.", task_id=task)

    (one,) = robot.get(f"/cases/{case}/comments", demo.LEAD)["items"]
    assert one["text"] == "Vi behöver underlag först."
    assert one["person"] == "Maria Lindqvist"
    assert one["task"] == "Besluta om hantering"
    assert one["mine"] is False
    assert robot.get("/tasks", CHAIR, case=case)["items"][0]["comments"] == 1
    assert robot.get(f"/cases/{case}", CHAIR)["comments"] == 1
    line = robot.get(f"/cases/{case}/trail", CHAIR)["items"][0]
    assert (line["kind"], line["person"]) == ("comment-written", "Maria Lindqvist")


def test_who_is_mentioned_by_choice_or_by_name_is_told_once(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    chosen = robot.get("/me", MEMBER)["id"]

    _say(robot, CHAIR, case, "Hej @hanna virtanen, vad säger du? @Hanna Virtanen", mentioned=[chosen])
    _say(robot, CHAIR, case, "Skriv till hanna virtanen eller @Hanna Virtanens chef.")

    ((subject, body),) = _notices(engine, demo.LEAD)
    assert subject.startswith("Maria Lindqvist nämner dig i ARB-")
    assert body.startswith("Hej @hanna virtanen")
    assert len(_notices(engine, MEMBER)) == 1
    first = robot.get(f"/cases/{case}/comments", CHAIR)["items"][0]
    assert first["mentioned"] == ["Emma Rydberg", "Hanna Virtanen"]


def test_a_withdrawn_comment_leaves_a_line_without_its_text(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    made = _say(robot, CHAIR, case, "Det här var fel.")["id"]
    address = f"/comments/{made}/withdraw"

    assert "skrev" in lending.post(robot, demo.LEAD, address, code=403)["detail"]
    lending.post(robot, CHAIR, address, code=204)
    lending.post(robot, CHAIR, address, code=409)

    (one,) = robot.get(f"/cases/{case}/comments", demo.LEAD)["items"]
    assert one["text"] is None
    assert one["withdrawn_at"]
    assert robot.get(f"/cases/{case}", CHAIR)["comments"] == 0
    assert robot.get(f"/cases/{case}/trail", CHAIR)["items"][0]["kind"] == "comment-withdrawn"


def test_nothing_is_said_or_told_to_others_in_a_secret_case(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    outsider = robot.get("/me", MEMBER)["id"]

    _say(robot, MEMBER, case, "Får jag?", code=404)
    _say(robot, demo.LEAD, case, "Titta", code=422, mentioned=[outsider])
    _say(robot, demo.LEAD, case, "Titta @Emma Rydberg och @Maria Lindqvist")

    assert _notices(engine, MEMBER) == []
    assert len(_notices(engine, CHAIR)) == 1
    assert MEMBER not in str(robot.get(f"/cases/{case}/people", demo.LEAD))


def test_an_empty_or_endless_comment_is_refused_and_one_needs_a_role(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]

    _say(robot, CHAIR, case, "   ", code=422)
    _say(robot, CHAIR, case, "x" * 5001, code=422)
    _say(robot, "olga-ivanova", case, "Hej", code=403)
    _say(robot, CHAIR, case, "Hej", code=404, task_id=case)
