from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.door import Engine
from engine.errors import UnavailableError
from engine.settings import Settings
from engine.store.work import Database
from web.app import create_app

Browse = Callable[[str], FlaskClient]
LEAD = "hanna-virtanen"


def test_an_address_that_leads_nowhere_gets_a_page_with_a_way_back(browse: Browse) -> None:
    answer = browse(LEAD).get("/finns-inte")

    assert answer.status_code == 404
    assert "<h1>Sidan finns inte</h1>" in answer.text
    assert "Adressen /finns-inte leder ingenstans" in answer.text
    assert "&lt;b&gt;{0}" in browse(LEAD).get("/<b>{0}").text
    assert 'href="/inkorg"' in answer.text
    assert "Hanna Virtanen" in answer.text


def test_the_api_keeps_its_own_answers(nobody: FlaskClient) -> None:
    for path in ("/api/v1/finns-inte", "/api/v1/me"):
        assert nobody.get(path).mimetype == "application/problem+json"


def test_a_wrong_method_says_what_to_do(browse: Browse) -> None:
    answer = browse(LEAD).post("/krav")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "använd knapparna där" in answer.text


def test_a_bug_gives_a_page_and_no_details(
    site: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a secret detail")

    client = browse(LEAD)
    site.testing = False
    monkeypatch.setattr("web.pages.operations.Operations.run", broken)

    answer = client.get("/drift")

    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.text
    assert "a secret detail" not in answer.text
    assert f"<code>{answer.headers['X-Request-ID']}</code>" in answer.text
    assert 'class="btn primary" href="/drift">Försök igen' in answer.text
    assert "Begäran har numret" not in client.get("/finns-inte").text


def test_a_database_that_is_away_is_said_so(tmp_path: Path, settings: Settings) -> None:
    away = Database(f"postgresql+psycopg://rals@/rals?host={tmp_path}")
    client = create_app(Engine(away, demo=True), settings).test_client()

    answer = client.get("/login")

    assert answer.status_code == 503
    assert "Databasen svarar inte just nu" in answer.text
    assert answer.headers["Retry-After"]


def test_a_refusal_leaves_the_page_alone_when_a_script_asked(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise UnavailableError("Borta.", "Away.")

    client = browse(LEAD)
    monkeypatch.setattr("web.pages.operations.Operations.run", away)

    assert client.get("/drift").status_code == 503
    assert client.get("/drift", headers={"HX-Request": "true"}).status_code == 204


def test_refusals_speak_the_readers_language(browse: Browse) -> None:
    client = browse(LEAD)
    client.post("/sprak", data={"language": "en"})

    assert "There is no such page" in client.get("/finns-inte").text
