"""Keys: what a program reaches with one is what its scopes name, in the cases that it is for, and never more than its person."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import demo
import keys
import pytest
import reporting
from flask import Flask
from flask.testing import FlaskClient
from reporting import LEADER, OWNER
from robot import Robot
from sqlalchemy import text
from werkzeug.routing import Rule

from api.app import create_app
from api.scopes import NEEDS
from engine.door import Engine
from engine.governance.tokens import Scope

READ, WRITE, PORTFOLIO = "status_reports:read", "status_reports:write", "portfolio:read"
ADMINISTRATOR = "stefan-aberg"
# Where a description says less than the call asks for.
BODIES: dict[str, Any] = {
    "model-drafts.begin": {"key": "ny", "name": "Ny"},
    "registers.set_calendar": {"closes": "17:00", "own": []},
}


@pytest.fixture
def app(engine: Engine) -> Flask:
    return create_app(engine)


@pytest.fixture
def robot(engine: Engine, app: Flask) -> Robot:
    return demo.robot(engine, app.test_client(), {})


@pytest.fixture
def cases(engine: Engine, robot: Robot) -> tuple[str, str]:
    """A case that the project leader leads, and one of somebody else's; each has a report."""
    own, other = (robot.start(demo.LEAD, demo.START)["id"] for _ in range(2))
    reporting.staff(engine, own)
    reporting.staff(engine, other, leader="rebecka-lind")
    for case in (own, other):
        path, sent = f"/api/v1/cases/{case}/status-reports", {"answers": reporting.answers()}
        assert robot.client.post(path, json=sent, headers=robot.people[OWNER]).status_code == 201
    return own, other


def _example(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """Return something that a schema accepts, with what must be there and no more."""
    schema = schemas.get(str(schema.get("$ref", "")).rpartition("/")[2], schema)
    if "enum" in schema:
        return schema["enum"][0]
    # Nullable things have two types.
    kind = next(iter(schema["type"])) if isinstance(schema.get("type"), list) else schema.get("type")
    if kind == "array":
        return [_example(schema["items"], schemas)]
    formats = {"uuid": str(uuid4()), "date": "2040-01-01", "date-time": "2040-01-01T12:00:00Z"}
    plain = {"string": formats.get(schema.get("format", ""), "Hej"), "integer": schema.get("minimum", 1)}
    plain |= {"number": 1, "boolean": True}
    if kind in plain:
        return plain[kind]
    return {name: _example(schema["properties"][name], schemas) for name in schema.get("required", ())}


def _sent(operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return what must be sent with a call, as its description says."""
    asked = [one for one in operation.get("parameters", ()) if one["in"] == "query" and one.get("required")]
    query = {one["name"]: _example(one["schema"], schemas) for one in asked}
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return {"data": {"file": (BytesIO(b"%PDF-1.4"), "a.pdf")}, "query_string": query}
    body = {one: _example(kind["schema"], schemas) for one, kind in content.items()}
    return {"json": body.get("application/json"), "query_string": query}


def _answers(app: Flask, headers: dict[str, str], ids: dict[str, str]) -> dict[tuple[str, str], Any]:
    """Return the answer to every call of the API, by endpoint and method."""
    client, found = app.test_client(), {}
    described = client.get("/api/v1/openapi.json").json
    for rule in _rules(app):
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule))
        values = {name: ids.get(name, _made_up(str(rule), name)) for name in rule.arguments}
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            sent = _sent(described["paths"][path][method.lower()], described["components"]["schemas"])
            sent |= {"json": BODIES[rule.endpoint]} if rule.endpoint in BODIES else {}
            answer = client.open(path.format(**values), method=method, headers=headers, **sent)
            found[rule.endpoint, f"{method} {path.removeprefix('/api/v1')}"] = answer
    return found


def _rules(app: Flask) -> list[Rule]:
    api = (rule for rule in app.url_map.iter_rules() if str(rule).startswith("/api/v1/"))
    return [rule for rule in api if not str(rule).endswith("openapi.json")]


def _made_up(rule: str, name: str) -> str:
    return "1" if f"int:{name}" in rule else str(uuid4()) if f"uuid:{name}" in rule else "implementering"


@pytest.mark.parametrize("scope", Scope)
def test_a_key_reaches_the_calls_that_name_its_scope_and_no_other(
    engine: Engine, app: Flask, scope: Scope
) -> None:
    headers = keys.headers(engine, ADMINISTRATOR, scope, own=False)

    answers = _answers(app, {**headers, "If-Match": '"1"'}, {})

    assert len(answers) > 120
    reached = {key[0] for key, answer in answers.items() if answer.status_code != 403}
    assert reached == {endpoint for endpoint, needed in NEEDS.items() if needed == scope}
    refused = [answer.json["detail"] for answer in answers.values() if answer.status_code == 403]
    assert [said for said in refused if "Nyckeln Veckorapport har" not in said] == []


def test_what_writes_needs_a_scope_to_write(app: Flask) -> None:
    writing = {
        rule.endpoint for rule in _rules(app) if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
    }

    assert len(writing & NEEDS.keys()) > 5
    assert {one for one in writing & NEEDS.keys() if not NEEDS[one].endswith(":write")} == set()


def test_every_call_that_states_a_scope_is_there(app: Flask) -> None:
    assert set(NEEDS) <= {rule.endpoint for rule in _rules(app)}
    assert set(NEEDS.values()) == set(Scope)


def test_a_key_is_for_cases_in_which_its_person_has_a_role(
    engine: Engine, app: Flask, robot: Robot, cases: tuple[str, str]
) -> None:
    own, other = cases
    reports = {one: robot.get(f"/cases/{one}/status-reports", LEADER)["items"][0]["id"] for one in cases}
    headers = keys.headers(engine, LEADER, *Scope)

    def codes(case: str) -> dict[str, int]:
        answers = _answers(app, headers, {"case_id": case, "report_id": reports[case]})
        return {key[1]: answer.status_code for key, answer in answers.items() if key[0] in NEEDS}

    there, here = codes(other), codes(own)
    assert there.pop("GET /portfolio") == 200
    assert set(there.values()) == {403}
    assert 403 not in here.values()
    listed = app.test_client().get("/api/v1/portfolio", headers=headers).json
    assert [one["id"] for one in listed["items"]] == [own]
    assert listed["counts"] == {"gron": 1}


def test_a_key_can_be_for_one_case_or_for_all_that_its_person_may_see(
    engine: Engine, client: FlaskClient, cases: tuple[str, str]
) -> None:
    def seen(who: str, **reach: Any) -> set[str]:
        answer = client.get("/api/v1/portfolio", headers=keys.headers(engine, who, PORTFOLIO, **reach))
        return {one["id"] for one in answer.json["items"]}

    own, other = cases
    assert seen(OWNER) == {own, other}
    assert seen(OWNER, case_id=UUID(other)) == {other}
    assert seen(LEADER) == {own}
    assert seen(LEADER, own=False) == {own, other}


def test_a_key_gives_no_more_than_its_person_has(
    engine: Engine, client: FlaskClient, robot: Robot, cases: tuple[str, str]
) -> None:
    own, other = cases
    headers, sent = keys.headers(engine, LEADER, WRITE, own=False), {"answers": reporting.answers()}

    refused = client.post(f"/api/v1/cases/{other}/status-reports", json=sent, headers=headers)
    assert refused.status_code == 403
    assert "projektledare eller uppdragsägare" in refused.json["detail"]
    assert client.post(f"/api/v1/cases/{own}/status-reports", json=sent, headers=headers).status_code == 201
    secret = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    key = keys.headers(engine, LEADER, READ)
    assert client.get(f"/api/v1/cases/{secret}/status-reports", headers=key).status_code == 404


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "kräver en nyckel med status_reports:write"), ("en", "needs a key with")]
)
def test_the_refusal_says_what_was_needed_what_the_key_has_and_what_to_do(
    engine: Engine, client: FlaskClient, cases: tuple[str, str], language: str, said: str
) -> None:
    headers = {**keys.headers(engine, LEADER, READ), "Accept-Language": language}
    path = f"/api/v1/cases/{cases[0]}/status-reports"

    refused = client.post(path, json={"answers": reporting.answers()}, headers=headers)

    assert (refused.status_code, refused.content_type) == (403, "application/problem+json")
    for words in (
        said,
        "Veckorapport",
        "status_reports:read",
        "Mina roller" if language == "sv" else "My roles",
    ):
        assert words in refused.json["detail"]
    beyond = client.get(f"/api/v1/cases/{cases[1]}/status-reports", headers=headers)
    assert beyond.status_code == 403
    assert ("där du har en roll" if language == "sv" else "in which you have a role") in beyond.json["detail"]


def test_who_has_left_loses_the_key_and_who_loses_the_role_loses_the_case(
    engine: Engine, client: FlaskClient, cases: tuple[str, str]
) -> None:
    headers, path = keys.headers(engine, LEADER, READ), f"/api/v1/cases/{cases[0]}/status-reports"
    for change, code in (
        ("UPDATE role_assignment SET valid_to = '2020-01-02' WHERE person_id = :person", 403),
        ("UPDATE person SET active = false WHERE id = :person", 401),
    ):
        with engine.database.transaction() as connection:
            connection.execute(text(change), {"person": keys.person(engine, LEADER).person_id})
        assert client.get(path, headers=headers).status_code == code
