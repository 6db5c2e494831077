"""A document goes on its way through the pages: it is sent, considered, approved and read by people in a browser."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import text

from engine import clock
from engine.commands.document_drafts import Content, Draft
from engine.commands.documents.create import CreateDocument
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople

Browse = Callable[[str], FlaskClient]
WRITER, REGISTRAR, DIRECTOR = "katarina-berglund", "agneta-hallberg", "ingrid-sandell"
LOCAL = "birgitta-lofgren"


def _written(engine: Engine) -> str:
    """Let the process leader write a routine for one unit, and return the address of its draft."""
    people = {one.key: one.id for one in engine.ask(DemoPeople(), RALS)}
    with engine.database.snapshot() as connection:
        unit = connection.execute(text("SELECT id FROM unit WHERE code = 'granvik-bmm'")).scalar_one()
        node = connection.execute(
            text("SELECT id FROM process_node WHERE code = 'modrahalsovard'")
        ).scalar_one()
    today = clock.day(engine.now())
    given = {
        "titel": "Ta prover hemma",
        "galler_for": [str(unit)],
        "innehallsansvar": str(people[WRITER]),
        "giltig_fran": str(today),
        "giltig_till": str(today + timedelta(days=365)),
    }
    draft = Draft(given, Content.of_text("# Så gör du"), links=((node, ""),))
    made = engine.do(CreateDocument("rutin", draft), Identity(person_id=people[WRITER]))
    return f"/dokument/{made.number}/{made.version}"


def _task(engine: Engine) -> str:
    """Return the address of the only open task about the document."""
    asked = "SELECT t.id FROM task t JOIN document_version v ON v.case_id = t.case_id WHERE t.state = 'open'"
    with engine.database.snapshot() as connection:
        return f"/uppgifter/{connection.execute(text(asked)).scalar_one()}"


def _hand_in(client: FlaskClient, address: str, **answers: str) -> None:
    answer = client.post(address, data={"_action": "complete", **answers})
    assert answer.status_code == 303, answer.text[:3000]


def test_a_document_is_sent_considered_approved_and_read_on_pages(engine: Engine, browse: Browse) -> None:
    address, writer = _written(engine), browse(WRITER)
    assert writer.post(f"{address}/skicka", data={"_revision": "1"}).status_code == 303

    _hand_in(browse(REGISTRAR), _task(engine), bedomning="synpunkter", synpunkter="Skriv kortare.")
    _hand_in(writer, _task(engine), uppfyllt="syfte")
    _hand_in(writer, _task(engine), fortsattning="godkannande", kommentar="Texten är kortare.")

    page = browse(DIRECTOR).get(_task(engine)).text
    assert f'href="{address}"' in page
    assert "Texten är kortare." in page
    assert browse(DIRECTOR).get(address).status_code == 200, "who approves reads it"
    assert (
        browse(WRITER).post(_task(engine), data={"_action": "complete", "utfall": "godkand"}).status_code
        == 403
    )
    _hand_in(browse(DIRECTOR), _task(engine), utfall="godkand")

    assert "Gällande" in browse(LOCAL).get(address).text
    assert browse(LOCAL).post(f"{address}/last").status_code == 303


def test_what_was_sent_is_taken_back_on_its_page_with_a_reason(engine: Engine, browse: Browse) -> None:
    address, writer = _written(engine), browse(WRITER)
    writer.post(f"{address}/skicka", data={"_revision": "1"})
    assert f'href="{address}/ta-tillbaka"' in writer.get(address).text
    assert "/ta-tillbaka" not in browse(REGISTRAR).get(address).text

    assert "så länge ingen har beslutat" in writer.get(f"{address}/ta-tillbaka").text
    empty = writer.post(f"{address}/ta-tillbaka", data={"_action": "do", "skal": ""})
    assert empty.status_code == 422
    sent = {"_action": "do", "skal": "Fel bilaga."}
    assert browse(REGISTRAR).post(f"{address}/ta-tillbaka", data=sent).status_code == 403
    assert writer.post(f"{address}/ta-tillbaka", data=sent).status_code == 303

    after = writer.get(address).text
    assert "Ändra utkastet" in after
    assert "/ta-tillbaka" not in after
