"""Lead times and the event log, held against what the trails of played cases say."""

import csv
import io
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
import timed
from robot import Robot
from server import Server
from sqlalchemy import text
from timed import Done

from engine.clock import day
from engine.door import Engine
from engine.governance.calendar import ORDINARY

READER, ADMINISTRATOR = "emma-rydberg", "stefan-aberg"


@pytest.fixture
def demo_url(server: Server, played: str) -> Iterator[str]:
    url = server.copy(played)
    yield url
    server.drop(url)


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


def test_steps_and_roles_wait_as_long_as_the_trails_say(engine: Engine, robot: Robot) -> None:
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
    engine: Engine, robot: Robot
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

    assert asked(robot, to="9999-12-31").keys() == rows.keys()
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
    engine: Engine, robot: Robot
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


def test_lead_times_are_sorted_and_fetched_as_a_table(robot: Robot) -> None:
    rows = list(asked(robot, sort="median").values())
    medians = [row["median"] or -1 for row in rows]
    assert medians == sorted(medians, reverse=True)
    model = list(asked(robot))
    assert model.index("ut_besluta_hantering") < model.index("ut_sammanstall_beredningsunderlag")
    answer = robot.client.get(
        "/api/v1/lead-times?process=implementering&format=csv&version=1", headers=robot.people[READER]
    )
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert [len(table), table[-1][0], table[0][3]] == [len(rows) + 2, "Hela ärendet", "klara"]
    for wrong, code in (({"by": "person"}, 422), ({"version": "7"}, 422), ({"process": "finns_inte"}, 404)):
        query = {"process": "implementering", **wrong}
        assert (
            robot.client.get(
                "/api/v1/lead-times", query_string=query, headers=robot.people[READER]
            ).status_code
            == code
        )
