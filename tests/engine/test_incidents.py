"""A step that fails keeps what was answered, tells the operator, and can be taken again."""

import demo
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.operations.status import Operations


def test_a_step_that_fails_keeps_the_answers_and_can_be_taken_again(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    task, answers = demo.first_task(robot)
    _break(engine)
    headers = robot.people["maria-lindqvist"]

    stopped = robot.client.post(f"/api/v1/tasks/{task}/complete", json={"answers": answers}, headers=headers)

    assert stopped.status_code == 200
    assert stopped.json["incident"]["element"] == "ut_utse_uppdragsagare"
    assert stopped.json["task"]["state"] == "open"
    incident = engine.ask(Operations(), RALS).incidents[0]
    admin = robot.people["stefan-aberg"]
    address = f"/api/v1/incidents/{incident.id}/retry"
    assert robot.client.post(address, headers=admin).status_code == 409

    _mend(engine)

    assert robot.client.post(address, headers=admin).status_code == 204
    assert robot.client.post(address, headers=admin).status_code == 409
    assert robot.get(f"/tasks/{task}", "maria-lindqvist")["state"] == "completed"
    assert engine.ask(Operations(), RALS).incidents == ()


def _break(engine: Engine) -> None:
    """Let the management team be a role of a unit, as a faulty edition could; no seat can be found then."""
    with engine.database.transaction() as connection:
        files = connection.execute(
            text(
                "SELECT c.data FROM content c JOIN organisation o ON o.profile_hash = c.hash"
                " WHERE c.name = 'profile.yaml'"
            )
        ).scalar_one()
        broken = bytes(files).replace(
            b"scope: forvaltning\n    archetype: hogsta_ledning",
            b"scope: enhet\n    archetype: hogsta_ledning",
        )
        assert broken != bytes(files)
        connection.execute(
            text("INSERT INTO content VALUES ('broken', 'profile.yaml', :data)"), {"data": broken}
        )
        connection.execute(
            text(
                "INSERT INTO content SELECT 'broken', c.name, c.data FROM content c"
                " JOIN organisation o ON o.profile_hash = c.hash WHERE c.name <> 'profile.yaml'"
            )
        )
        connection.execute(text("UPDATE organisation SET profile_hash = 'broken'"))


def _mend(engine: Engine) -> None:
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "UPDATE organisation SET profile_hash = (SELECT hash FROM content"
                " WHERE name = 'profile.yaml' AND hash <> 'broken')"
            )
        )
