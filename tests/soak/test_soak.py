"""Every scenario of the soak in small, in every test run; `make soak` does it in full."""

from dataclasses import dataclass
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine
from tests.soak import check, plan
from tests.soak.plan import Size
from tests.soak.tally import Tally

SMALL = Size(clients=20, cases=8, kills=3, cuts=3, seed=4)


def test_nothing_is_lost_doubled_or_left_hanging_under_load_and_fault() -> None:
    tally = Tally()
    with plan.opened(hurry=True) as (house, small):
        plan.run(house, tally, SMALL, small=small, tell=print)

    # One by one, so that a failure says what was wrong and not only that something was.
    assert tally.faults == []
    assert (tally.lost, tally.twice, tally.hanging) == (set(), set(), set())
    assert tally.good
    assert tally.kills == {"worker": 2, "web": 1, "PostgreSQL": 1}
    assert tally.counts["cut"]
    assert tally.counts["409"] >= SMALL.clients - 1
    assert tally.told


@dataclass
class Looked:
    """The part of a house that the check looks at."""

    engine: Engine

    def rows(self, statement: str, **_: Any) -> list[tuple[Any, ...]]:
        with self.engine.database.snapshot() as connection:
            return [tuple(row) for row in connection.execute(text(statement.replace("%%", "%")))]


DAMAGES = {
    "lost": "DELETE FROM trail WHERE kind = 'task-completed'",
    "twice": "INSERT INTO trail (organisation_id, case_id, at, kind, details)"
    " SELECT organisation_id, case_id, at, kind, details FROM trail WHERE kind = 'task-completed'",
    "hanging": "UPDATE task SET state = 'cancelled'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_lost_doubled_or_left_hanging_would_be_found(
    engine: Engine, client: FlaskClient, damage: str
) -> None:
    robot, tally = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}}), Tally()
    case = robot.start(demo.LEAD, demo.START)
    (task,) = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"]
    assert robot.complete("maria-lindqvist", task)
    tally.began(case["id"], "implementering")
    tally.answered(task["id"])
    check.stored(Looked(engine), tally)
    assert tally.good

    with engine.database.transaction() as connection:
        connection.execute(text(DAMAGES[damage]))
    check.stored(Looked(engine), tally)

    assert {name for name in ("lost", "twice", "hanging") if getattr(tally, name)} == {damage}
