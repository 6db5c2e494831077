"""Keys on pages: made, shown once, listed, revoked; a key itself opens no page."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import demo
import keys
import pytest
import reporting
from flask.testing import FlaskClient
from reporting import LEADER

from engine import clock
from engine.door import Engine

Browse = Callable[[str], FlaskClient]
ADMINISTRATOR = "stefan-aberg"
NEW = "/jag/nycklar/ny"


@pytest.fixture
def case(engine: Engine, client: FlaskClient) -> str:
    """A case that the project leader leads."""
    started: str = demo.robot(engine, client, {}).start(demo.LEAD, demo.START)["id"]
    reporting.staff(engine, started)
    return started


def make(client: FlaskClient, **more: Any) -> Any:
    till = re.search(r'name="till"[^>]*value="([\d-]+)"', client.get(NEW).text)
    assert till
    usual = {"namn": "Power BI", "far": "status_reports:read", "arenden": "egna", "till": till[1]}
    return client.post(NEW, data={"_action": "do", **usual, **more})


def test_a_key_is_made_shown_once_used_and_revoked(
    browse: Browse, nobody: FlaskClient, case: str, engine: Engine
) -> None:
    client = browse(LEADER)
    answer = make(client, arenden=case)
    token = re.search(r'value="(rals_[^"]+)"', answer.text)
    assert answer.status_code == 200
    assert token
    headers = {"Authorization": f"Bearer {token[1]}"}
    path = f"/api/v1/cases/{case}/status-reports"
    assert nobody.get(path, headers=headers).status_code == 200

    listed = client.get("/jag/nycklar").text
    last = clock.day(engine.now()) + timedelta(days=90)
    for words in (
        "Power BI",
        "Läsa statusrapporter",
        "Bara ",
        "Gäller nu",
        "senast använd",
        last.isoformat(),
    ):
        assert words in listed
    assert token[1] not in listed
    revoke = re.search(r'action="(/jag/nycklar/[^"]+/aterkalla)"', listed)
    assert revoke
    assert "Nyckeln är återkallad" in client.post(revoke[1], follow_redirects=True).text
    assert nobody.get(path, headers=headers).status_code == 401
    assert "gäller den inte längre" in client.post(revoke[1], follow_redirects=True).text
    assert "Upphörd" in client.get("/jag/nycklar").text


def test_faults_stand_at_their_questions_and_no_key_is_made(browse: Browse) -> None:
    client = browse(LEADER)

    answer = make(client, namn="", far=[], till="2040-01-01")
    late = make(client, till="2040-01-01")

    assert (answer.status_code, late.status_code) == (422, 422)
    for field in ("namn", "far"):
        assert f'href="#f-{field}"' in answer.text
    assert 'href="#f-till"' in late.text
    assert "Ingen nyckel är skapad" in client.get("/jag/nycklar").text


def test_administrators_see_and_revoke_the_keys_of_others_and_nobody_else_does(
    browse: Browse, engine: Engine
) -> None:
    keys.made(engine, LEADER, "portfolio:read")
    client = browse(ADMINISTRATOR)
    assert "/drift/nycklar" in client.get("/jag/nycklar").text
    listed = client.get("/drift/nycklar").text
    assert "Olga Ivanova" in listed
    revoke = re.search(r'action="(/drift/nycklar/[^"]+/aterkalla)"', listed)
    assert revoke
    assert "Olga Ivanova" not in client.get("/jag/nycklar").text

    assert browse(LEADER).get("/drift/nycklar").status_code == 403
    assert browse(LEADER).post(revoke[1]).status_code == 403
    assert client.post(revoke[1]).location == "/drift/nycklar"
    assert "Upphörd" in client.get("/drift/nycklar").text


def test_a_key_opens_no_page_and_makes_no_key(nobody: FlaskClient, engine: Engine) -> None:
    headers = keys.headers(engine, LEADER, "portfolio:read", own=False)

    for path in ("/inkorg", "/jag/nycklar", NEW, "/statusrapporter"):
        assert nobody.get(path, headers=headers).location.startswith("/login"), path
    assert nobody.post(NEW, data={"_action": "do", "namn": "X"}, headers=headers).location.startswith(
        "/login"
    )
    assert nobody.get("/api/modeller/model-drafts", headers=headers).status_code == 401
    assert "rals_session" not in str(nobody.get("/api/v1/portfolio", headers=headers).headers)


def test_the_pages_of_keys_are_told_in_english_too(browse: Browse) -> None:
    client = browse(LEADER)
    client.post("/sprak", data={"language": "en", "next": "/jag/nycklar"})

    assert "<h1>Keys</h1>" in client.get("/jag/nycklar").text
    assert "Read status reports" in client.get(NEW).text
    assert "The key is shown only now." in make(client).text
