import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from engine.queries.rows import TaskRow
from web.guard import is_foreign

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"


@pytest.mark.parametrize(
    ("method", "headers", "foreign"),
    [
        ("POST", {"Sec-Fetch-Site": "same-origin"}, False),
        ("POST", {"Sec-Fetch-Site": "none"}, False),
        ("POST", {"Sec-Fetch-Site": "cross-site", "Origin": "http://rals.test"}, True),
        ("POST", {"Sec-Fetch-Site": "same-site"}, True),
        ("POST", {"Origin": "http://rals.test"}, False),
        ("POST", {"Origin": "https://rals.test.evil.example"}, True),
        ("POST", {"Origin": "null"}, True),
        ("POST", {}, False),
        ("PUT", {"Origin": "http://evil.example"}, True),
        ("GET", {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}, False),
    ],
)
def test_a_request_from_another_site_is_told_by_its_headers(
    method: str, headers: dict[str, str], *, foreign: bool
) -> None:
    asked = Request(EnvironBuilder(base_url="http://rals.test", method=method, headers=headers).get_environ())

    assert is_foreign(asked) is foreign


def test_a_form_on_another_site_cannot_act_for_the_person(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)

    answer = client.post(
        f"/uppgifter/{decision.id}", data={"_action": "claim"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert "från en annan webbplats" in answer.text
    assert "Lämna till gruppen" not in client.get(f"/uppgifter/{decision.id}").text


def test_every_answer_tells_the_browser_what_it_may_do(nobody: FlaskClient) -> None:
    for path in ("/login", "/inkorg", "/finns-inte", "/assets/rals.css", "/healthz", "/api/v1/me"):
        headers = nobody.get(path).headers
        policy = headers["Content-Security-Policy"]

        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_pages_hold_no_style_and_script_of_their_own(browse: Browse, decision: TaskRow) -> None:
    client = browse(CHAIR)
    case = decision.case_id

    for path in ("/inkorg", f"/uppgifter/{decision.id}", f"/arenden/{case}", "/arenden", "/drift"):
        html = client.get(path).text
        assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", html) == [], path
        assert re.findall(r"<script(?![^>]*\ssrc=\"/assets/)", html) == [], path


def test_the_session_cookie_is_for_the_server_only(site: Flask, nobody: FlaskClient) -> None:
    plain = nobody.post("/sprak", data={"language": "en", "next": "/login"}).headers["Set-Cookie"]
    secure = site.test_client().post(
        "/sprak", data={"language": "en", "next": "/login"}, base_url="https://localhost"
    )

    assert plain.startswith("rals_session=")
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in secure.headers["Set-Cookie"]


def test_a_form_that_is_too_large_is_refused_with_a_sentence(browse: Browse, decision: TaskRow) -> None:
    answer = browse(CHAIR).post(
        f"/uppgifter/{decision.id}", data={"_action": "draft", "motivering": "x" * 7_000_000}
    )

    assert answer.status_code == 413
    assert "5000 fält och 2 MB text" in answer.text
    assert "Korta texten" in answer.text


def test_a_form_of_endless_fields_is_refused_before_it_is_drawn_again(nobody: FlaskClient) -> None:
    answer = nobody.post("/login", data={f"a{number}": "1" for number in range(6000)})

    assert answer.status_code == 413
    assert nobody.post("/login", data={f"a{number}": "1" for number in range(1000)}).status_code == 200


def test_files_are_kept_by_the_browser_while_they_are_the_same(nobody: FlaskClient) -> None:
    address = re.search(r'href="(/assets/rals.css\?v=\w+)"', nobody.get("/login").text)
    assert address

    assert "immutable" in nobody.get(address[1]).headers["Cache-Control"]
    assert nobody.get("/assets/rals.css?v=old").headers["Cache-Control"] == "no-cache"
    assert nobody.get("/assets/../app.py").status_code == 404
