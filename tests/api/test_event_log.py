"""The event log, read by a reader of its own and held against what the trails of played cases say."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import demo
import pytest
import timed
import xes_reader
from robot import Robot
from server import Server
from sqlalchemy import text

from api.shapes.event_log import pieces
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.reports.event_log import EventLog, events

READER, ADMINISTRATOR = "emma-rydberg", "stefan-aberg"


@pytest.fixture
def demo_url(server: Server, played: str) -> Iterator[str]:
    url = server.copy(played)
    yield url
    server.drop(url)


def asked(robot: Robot, who: str = READER, **query: Any) -> dict[str, dict[str, Any]]:
    found = robot.get("/lead-times", who, process="implementering", **query)["items"]
    return {one["key"]: one for one in found}


def fetch(robot: Robot, who: str, kind: str, **query: Any) -> bytes:
    asked = {"process": "implementering", "format": kind, **query}
    answer = robot.client.get("/api/v1/event-log", query_string=asked, headers=robot.people[who])
    assert answer.status_code == 200, answer.data
    return bytes(answer.data)


def numbers(data: bytes) -> set[str]:
    return {one.attributes["concept:name"] for one in xes_reader.read(data).traces}


def log_of_rals(engine: Engine) -> Iterable[bytes]:
    return pieces("xes", "Allt", events(lambda page: engine.ask(page, RALS), EventLog(engine.now())))


def test_the_event_log_has_one_event_for_each_completed_step(engine: Engine, robot: Robot) -> None:
    log = xes_reader.read(fetch(robot, ADMINISTRATOR, "xes"))

    found = sorted(
        (one.attributes["concept:name"], event["rals:element"], event["time:timestamp"])
        for one in log.traces
        for event in one.events
    )
    # XES has thousandths of a second.
    expected = sorted((one.case, one.element, _thousandths(one.at)) for one in timed.done(engine))
    assert found == expected
    assert len({one.attributes["concept:name"] for one in log.traces}) == len(log.traces) == 3
    every = [event for one in log.traces for event in one.events]
    assert {event["lifecycle:transition"] for event in every} == {"complete"}
    decided = [event for event in every if event["rals:element"] == "ut_besluta_hantering"]
    assert {(event["org:role"], event["rals:outcome"]) for event in decided} == {
        ("Förvaltningsledningen", "bereda")
    }
    for one in log.traces:
        assert [event["time:timestamp"] for event in one.events] == sorted(
            event["time:timestamp"] for event in one.events
        )


def _thousandths(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def test_the_event_log_names_nobody_and_is_the_same_as_csv(engine: Engine, robot: Robot) -> None:
    data = fetch(robot, ADMINISTRATOR, "xes").decode()
    with engine.database.snapshot() as connection:
        people = connection.execute(text("SELECT name, key, id::text FROM person")).all()
    assert [word for row in people for word in row if word in data] == []
    rows = list(csv.DictReader(io.StringIO(fetch(robot, ADMINISTRATOR, "csv").decode())))
    log = xes_reader.read(data.encode())
    assert [row["rals:element"] for row in rows] == [
        e["rals:element"] for one in log.traces for e in one.events
    ]
    assert {row["org:group"] for row in rows} > {"", "Regionområde Norr"}
    refused = robot.client.get("/api/v1/event-log?process=implementering", headers=robot.people[READER])
    assert refused.status_code == 403
    assert "administratör" in refused.json["detail"]


def test_a_log_is_read_page_by_page_and_nothing_falls_between(engine: Engine, robot: Robot) -> None:
    whole = EventLog(engine.now(), "implementering")
    pages = []

    def ask(log: EventLog) -> Any:
        pages.append(engine.ask(log, RALS))
        return pages[-1]

    few = list(events(ask, EventLog(whole.until, "implementering", limit=4)))

    assert len(pages) > 7
    assert few == list(events(lambda log: engine.ask(log, RALS), whole))
    assert len({one.id for one in few}) == len(few) == len(timed.done(engine))
    assert list(events(ask, EventLog(few[0].case_started_at, "implementering"))) == []


def test_what_was_taken_back_is_no_event_until_it_is_completed_again(engine: Engine, robot: Robot) -> None:
    who, task = taken_back(robot)

    def logged() -> list[str]:
        rows = csv.DictReader(io.StringIO(fetch(robot, ADMINISTRATOR, "csv").decode()))
        return sorted(row["rals:element"] for row in rows)

    before = [one.element for one in timed.done(engine)]
    assert task["id"] not in {one.task for one in timed.done(engine)}
    assert logged() == sorted(before)
    assert robot.complete(who, task)
    assert logged() == sorted([*before, task["element_id"]])


def taken_back(robot: Robot) -> tuple[str, dict[str, Any]]:
    """Complete the first open task that can be taken back, and take it back; return whose it is, and it."""
    for who in robot.people:
        for task in robot.get("/tasks", who)["items"]:
            if robot.complete(who, task):
                path = f"/api/v1/tasks/{task['id']}/recall"
                if robot.client.post(path, headers=robot.people[who]).status_code == 200:
                    return who, task
    raise AssertionError("nothing can be taken back")


def test_what_another_organisation_does_is_in_neither(engine: Engine, robot: Robot) -> None:
    before = timed.done(engine)
    moved = before[0].case
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "INSERT INTO organisation (id, key, name, profile_hash) SELECT gen_random_uuid(), 'annan', 'Annan', profile_hash"
                " FROM organisation"
            )
        )
        connection.execute(
            text(
                """UPDATE "case" SET organisation_id = (SELECT id FROM organisation WHERE key = 'annan') WHERE number = :n"""
            ),
            {"n": moved},
        )
    left = [one for one in before if one.case != moved]

    assert sum(row["completed"] for row in asked(robot).values()) == len(left) < len(before)
    assert numbers(fetch(robot, ADMINISTRATOR, "xes")) == {one.case for one in left}
    assert moved in numbers(b"".join(log_of_rals(engine)))


def test_a_secret_case_counts_for_those_who_see_it(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})
    robot.round(case["id"])

    def first(who: str) -> int:
        return int(asked(robot, who)["ut_besluta_hantering"]["completed"])

    assert (first(READER), first(demo.LEAD)) == (3, 4)
    assert case["number"] not in numbers(fetch(robot, ADMINISTRATOR, "xes"))
    assert case["number"] in numbers(b"".join(log_of_rals(engine)))
