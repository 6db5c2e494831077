"""People of the demo organisation who lend each other rights, over the API."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from robot import Headers, Robot
from sqlalchemy import Connection, text

from engine.governance.actor import Actor, Identity
from engine.store import actors

CHAIR = "maria-lindqvist"


def role_of(robot: Robot, who: str, role: str) -> str:
    """Return the id of a role that the person has."""
    return next(one["id"] for one in robot.get("/me", who)["roles"] if one["role"] == role)


def post(robot: Robot, who: str, path: str, body: Any = None, code: int = 201) -> Any:
    """Return the answer to a POST; another code than the one expected is a fault."""
    client: FlaskClient = robot.client
    headers: Headers = robot.people[who]
    answer = client.post(f"/api/v1{path}", json=body, headers=headers)
    assert answer.status_code == code, (path, answer.status_code, answer.get_data(as_text=True)[:2000])
    return answer.json if answer.data else None


def delegate(
    robot: Robot, who: str, receiver: str, *mandates: str, role: str = "forvaltningsledning", **more: Any
) -> str:
    """Let a person delegate mandates of a role, and return the id."""
    person = robot.get("/me", receiver)["id"]
    body = {"assignment": role_of(robot, who, role), "person": person, "mandates": list(mandates), **more}
    return str(post(robot, who, "/me/delegations", body)["id"])


def substitute(robot: Robot, absent: str, deputy: str) -> str:
    """Let a person be away from now on, and return the id."""
    now = datetime.fromisoformat(robot.get("/operations", absent)["now"])
    body = {
        "deputy": robot.get("/me", deputy)["id"],
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(days=365)).isoformat(),
    }
    return str(post(robot, absent, "/me/substitutions", body)["id"])


def actor_at(connection: Connection, person_id: UUID, instant: datetime) -> Actor:
    """Return the person with the rights of exactly this instant, by the demo clock of this transaction."""
    connection.execute(text("DELETE FROM demo_clock"))
    connection.execute(
        text("INSERT INTO demo_clock VALUES (1, CAST(:then AS timestamptz) - now())"), {"then": instant}
    )
    return actors.find(connection, Identity(person_id=person_id))[0]
