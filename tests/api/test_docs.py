"""The API tells what it can do, to programs and to people, and both say the same."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from api.scopes import NEEDS
from engine.governance.tokens import Scope


def test_every_call_stands_on_the_page_for_people(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").json
    page = client.get("/api/docs").get_data(as_text=True)

    calls = {
        f"{method.upper()} {path}"
        for path, ways in described["paths"].items()
        for method in ways
        if method != "parameters"
    }
    assert len(calls) > 20
    assert {call for call in calls if f"<code>{call}</code>" not in page} == set()


def test_every_call_says_what_it_does_and_what_it_answers(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").json["paths"]

    for path, ways in paths.items():
        for method, operation in ways.items():
            if method != "parameters":
                assert operation["summary"], (method, path)
                assert any(code.startswith("2") for code in operation["responses"]), (method, path)


def test_what_a_key_needs_is_said_to_programs_and_to_people(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").json
    page = client.get("/api/docs").get_data(as_text=True)

    bearer = described["components"]["securitySchemes"]["bearer"]
    assert (bearer["scheme"], set(bearer["x-scopes"])) == ("bearer", set(Scope))
    said = {
        f"{method} {path}": operation["security"]
        for path, ways in described["paths"].items()
        for method, operation in ways.items()
        if method != "parameters" and "security" in operation
    }
    assert said["post /api/v1/cases/{case_id}/status-reports"] == [{"bearer": ["status_reports:write"]}]
    assert len(said) == len(NEEDS)
    for scope in Scope:
        assert f"Scope: <code>{scope}</code>" in page


def test_the_page_of_status_reports_names_every_scope_with_its_calls() -> None:
    page = Path("docs/status-reports.md").read_text("utf-8")

    assert set(re.findall(r"\| `(\w+:\w+)` \|", page)) == set(Scope)
