"""Two organisations live side by side: nothing of the one is seen, reached or used by the other."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import demo
import every_bpmn
import lending
import neighbour
import pytest
from flask import Flask
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import text

from api.app import create_app
from engine.door import Engine

ADMINISTRATOR = "stefan-aberg"
# What is asked for without an id of anybody's.
FREE = {
    "/api/v1/openapi.json",
    "/api/v1/me",
    "/api/v1/operations",
    "/api/v1/me/notifications",
    "/api/v1/me/calendar",
    "/api/v1/me/notices",
    "/api/v1/me/notices/read",
    "/api/v1/webhooks",
    "/api/v1/demo/clock",
    "/api/v1/process-definitions/<key>/versions",
    "/api/v1/process-definitions/<key>/start-form",
    "/api/v1/process-definitions/<key>/migration-plan",
    "/api/v1/profiles",
    "/api/v1/profiles/<key>/versions",
    "/api/v1/profiles/<key>/versions/<int:number>/activate",
    "/api/v1/roles/<key>",
    "/api/v1/document-kinds",
    "/api/v1/statements/<key>",
    "/api/v1/tasks/bulk",  # answers for each by itself: see test_bulk.py
    # What is sent is read as the sender's own.
    "/api/v1/calendar",
    *("/api/v1/event-log", "/api/v1/lead-times"),  # see test_event_log.py
    "/api/v1/task-filters",
    "/api/v1/files",
    "/api/v1/diagrams",
    *("/api/v1/units/import", "/api/v1/persons/import", "/api/v1/positions/import"),
}


@pytest.fixture
def app(engine: Engine) -> Flask:
    return create_app(engine)


@pytest.fixture
def other(engine: Engine, app: Flask) -> dict[str, Any]:
    """Ids of the neighbour's, one for every argument of every route."""
    neighbour.settle(engine)
    robot = demo.robot(engine, app.test_client(), {})
    there = {
        name.removesuffix(neighbour.SUFFIX): who
        for name, who in robot.people.items()
        if name.endswith(neighbour.SUFFIX)
    }
    robot = Robot(app.test_client(), there, robot.choose)
    case = robot.start(demo.LEAD, demo.START)
    _fill_registers(robot)
    lending.post(robot, demo.LEAD, f"/cases/{case['id']}/comments", {"text": "Hos grannen"})
    neighbour.report(engine, robot, case["id"])
    _incident(engine, case["id"])
    neighbour.migration(engine, case["id"])
    return neighbour.ids(engine)


def _fill_registers(robot: Robot) -> None:
    lending.delegate(robot, lending.CHAIR, "emma-rydberg", "arende.hantering")
    lending.substitute(robot, lending.CHAIR, "emma-rydberg")
    node = {"code": "ny", "name": "Ny", "kind": "process"}
    made = lending.post(robot, ADMINISTRATOR, "/process-nodes", node)["id"]
    lending.post(robot, ADMINISTRATOR, "/process-classes", {"code": "1", "name": "Klass"})
    licence = {"system": "2c8", "kind": "full", "from": "2026-01-01"}
    me = robot.get("/me", ADMINISTRATOR)["id"]
    lending.post(robot, ADMINISTRATOR, f"/persons/{me}/licences", licence, 204)
    sent = {"receiver": "Kommunen", "kind": "inleverans", "object": "Remiss"}
    lending.post(robot, ADMINISTRATOR, f"/process-nodes/{made}/deliveries", sent)
    own = {"name": "Grannens", "query": {}, "shared_with": "administrator"}
    lending.post(robot, ADMINISTRATOR, "/task-filters", own)
    lending.post(
        robot, ADMINISTRATOR, "/documents", {"kind": "processdokument", "metadata": {"titel": "Grannens"}}
    )
    lending.post(robot, ADMINISTRATOR, "/model-drafts", {"key": "grannens", "name": "Grannens"})
    hook = {"url": "https://granne.example.org/in", "events": ["task.created"]}
    lending.post(robot, ADMINISTRATOR, "/webhooks", hook)
    drawn = {"data": every_bpmn.FILES["choreography"], "content_type": "application/xml"}
    robot.client.post("/api/v1/diagrams", headers=robot.people[ADMINISTRATOR], **drawn)
    robot.client.post(
        "/api/v1/files", data={"file": (BytesIO(b"%PDF-1.4"), "a.pdf")}, headers=robot.people[ADMINISTRATOR]
    )


def _incident(engine: Engine, case_id: str) -> None:
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "INSERT INTO incident (id, instance_id, what, why, step, raised_at)"
                ' SELECT :id, i.id, \'{"sv":"","en":""}\', \'{"sv":"","en":""}\', \'{"kind":"wake"}\', now()'
                " FROM instance i WHERE i.case_id = :case"
            ),
            {"id": uuid4(), "case": case_id},
        )
        connection.execute(
            text(
                "INSERT INTO dispatch (id, organisation_id, webhook_id, body, made_at, failed_at, tries, trouble)"
                " SELECT :id, organisation_id, id, '{}', now(), now(), 1, 'HTTP 500' FROM webhook"
            ),
            {"id": uuid4()},
        )


def _bodies(other: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """What is sent to each route that takes something: all in order, but with the neighbour's ids."""
    soon = own["now"] + timedelta(days=1)
    away = {"starts_at": own["now"].isoformat(), "ends_at": soon.isoformat()}
    mandates = {"mandates": ["arende.hantering"]}
    return {
        "/cases": {"process": "implementering", "answers": {"berorda_enheter": [{"id": other["unit_id"]}]}},
        "/me/delegations": {"assignment": other["assignment_id"], "person": own["person_id"], **mandates},
        "/me/delegations ": {"assignment": own["assignment_id"], "person": other["person_id"], **mandates},
        "/migrations": {
            "process": "implementering",
            "from": 1,
            "to": 2,
            "reason": "Hej",
            "cases": [other["case_id"]],
        },
        "/me/substitutions": {"deputy": other["person_id"], **away},
        "/me/substitutions ": {"deputy": own["person_id"], "absent": other["person_id"], **away},
        "/role-assignments": {
            "role": "lokalt_utvecklingsansvarig",
            "scope": other["unit_id"],
            "person": own["person_id"],
        },
        "/role-assignments ": {
            "role": "lokalt_utvecklingsansvarig",
            "scope": own["unit_id"],
            "person": other["person_id"],
        },
    } | neighbour.plain_bodies(other)


def _own(engine: Engine, robot: Robot) -> dict[str, Any]:
    with engine.database.snapshot() as connection:
        unit = connection.execute(
            text(
                "SELECT u.id FROM unit u JOIN organisation o ON o.id = u.organisation_id"
                " WHERE u.code = 'soder' AND o.key = 'regionhalsan'"
            )
        ).scalar_one()
    return {
        "person_id": robot.get("/me", "emma-rydberg")["id"],
        "assignment_id": lending.role_of(robot, lending.CHAIR, "forvaltningsledning"),
        "unit_id": str(unit),
        "now": engine.now(),
    }


def _rules(app: Flask) -> list[tuple[str, str, set[str]]]:
    return [
        (method, str(rule), set(rule.arguments))
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/api/v1/") and str(rule) not in FREE
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def test_no_route_reaches_what_is_the_neighbour_s(engine: Engine, app: Flask, other: dict[str, Any]) -> None:
    robot = demo.robot(engine, app.test_client(), {})
    bodies = _bodies(other, _own(engine, robot))
    answers: dict[tuple[str, str, str], int] = {}
    for method, rule, arguments in _rules(app):
        if method == "GET" and not arguments:
            continue
        path = rule
        for name in arguments & other.keys():
            path = path.replace(f"<uuid:{name}>", other[name])
        short = rule.removeprefix("/api/v1")
        sent = [body for key, body in bodies.items() if key.strip() == short] or [None]
        assert sent != [None] or arguments, f"say what is sent to {rule}"
        for who in (lending.CHAIR, ADMINISTRATOR):
            for number, body in enumerate(sent):
                headers = {**robot.people[who], "If-Match": '"1"'}
                answer = app.test_client().open(path, method=method, json=body, headers=headers)
                answers[method, f"{rule} {number}", who] = answer.status_code

    may = {404}
    wrong = {
        key: code
        for key, code in answers.items()
        # A start form refuses what is not in its lists; who may not write registers learns nothing at all.
        if code not in (may | {422, 403} if key[1].startswith("/api/v1/cases ") else may | {403})
        or (code == 403 and key[2] == ADMINISTRATOR and not key[1].startswith("/api/v1/cases "))
    }
    assert wrong == {}
    assert len(answers) > 60


def test_no_list_shows_what_is_the_neighbour_s(engine: Engine, app: Flask, other: dict[str, Any]) -> None:
    robot = demo.robot(engine, app.test_client(), {})
    asked = [
        (rule.removeprefix("/api/v1"), {})
        for method, rule, arguments in _rules(app)
        if method == "GET" and not arguments
    ]
    asked += [
        ("/tasks", {"whose": "others", "case": other["case_id"]}),
        ("/decisions", {"case": other["case_id"]}),
        ("/units", {"below": other["unit_id"]}),
        ("/process-nodes", {"below": other["node_id"]}),
        ("/documents", {"responsible": other["person_id"]}),
        ("/role-assignments", {"scope": other["unit_id"]}),
        ("/role-assignments", {"person": other["person_id"]}),
        ("/persons", {"q": "GRANNE"}),
        ("/operations", {}),
        ("/lead-times", {"process": "implementering"}),
        ("/task-filters", {}),
    ]
    for path, query in asked:
        told = str(robot.get(path, ADMINISTRATOR, **query))
        assert [one for one in other.values() if one in told] == [], path
        if query:
            assert robot.get(path, ADMINISTRATOR, **query).get("items", []) == [], path


def test_a_secret_login_of_the_neighbour_s_is_not_told(
    client: FlaskClient, engine: Engine, other: dict[str, Any]
) -> None:
    robot = demo.robot(engine, client, {})
    sent = b"nyckel;namn;hsa_id\nny;Ny;SE2321000000-GRANNE01\n"

    refused = client.post(
        "/api/v1/persons/import", data=sent, content_type="text/csv", headers=robot.people[ADMINISTRATOR]
    )

    assert refused.status_code == 422
    assert "en annan person" in refused.json["detail"]
    assert "Maria" not in refused.get_data(as_text=True)
