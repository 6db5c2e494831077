"""A file has a page, where images and PDF are shown and nothing else is, to those who may see it."""

import io
from collections.abc import Callable
from typing import Any

import demo
import neighbour
import pytest
from flask.testing import FlaskClient
from robot import Robot

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
PNG = b"\x89PNG\r\n\x1a\n\x00"


@pytest.fixture
def neighbours(engine: Engine) -> None:
    neighbour.settle(engine)


def _kept(robot: Robot, data: bytes, name: str, kind: str) -> dict[str, Any]:
    sent = {"file": (io.BytesIO(data), name, kind)}
    answer = robot.client.post("/api/v1/files", data=sent, headers=robot.people[demo.LEAD])
    reference: dict[str, Any] = answer.json
    return reference


def test_only_what_is_an_image_or_a_pdf_is_shown_and_only_by_us(robot: Robot, browse: Browse) -> None:
    reader = browse(demo.LEAD)
    page = b"<script>alert(1)</script>"
    shown = {}
    for name, data, kind in (
        ("ritning.png", PNG, "image/png"),
        ("plan.pdf", b"%PDF-1.7", "application/pdf"),
        ("sida.html", page, "text/html"),
        ("bild.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
        ("falsk.png", page, "image/png"),
        ("falsk.pdf", page, "application/pdf"),
    ):
        file = _kept(robot, data, name, kind)
        look = reader.get(f"/filer/{file['id']}").get_data(as_text=True)
        content = reader.get(f"/filer/{file['id']}/innehall")
        assert content.data == data
        assert content.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'; frame-ancestors 'self'" in content.headers["Content-Security-Policy"]
        assert ("sandbox" in content.headers["Content-Security-Policy"]) is (kind != "application/pdf")
        how = "img" if "<img class" in look else "frame" if "<iframe" in look else "no"
        shown[name] = (how, content.headers["Content-Disposition"].split(";")[0])

    assert shown == {
        "ritning.png": ("img", "inline"),
        "plan.pdf": ("frame", "inline"),
        "sida.html": ("no", "attachment"),
        "bild.svg": ("no", "attachment"),
        "falsk.png": ("img", "attachment"),
        "falsk.pdf": ("frame", "attachment"),
    }


def test_a_file_is_shown_to_those_who_see_its_case(neighbours: None, robot: Robot, browse: Browse) -> None:
    file = _kept(robot, PNG, "ritning.png", "image/png")

    def codes(person: str) -> set[int]:
        pages = (f"/filer/{file['id']}", f"/filer/{file['id']}/innehall")
        return {browse(person).get(page).status_code for page in pages}

    assert codes(demo.LEAD) == {200}
    for other in ("emma-rydberg", "maria-lindqvist", f"{demo.LEAD}-b"):
        assert codes(other) == {404}

    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True, "bilagor": [file]})

    assert codes(demo.LEAD) == codes("maria-lindqvist") == {200}
    assert codes("emma-rydberg") == codes(f"{demo.LEAD}-b") == {404}
    listed = browse(demo.LEAD).get(f"/arenden/{case['id']}").get_data(as_text=True)
    assert f'href="/filer/{file["id"]}">ritning.png</a><small>9 byte, Hanna Virtanen' in listed
    told = browse(demo.LEAD).get(f"/filer/{file['id']}").get_data(as_text=True)
    assert case["number"] in told
    assert "Hanna Virtanen lade till filen" in told
