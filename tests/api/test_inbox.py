"""The inbox over HTTP."""

import demo
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine


def test_a_task_without_a_due_date_stands_last_and_pages_go_past_it(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    cases = [robot.start(demo.LEAD, demo.START)["id"] for _ in range(3)]
    with engine.database.transaction() as connection:
        endless = text("UPDATE task SET due_at = NULL WHERE case_id <> :case")
        connection.execute(endless, {"case": cases[1]})

    found, cursor = [], None
    for _ in cases:
        page = robot.get("/tasks", "maria-lindqvist", limit=1, **({"cursor": cursor} if cursor else {}))
        found += [one["case"]["id"] for one in page["items"]]
        cursor = page["next"]

    assert cursor is None
    assert found == [cases[1], cases[0], cases[2]]
