"""Notices: read on a page of their own and over the API, counted beside the name, marked as read."""

from collections.abc import Callable
from typing import Any

import demo
import lending
import pytest
from flask.testing import FlaskClient
from lending import CHAIR
from robot import Robot

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
LEAD = demo.LEAD


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def _mention(robot: Robot, case: str, said: str) -> None:
    lead = robot.get("/me", LEAD)["id"]
    lending.post(robot, CHAIR, f"/cases/{case}/comments", {"text": said, "mentioned": [lead]})


def test_whoever_is_mentioned_finds_it_and_marks_it_as_read(robot: Robot, browse: Browse) -> None:
    case = robot.start(LEAD, demo.START)["id"]
    _mention(robot, case, "Vad säger <b>du</b>?")
    lead = browse(LEAD)

    page = lead.get("/meddelanden").text
    assert f'href="/arenden/{case}"' in page
    assert "&lt;b&gt;du&lt;/b&gt;" in page
    assert '<span class="count">1</span>' in page
    assert "Oläst" in page
    until = page.partition('name="until" value="')[2].partition('"')[0]
    _mention(robot, case, "Och nu?")
    assert lead.post("/meddelanden/lasta", data={"until": until}).location == "/meddelanden"

    page = lead.get("/meddelanden").text
    assert page.index("Och nu?") < page.index("&lt;b&gt;du")
    assert page.count(">Oläst<") == 1
    assert "Inga meddelanden" in browse(CHAIR).get("/meddelanden").text
    assert lead.post("/meddelanden/lasta", data={"until": "i går"}).status_code == 422


def test_notices_are_paged_and_read_over_the_api(robot: Robot, client: FlaskClient) -> None:
    case = robot.start(LEAD, demo.START)["id"]
    for said in ("Ett", "Två", "Tre"):
        _mention(robot, case, said)

    first = robot.get("/me/notices", LEAD, limit=2)
    last = robot.get("/me/notices", LEAD, limit=2, cursor=first["next"])
    assert [one["body"] for one in first["items"] + last["items"]] == ["Tre", "Två", "Ett"]
    assert last["next"] is None

    until: dict[str, Any] = {"until": last["items"][0]["sent_at"]}
    headers = robot.people[LEAD]
    assert client.post("/api/v1/me/notices/read", json=until, headers=headers).status_code == 204
    assert robot.get("/me", LEAD)["unread"] == 2
    assert client.post("/api/v1/me/notices/read", json={"until": "x"}, headers=headers).status_code == 422


def test_a_notice_of_a_case_that_was_shut_since_is_not_shown(
    robot: Robot, browse: Browse, engine: Engine
) -> None:
    case = robot.start(LEAD, {**demo.START, "sekretess": True})["id"]
    other = robot.get("/me", "emma-rydberg")["id"]
    with engine.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO notice (id, person_id, case_id, kind, subject, body, sent_at)"
            " VALUES (gen_random_uuid(), %s, %s, 'followed', 'Hemligt', '', now())",
            (other, case),
        )

    assert "Hemligt" not in browse("emma-rydberg").get("/meddelanden").text
