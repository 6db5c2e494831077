"""Deny by default: every route is tried as nobody, and the decisive ones without and with the mandate."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import demo
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from api.app import create_app
from engine import clock
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


# What is read of a case.
PARTS = [
    "",
    "/tasks",
    "/trail",
    "/decisions",
    "/steps",
    "/diagram.svg",
    "/comments",
    "/people",
    "/roles",
    "/files",
    "/trail.csv",
    "/export",
    "/follow",
    "/status-reports",
    "/status-reports/next",
    "/milestones",
    "/risks",
    "/rollout",
    "/budget",
    "/measurements",
    "/goals",
]


def test_a_secret_case_is_seen_only_by_those_who_work_in_it(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})

    def codes(person: str) -> set[int]:
        return {
            client.get(f"/api/v1/cases/{case['id']}{part}", headers=robot.people[person]).status_code
            for part in PARTS
        }

    assert codes("emma-rydberg") == {404}
    assert codes(demo.LEAD) == {200}
    assert codes("maria-lindqvist") == {200}


def test_whoever_has_left_sees_no_secret_case_that_came_just_after_midnight(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    came = date(2026, 6, 2)
    then = {"case": case, "came": clock.start_of(came) + timedelta(minutes=30)}

    def sees(last: date) -> bool:
        with engine.database.transaction() as connection:
            for statement in AFTER_MIDNIGHT:
                connection.execute(text(statement), {**then, "last": last})
        return client.get(f"/api/v1/cases/{case}", headers=robot.people["emma-rydberg"]).status_code == 200

    assert (sees(came - timedelta(days=1)), sees(came)) == (False, True)


def test_an_incident_is_retried_by_administrators_only(client: FlaskClient, bearer: Bearer) -> None:
    address = f"/api/v1/incidents/{uuid4()}/retry"

    assert client.post(address, headers=bearer(demo.LEAD)).status_code == 403
    assert client.post(address, headers=bearer("stefan-aberg")).status_code == 404


AFTER_MIDNIGHT = (
    "UPDATE task SET created_at = :came WHERE case_id = :case",
    """INSERT INTO role_assignment (id, seat_id, person_id, valid_from, valid_to, recorded_at)
       SELECT gen_random_uuid(), t.seat_id, p.id, '2020-01-01', :last, :came FROM task t, person p
        WHERE t.case_id = :case AND p.key = 'emma-rydberg'""",
)
NOBODYS = "00000000-0000-4000-8000-000000000000"
WRITING = {
    "/units/import": None,
    "/persons/import": None,
    "/positions/import": None,
    "/role-assignments": {"role": "chef", "person": NOBODYS},
    f"/role-assignments/{NOBODYS}/end": {},
    f"/persons/{NOBODYS}/competences": {"key": "puff", "level": 3, "attained_on": "2026-01-01"},
    f"/persons/{NOBODYS}/licences": {"system": "2c8", "kind": "full", "from": "2026-01-01"},
    f"/licences/{NOBODYS}/end": {},
    "/process-nodes": {"code": "x", "name": "X", "kind": "process"},
    f"/process-nodes/{NOBODYS}/deliveries": {"receiver": "Y", "kind": "inleverans", "object": "Z"},
    f"/process-nodes/{NOBODYS}/classes": {"class": NOBODYS},
    "/process-classes": {"code": "1", "name": "X"},
    f"/deliveries/{NOBODYS}/end": {},
}


@pytest.mark.parametrize("path", WRITING)
def test_registers_are_written_by_administrators_only(client: FlaskClient, bearer: Bearer, path: str) -> None:
    def code(person: str) -> int:
        sent = (
            {"json": WRITING[path]}
            if WRITING[path] is not None
            else {"content_type": "text/csv", "data": b"kod"}
        )
        return client.post(f"/api/v1{path}", headers=bearer(person), **sent).status_code

    assert code(demo.LEAD) == 403
    assert code("stefan-aberg") in {201, 404, 422}


MIGRATING = {
    ("POST", "/migrations"): {"process": "finns_inte", "from": 1, "to": 2, "reason": "Hej"},
    ("GET", f"/migrations/{NOBODYS}"): None,
    ("GET", f"/migrations/{NOBODYS}/cases"): None,
    **{("POST", f"/migrations/{NOBODYS}/{what}"): None for what in ("stop", "resume", "undo")},
    ("GET", "/process-definitions/finns_inte/migration-plan?from=1&to=2"): None,
    ("GET", f"/cases/{NOBODYS}/migration-preview?to=2"): None,
}


@pytest.mark.parametrize(("method", "path"), MIGRATING)
def test_cases_change_version_by_administrators_and_modellers_only(
    client: FlaskClient, bearer: Bearer, method: str, path: str
) -> None:
    def code(person: str) -> int:
        headers, body = bearer(person), MIGRATING[method, path]
        return client.open(f"/api/v1{path}", method=method, json=body, headers=headers).status_code

    assert (code(demo.LEAD), code("stefan-aberg")) == (403, 404)


def test_who_has_no_role_writes_no_documents(client: FlaskClient, bearer: Bearer) -> None:
    sent = {"kind": "processdokument", "metadata": {"titel": "Ny"}}
    body = {"revision": 1, "text": "X"}

    def code(person: str, method: str, path: str, json: dict[str, object] | None) -> int:
        answer = client.open(f"/api/v1{path}", method=method, json=json, headers=bearer(person))
        return answer.status_code

    for method, path, json in (
        ("POST", "/documents", sent),
        ("PATCH", f"/documents/{NOBODYS}", {}),
        ("POST", f"/documents/{NOBODYS}/versions", {}),
        ("PUT", f"/document-versions/{NOBODYS}", body),
        ("POST", f"/document-versions/{NOBODYS}/submit", None),
        ("POST", f"/document-versions/{NOBODYS}/withdraw", {"reason": "Fel fil."}),
    ):
        assert code("olga-ivanova", method, path, json) == 403, path
        assert code(demo.LEAD, method, path, json) in {201, 404}, path


def test_who_has_no_role_lends_nothing_and_others_not_what_is_another_s(
    client: FlaskClient, bearer: Bearer
) -> None:
    body = {"assignment": str(uuid4()), "person": str(uuid4()), "mandates": ["x"]}
    for path, sent in (
        ("/me/delegations", body),
        (f"/me/delegations/{uuid4()}/revoke", None),
        (f"/me/substitutions/{uuid4()}/revoke", None),
    ):
        assert client.post(f"/api/v1{path}", json=sent, headers=bearer("olga-ivanova")).status_code == 403
        assert client.post(f"/api/v1{path}", json=sent, headers=bearer(demo.LEAD)).status_code == 404
