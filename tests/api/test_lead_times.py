"""Lead times and the event log, held against what the trails of played cases say."""

import csv
import io
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import demo
import pytest
import timed
import xes_reader
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import text
from timed import Done

from engine.clock import day
from engine.door import Engine
from engine.governance.actor import RALS
from engine.governance.calendar import ORDINARY
from engine.queries.reports.event_log import EventLog, events

READER, ADMINISTRATOR = "emma-rydberg", "stefan-aberg"
PREPARE = {"ut_besluta_hantering": {"utfall": "bereda"}}


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return demo.robot(engine, client, PREPARE)


@pytest.fixture
def played(robot: Robot) -> list[str]:
    """Three cases on their way, each begun some days after the one before, and a fourth that nobody has touched."""
    cases = [robot.start(demo.LEAD, {**demo.START, "rubrik": title})["id"] for title in ("Ett", "Två", "Tre")]
    timed.play(robot, cases, 4, timedelta(hours=50))
    robot.start(demo.LEAD, {**demo.START, "rubrik": "Fyra"})
    robot.advance("PT5H")
    return cases


def asked(robot: Robot, who: str = READER, **query: Any) -> dict[str, dict[str, Any]]:
    found = robot.get("/lead-times", who, process="implementering", **query)["items"]
    return {one["key"]: one for one in found}


def grouped(done: Iterable[Done], key: Callable[[Done], Any]) -> dict[Any, list[Done]]:
    found = defaultdict(list)
    for one in done:
        found[key(one)].append(one)
    return found


def ninth(waits: list[float]) -> float:
    """The 90th percentile between the two nearest values, as Python's own statistics has it."""
    return statistics.quantiles(waits, n=10, method="inclusive")[8] if len(waits) > 1 else waits[0]


def test_steps_and_roles_wait_as_long_as_the_trails_say(
    engine: Engine, robot: Robot, played: list[str]
) -> None:
    done = timed.done(engine)
    assert len(done) > 30
    for by, key in (("step", "element"), ("role", "role")):
        rows = asked(robot, by=by)
        expected = grouped(done, lambda one, key=key: getattr(one, key))
        assert {name for name, row in rows.items() if row["completed"]} == set(expected)
        for name, some in expected.items():
            waits = [one.wait for one in some]
            assert rows[name]["completed"] == len(some), name
            assert rows[name]["median"] == pytest.approx(statistics.median(waits), abs=0.01), name
            assert rows[name]["p90"] == pytest.approx(ninth(waits), abs=0.01), name
            worked = [ORDINARY.between(day(one.came), day(one.at)) for one in some]
            assert rows[name]["working_days"] == statistics.median(worked), name


def test_what_is_open_waits_until_now_and_a_period_leaves_what_was_completed_in_it(
    engine: Engine, robot: Robot, played: list[str]
) -> None:
    with engine.database.snapshot() as connection:
        opened = dict(
            connection.execute(
                text("SELECT element, min(created_at) FROM task WHERE state = 'open' GROUP BY 1")
            ).all()
        )
    rows = asked(robot)
    assert {key for key, row in rows.items() if row["open"]} == set(opened)
    for key, came in opened.items():
        assert rows[key]["oldest"] == pytest.approx((engine.now() - came).total_seconds(), abs=60), key

    done = timed.done(engine)
    days = sorted({day(one.at) for one in done})
    middle = days[len(days) // 2]
    for query, kept in (
        ({"from": middle}, [one for one in done if day(one.at) >= middle]),
        ({"to": middle}, [one for one in done if day(one.at) <= middle]),
    ):
        found = {key: row["completed"] for key, row in asked(robot, **query).items() if row["completed"]}
        assert found == {key: len(some) for key, some in grouped(kept, lambda one: one.element).items()}


def test_a_unit_counts_what_lies_under_it_and_tells_no_times_of_few_people(
    engine: Engine, robot: Robot, played: list[str]
) -> None:
    with engine.database.snapshot() as connection:
        above = dict(connection.execute(text("SELECT id, parent_id FROM unit")).all())
    expected: dict[str | None, list[Done]] = defaultdict(list)
    for one in timed.done(engine):
        at = one.scope if one.scope in above else None
        expected[str(at) if at else None].append(one)
        while at and (at := above[at]):
            expected[str(at)].append(one)

    rows = asked(robot, by="unit")

    hidden = {key for key, row in rows.items() if row["hidden"] and row["completed"]}
    few = {key for key, some in expected.items() if len({one.person for one in some}) < 3 or len(some) < 3}
    assert hidden == few != set()
    assert {key for key in expected if key} - few != set()
    for key, some in expected.items():
        row = rows[key]
        assert row["completed"] == len(some)
        if key in few:
            assert (row["median"], row["p90"], row["working_days"], row["oldest"]) == (None,) * 4
        else:
            assert row["median"] == pytest.approx(statistics.median(one.wait for one in some), abs=0.01)


def test_a_secret_case_counts_for_those_who_see_it(engine: Engine, robot: Robot, played: list[str]) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})
    robot.round(case["id"])

    def first(who: str) -> int:
        return int(asked(robot, who)["ut_besluta_hantering"]["completed"])

    assert (first(READER), first(demo.LEAD)) == (3, 4)
    assert case["number"] not in numbers(fetch(robot, ADMINISTRATOR, "xes"))
    assert case["number"] in numbers(b"".join(log_of_rals(engine)))


def test_lead_times_are_sorted_and_fetched_as_a_table(robot: Robot, played: list[str]) -> None:
    rows = list(asked(robot, sort="median").values())
    medians = [row["median"] or -1 for row in rows]
    assert medians == sorted(medians, reverse=True)
    model = list(asked(robot))
    assert model.index("ut_besluta_hantering") < model.index("ut_bereda")
    answer = robot.client.get(
        "/api/v1/lead-times?process=implementering&format=csv&version=1", headers=robot.people[READER]
    )
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert [len(table), table[-1][0], table[0][3]] == [len(rows) + 2, "Hela ärendet", "klara"]
    for wrong, code in (({"by": "person"}, 422), ({"version": "7"}, 422), ({"process": "finns_inte"}, 404)):
        query = {"process": "implementering", **wrong}
        assert robot.client.get("/api/v1/lead-times", query_string=query, headers=robot.people[READER]).status_code == code


def fetch(robot: Robot, who: str, kind: str, **query: Any) -> bytes:
    asked = {"process": "implementering", "format": kind, **query}
    answer = robot.client.get("/api/v1/event-log", query_string=asked, headers=robot.people[who])
    assert answer.status_code == 200, answer.data
    return bytes(answer.data)


def numbers(data: bytes) -> set[str]:
    return {one.attributes["concept:name"] for one in xes_reader.read(data).traces}


def log_of_rals(engine: Engine) -> Iterable[bytes]:
    from api.shapes.event_log import pieces  # noqa: PLC0415

    return pieces("xes", "Allt", events(lambda page: engine.ask(page, RALS), EventLog(engine.now())))


def test_the_event_log_has_one_event_for_each_completed_step(
    engine: Engine, robot: Robot, played: list[str]
) -> None:
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
    assert {(event["org:role"], event["rals:outcome"]) for event in decided} == {("Förvaltningsledningen", "bereda")}
    for one in log.traces:
        assert [event["time:timestamp"] for event in one.events] == sorted(event["time:timestamp"] for event in one.events)


def _thousandths(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def test_the_event_log_names_nobody_and_is_the_same_as_csv(
    engine: Engine, robot: Robot, played: list[str]
) -> None:
    data = fetch(robot, ADMINISTRATOR, "xes").decode()
    with engine.database.snapshot() as connection:
        people = connection.execute(text("SELECT name, key, id::text FROM person")).all()
    assert [word for row in people for word in row if word in data] == []
    rows = list(csv.DictReader(io.StringIO(fetch(robot, ADMINISTRATOR, "csv").decode())))
    log = xes_reader.read(data.encode())
    assert [row["rals:element"] for row in rows] == [e["rals:element"] for one in log.traces for e in one.events]
    assert {row["org:group"] for row in rows} > {"", "Regionområde Norr"}
    refused = robot.client.get("/api/v1/event-log?process=implementering", headers=robot.people[READER])
    assert refused.status_code == 403
    assert "administratör" in refused.json["detail"]


def test_a_log_is_read_page_by_page_and_nothing_falls_between(
    engine: Engine, robot: Robot, played: list[str]
) -> None:
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


def test_what_was_taken_back_is_an_event_when_it_is_completed_again(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    robot.round(case)
    done = next(t for t in robot.get("/tasks", demo.LEAD, state="completed")["items"])
    answer = robot.client.post(f"/api/v1/tasks/{done['id']}/recall", json={}, headers=robot.people[demo.LEAD])
    assert answer.status_code == 200, answer.json

    found = [e["rals:element"] for one in xes_reader.read(fetch(robot, ADMINISTRATOR, "xes")).traces for e in one.events]

    assert sorted(found) == sorted(one.element for one in timed.done(engine))
    assert done["element_id"] not in found
