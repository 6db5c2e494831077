import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from engine.door import Engine
from engine.queries.rows import TaskRow
from engine.settings import Settings
from web.app import create_app
from web.session import local

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
LEAD = "hanna-virtanen"
MEMBER = "amira-haddad"

SOME = UUID(int=7)
PAGES = [
    "/inkorg",
    "/arenden",
    f"/arenden/{SOME}",
    f"/arenden/{SOME}/diagram.svg",
    f"/arenden/{SOME}/effektmal",
    "/statusrapporter/effekter",
    f"/arenden/{SOME}/begar-rapport",
    "/arenden/starta",
    "/arenden/starta/implementering",
    f"/uppgifter/{SOME}",
    "/drift",
]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_led_to_the_login_and_on_from_there(nobody: FlaskClient, path: str) -> None:
    answer = nobody.get(path)

    assert answer.status_code == 303
    assert answer.location == f"/login?next={path.replace('/', '%2F')}"


def _made_up(site: Flask, rule: Rule) -> str:
    """Return an address of the rule that nothing has: made-up ids, and the first of what can be chosen."""
    chosen = {name: first for first, name in re.findall(r"<any\((\w+)[^)]*\):(\w+)>", rule.rule)}
    values = {name: chosen.get(name, uuid4()) for name in rule.arguments}
    return site.url_map.bind("").build(
        rule.endpoint, values, method="POST" if "POST" in (rule.methods or ()) else "GET"
    )


def test_every_page_needs_a_login_but_those_of_coming_and_going(site: Flask) -> None:
    open_to_all = {
        "page_login.show",
        "page_login.enter",
        "page_login.leave",
        "page_login.speak",
        "page_inbox.home",
    }
    # Here the address is the key: a made-up one leads nowhere.
    signed = {"page_signed.declining", "page_signed.decline", "page_signed.days"}
    for rule in site.url_map.iter_rules():
        if not rule.endpoint.startswith("page_") or rule.endpoint in open_to_all:
            continue
        path = _made_up(site, rule)
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        answer = site.test_client().open(path, method=method)
        if rule.endpoint in signed:
            assert answer.status_code == 404, rule
            continue
        assert answer.status_code in (303, 401), rule
        assert "login" in (answer.location or answer.text), rule


def test_in_the_demo_one_chooses_a_person(nobody: FlaskClient, people: dict[str, UUID]) -> None:
    page = nobody.get("/login")
    assert "Maria Lindqvist" in page.text
    assert "Förvaltningsledningen" in page.text

    answer = nobody.post("/login", data={"_person": str(people[CHAIR]), "_next": "/arenden"})

    assert (answer.status_code, answer.location) == (303, "/arenden")
    assert "Maria Lindqvist" in nobody.get("/arenden").text


def test_the_list_of_people_can_be_searched(nobody: FlaskClient) -> None:
    page = nobody.post("/login", data={"_q": "hanna utvecklings", "_next": "/drift"})

    assert "Hanna Virtanen" in page.text
    assert "Maria Lindqvist" not in page.text
    assert 'name="_next" value="/drift"' in page.text


def test_outside_the_demo_nobody_comes_in_by_choosing(
    engine: Engine, settings: Settings, people: dict[str, UUID]
) -> None:
    client = create_app(Engine(engine.database, demo=False), settings).test_client()

    assert "Maria Lindqvist" not in client.get("/login").text
    assert client.post("/login", data={"_person": str(people[CHAIR])}).status_code == 403
    assert client.get("/inkorg").status_code == 303


def test_a_person_who_is_not_there_is_not_let_in(nobody: FlaskClient) -> None:
    answer = nobody.post("/login", data={"_person": str(uuid4())})

    assert "Personen finns inte längre" in answer.text
    assert nobody.get("/inkorg").status_code == 303


def test_logging_out_ends_the_session(browse: Browse) -> None:
    client = browse(CHAIR)

    assert client.post("/logout").location == "/login"
    assert client.get("/inkorg").status_code == 303


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", None, "/\n/x"],
)
def test_a_login_leads_to_our_own_pages_only(address: str | None) -> None:
    assert local(address) == "/inkorg"


def test_what_was_typed_survives_a_login_that_has_ended(
    nobody: FlaskClient, decision: TaskRow, people: dict[str, UUID]
) -> None:
    path = f"/uppgifter/{decision.id}"
    typed = {
        "utfall": ["", "avsluta"],
        "motivering": "Frågan är redan löst.",
        "_action": "complete",
        "_version": "1",
    }

    page = nobody.post(path, data=typed)
    assert page.status_code == 401
    assert 'name="motivering" value="Frågan är redan löst."' in page.text
    assert 'name="_action" value="update"' in page.text
    assert "Det du skrev finns kvar" in page.text

    kept = {name: value for name, value in typed.items() if name != "_action"} | {"_action": "update"}
    onward = nobody.post("/login", data={**kept, "_person": str(people[CHAIR]), "_next": path})
    # The browser posts the same fields again, to the page that they came from.
    assert (onward.status_code, onward.location) == (307, path)
    shown = nobody.post(path, data={**kept, "_person": str(people[CHAIR]), "_next": path})

    assert shown.status_code == 200
    assert "Frågan är redan löst.</textarea>" in shown.text
    assert 'value="avsluta" checked' in shown.text


def test_searching_the_people_loses_nothing_that_was_typed(nobody: FlaskClient) -> None:
    page = nobody.post("/login", data={"rubrik": "Ny rutin", "_row": "rader.0", "_q": "Maria", "_next": "/x"})

    assert 'name="rubrik" value="Ny rutin"' in page.text
    assert 'name="_row" value="rader.0"' in page.text


def test_a_person_chooses_one_role_to_act_in(browse: Browse) -> None:
    client = browse(MEMBER)
    assert "Alla dina roller</b></span>" in client.get("/inkorg").text
    role = client.get("/inkorg").text.split('name="role" value="')[2].split('"')[0]

    answer = client.post("/roll", data={"role": role, "next": "/arenden"})

    assert answer.location == "/arenden"
    assert f'value="{role}" aria-pressed="true"' in client.get("/inkorg").text


def test_a_role_that_is_not_the_persons_own_is_dropped_with_a_word(browse: Browse) -> None:
    client = browse(LEAD)
    client.post("/roll", data={"role": str(uuid4())})

    page = client.get("/inkorg")

    assert page.status_code == 200
    assert "är inte din längre" in page.text
    assert "är inte din längre" not in client.get("/inkorg").text


def test_pages_are_in_the_language_chosen(browse: Browse) -> None:
    client = browse(CHAIR)
    answer = client.post("/sprak", data={"language": "en", "next": "/inkorg?due=week"})

    assert answer.location == "/inkorg?due=week"
    page = client.get("/inkorg").text
    assert '<html lang="en">' in page
    assert "Inbox" in page
    client.post("/logout")
    assert "Log in" in client.get("/login").text


def test_the_key_of_the_sessions_is_made_once(settings: Settings, tmp_path: Path) -> None:
    assert settings.secret_key() == settings.secret_key()
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_page_that_changes_nothing_leaves_the_cookie_alone(browse: Browse) -> None:
    assert "Set-Cookie" not in browse(CHAIR).get("/inkorg").headers
