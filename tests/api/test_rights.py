"""Deny by default: every route is tried as nobody, and the decisive ones without and with the mandate."""

from collections.abc import Callable
from uuid import UUID, uuid4

import demo
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from engine.door import Engine

# What is open to all; /metrics only to this machine itself, see test_metrics.py.
OPEN = {"/metrics", "/api/docs", "/healthz", "/readyz", "/api/v1/openapi.json"}

Bearer = Callable[[str], dict[str, str]]


def _addresses(app: Flask) -> list[tuple[str, str]]:
    found = []
    for rule in app.url_map.iter_rules():
        values = {name: _value(str(rule), name) for name in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, values)
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        found += [(method, path) for method in sorted(methods)]
    return found


def _value(rule: str, name: str) -> UUID | int | str:
    if f"int:{name}" in rule:
        return 1
    return uuid4() if "uuid" in rule else "implementering"


def test_nobody_gets_anything(engine: Engine) -> None:
    app = create_app(engine)
    client = app.test_client()
    bodies = {"/api/v1/cases": {"process": "implementering"}, "/api/v1/demo/clock": {"advance": "P1D"}}

    answers = {
        (method, path): client.open(
            path, method=method, json=bodies.get(path, {} if method != "GET" else None)
        ).status_code
        for method, path in _addresses(app)
        if path not in OPEN
    }

    assert len(answers) > 20
    assert {address: code for address, code in answers.items() if code != 401} == {}


@pytest.mark.parametrize("token", ["", "rals_wrong", "Bearer", "🙂", "x" * 5000])
def test_a_token_that_is_not_one_is_refused_with_a_sentence(client: FlaskClient, token: str) -> None:
    answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")})

    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert "ogga in" in answer.json["detail"] or "bearer-token" in answer.json["detail"]


def test_a_task_can_not_be_completed_without_the_role(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]

    for path in ("complete", "claim"):
        refused = client.post(
            f"/api/v1/tasks/{task['id']}/{path}", json={"answers": {}}, headers=robot.people[demo.LEAD]
        )
        assert refused.status_code == 403
        assert "Förvaltningsledningen" in refused.json["detail"]
    assert robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]["state"] == "open"


def test_a_case_can_not_be_started_without_the_mandate(client: FlaskClient, bearer: Bearer) -> None:
    refused = client.post(
        "/api/v1/cases", json={"process": "implementering", "answers": {}}, headers=bearer("emma-rydberg")
    )

    assert refused.status_code == 403
    assert "Registrera ett ärende" in refused.json["detail"]


def test_a_role_that_one_does_not_hold_can_not_be_acted_in(client: FlaskClient, bearer: Bearer) -> None:
    headers = {**bearer(demo.LEAD), "Acting-Role": "forvaltningsledning"}

    assert client.get("/api/v1/me", headers=headers).status_code == 403


def test_a_secret_case_is_seen_only_by_those_who_work_in_it(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})
    parts: list[str] = ["", "/trail", "/decisions", "/steps", "/diagram.svg"]

    def codes(person: str) -> set[int]:
        return {
            client.get(f"/api/v1/cases/{case['id']}{part}", headers=robot.people[person]).status_code
            for part in parts
        }

    assert codes("emma-rydberg") == {404}
    assert codes(demo.LEAD) == {200}
    assert codes("maria-lindqvist") == {200}
    assert robot.get("/cases/" + case["id"] + "/tasks", "emma-rydberg")["items"] == []


def test_an_incident_is_retried_by_administrators_only(client: FlaskClient, bearer: Bearer) -> None:
    address = f"/api/v1/incidents/{uuid4()}/retry"

    assert client.post(address, headers=bearer(demo.LEAD)).status_code == 403
    assert client.post(address, headers=bearer("stefan-aberg")).status_code == 404
