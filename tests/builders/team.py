"""A small process for the development staff of the demo: two who share an inbox, and their chief above them."""

import json
from itertools import pairwise
from typing import Any

import demo
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import text

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations

FATIMA, GUSTAV, CHIEF, OTHER_CHIEF = "fatima-rahimi", "gustav-lindholm", "camilla-holm", "johan-bergstrom"
FORMS = PRODUCT / "forms/definitions/implementering"
ANSWERS = {"underlag": "Så här gör vi."}
_HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1">'
    '<process id="laget" name="Laget" isExecutable="true"><startEvent id="se"/><endEvent id="end"/>'
)
FORM = b"""{"type": "default", "id": "f_laget", "schemaVersion": 19, "components": [
 {"type": "textarea", "id": "underlag", "key": "underlag", "label": "Underlag", "validate": {"required": true},
  "properties": {"label_en": "Basis"}}]}"""


def user(key: str, more: str = "") -> str:
    """Return a task of the staff with a form that asks for one thing."""
    form = "" if "rals:form" in more else 'rals:form="f_laget"'
    return f'<userTask id="{key}" name="{key[3:].capitalize()}" rals:praxis="true" rals:role="stab" rals:scope="STAFF" {form} {more}/>'


def flows(*keys: str) -> str:
    """Return the flows from each to the next."""
    return "".join(
        f'<sequenceFlow id="f_{one}_{other}" sourceRef="{one}" targetRef="{other}"/>'
        for one, other in pairwise(keys)
    )


def settle(engine: Engine, client: FlaskClient, body: str, form: bytes = FORM) -> Robot:
    """Publish the process with this body, between start `se` and end `end`, and return everybody's robot."""
    with engine.database.snapshot() as connection:
        staff = connection.execute(text("SELECT id FROM unit WHERE code = 'utveckling'")).scalar_one()
    model = (_HEAD + body + "</process></definitions>").replace("STAFF", f"&quot;{staff}&quot;")
    files = {"laget.bpmn": model.encode(), f"forms/{json.loads(form)['id']}.form.json": form}
    if "f_hantering" in body:
        files["forms/f_hantering.form.json"] = (FORMS / "f_hantering.form.json").read_bytes()
    engine.do(PublishModel(files, engine.ask(Organisations(), RALS)[0].id), RALS)
    return demo.robot(engine, client, {})


def start(robot: Robot, who: str = "hanna-virtanen") -> str:
    """Start a case and return its id."""
    body = {"process": "laget", "answers": {}}
    answer = robot.client.post("/api/v1/cases", json=body, headers=robot.people[who])
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.json["case"]["id"])


def tasks(robot: Robot, case: str, who: str = FATIMA) -> dict[str, dict[str, Any]]:
    """Return the open tasks that a person has in a case, by element."""
    found = robot.get("/tasks", who, case=case)["items"]
    return {one["element_id"]: robot.get(f"/tasks/{one['id']}", who) for one in found}


def send(robot: Robot, who: str, path: str, body: Any = None, method: str = "POST") -> Any:
    """Return the answer to something that a person does."""
    return robot.client.open(f"/api/v1{path}", method=method, json=body, headers=robot.people[who])


def id_of(robot: Robot, who: str) -> str:
    """Return the id of a person."""
    return str(robot.get("/me", who)["id"])


def trail(robot: Robot, case: str, who: str = "hanna-virtanen") -> list[dict[str, Any]]:
    """Return the trail of a case, the oldest line first."""
    return sorted(robot.get(f"/cases/{case}/trail", who, limit=100)["items"], key=lambda line: line["id"])
