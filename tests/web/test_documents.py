"""The pages of documents, without a script: write, send, find, read and compare."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import every_bpmn
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
AUTHOR, READER = "agneta-hallberg", "emma-rydberg"
KIND = "/dokument/nytt/processdokument"


def made(client: FlaskClient, **answers: Any) -> str:
    """Write a document and return its address."""
    body = {"_action": "do", "titel": "Hemprov", "innehall": "# Så här\nRing först.", **answers}
    answer = client.post(KIND, data=body, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def put_in_force(engine: Engine) -> None:
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE document_version SET state = 'gallande' WHERE state = 'utkast'"))


def test_a_document_is_written_found_and_read(engine: Engine, browse: Browse) -> None:
    author, reader = browse(AUTHOR), browse(READER)
    assert "Processdokument" in author.get("/dokument/nytt").text
    with engine.database.snapshot() as connection:
        mine = connection.execute(
            text("SELECT id FROM person WHERE key = :key"), {"key": AUTHOR}
        ).scalar_one()
    address = made(author, giltig_fran="2026-01-01", innehallsansvar=str(mine))
    home = address.rsplit("/", 1)[0]

    shown = author.get(address).text
    assert "<h3>Så här</h3>" in shown
    assert "gäller inte än" in shown
    assert reader.get(home).status_code == 404
    put_in_force(engine)

    assert "Hemprov" in reader.get("/dokument?q=ringa").text
    assert "Hemprov" not in reader.get("/dokument?q=cykel").text
    page = reader.get(home).text
    assert "Jag har läst" in page
    assert "2026-01-01" in page
    assert "Agneta Hallberg, " in page
    assert AUTHOR not in page
    assert "Läst av" not in page
    done = reader.post(f"{address}/last", follow_redirects=True).text
    assert "Du läste den här versionen" in done
    assert "Emma Rydberg" in author.get(home).text


def test_a_new_version_is_compared_with_the_one_in_force(engine: Engine, browse: Browse) -> None:
    author = browse(AUTHOR)
    home = made(author).rsplit("/", 1)[0]
    put_in_force(engine)

    begun = author.post(f"{home}/ny-version")
    assert begun.location == f"{home}/2/andra"
    assert "Ring först.</textarea>" in author.get(begun.location).text
    body = {"_action": "do", "_revision": "1", "titel": "Hemprov", "innehall": "# Så här\nSkriv först."}
    assert author.post(begun.location, data=body).location == f"{home}/2"

    page = author.get(f"{home}/jamfor").text
    assert "<del>Ring</del> först." in page
    assert "<ins>Skriv</ins> först." in page
    assert f'<a href="{home}">Läs version 1, som gäller</a>' in author.get(f"{home}/2").text


def test_whoever_saves_too_late_keeps_what_was_typed(browse: Browse) -> None:
    author = browse(AUTHOR)
    address = made(author)
    first = {"_action": "do", "_revision": "1", "titel": "Först", "innehall": "A"}
    assert author.post(f"{address}/andra", data=first).status_code == 303

    late = author.post(f"{address}/andra", data={**first, "titel": "Sent", "innehall": "Mitt långa stycke"})

    assert late.status_code == 412
    assert "Agneta Hallberg sparade utkastet" in late.text
    assert "Mitt långa stycke</textarea>" in late.text
    assert 'name="_revision" value="2"' in late.text


def test_a_file_is_kept_as_it_is_and_given_back_as_a_download(browse: Browse) -> None:
    author = browse(AUTHOR)
    address = made(author, innehall="", fil=(io.BytesIO(b"%PDF-1.7"), "Plan.pdf"))

    got = author.get(f"{address}/filer/Plan.pdf")

    assert got.data == b"%PDF-1.7"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "Plan.pdf" in author.get(address).text


def test_what_is_missing_is_said_before_a_draft_is_sent(browse: Browse) -> None:
    author = browse(AUTHOR)
    address = made(author, innehall="")

    said = author.post(f"{address}/skicka", follow_redirects=True).text

    for word in ("Gäller för saknas.", "Innehållsansvarig saknas.", "Innehållet saknas."):
        assert word in said


def test_a_document_can_be_about_a_process_and_is_shown_on_its_page(engine: Engine, browse: Browse) -> None:
    with engine.database.snapshot() as connection:
        node = connection.execute(text("SELECT id FROM process_node ORDER BY code LIMIT 1")).scalar_one()
    author = browse(AUTHOR)
    home = made(author, processer=str(node)).rsplit("/", 1)[0]
    put_in_force(engine)

    assert f'href="{home}"' in browse(READER).get(f"/processer/{node}").text
    assert f"/processer/{node}" in author.get(home).text


def test_a_diagram_of_any_tool_is_handed_in_shown_and_begins_a_model(browse: Browse) -> None:
    modeller = browse("emma-rydberg")
    file = (Path(every_bpmn.__file__).parent / "every_bpmn_files" / "activities.bpmn").read_bytes()
    body = {"_action": "do", "titel": "Så gör andra"}
    new = "/dokument/nytt/processdiagram"
    assert 'accept=".bpmn,.xml"' in modeller.get(new).text

    refused = modeller.post(new, data={**body, "fil": (io.BytesIO(b"<html/>"), "fel.bpmn")})
    assert refused.status_code == 422
    assert "Så gör andra" in refused.text
    address = modeller.post(new, data={**body, "fil": (io.BytesIO(file), "andras.bpmn")}).location

    assert "<svg" in modeller.get(address).text
    assert modeller.get(f"{address}/filer/diagram.bpmn").data == file
    kept = {"_action": "do", "_revision": "1", "titel": "Ny titel"}
    assert modeller.post(f"{address}/andra", data=kept).location == address
    assert modeller.get(f"{address}/filer/diagram.bpmn").data == file

    home = address.rsplit("/", 1)[0]
    wrong = modeller.post(f"{home}/modell", data={"key": "Fel Id"}, follow_redirects=True)
    assert "Modellens nyckel kan inte vara" in wrong.text
    begun = modeller.post(f"{home}/modell", data={"key": "sa_gor_andra"})
    assert begun.location.startswith("/modeller/utkast/")
    assert modeller.get(begun.location).status_code == 200
