"""A file chosen on a page is kept at once and stays chosen, whatever becomes of the form."""

import io
from collections.abc import Callable

import outside
from flask.testing import FlaskClient

from engine.door import Engine
from engine.settings import Outgoing

Browse = Callable[[str], FlaskClient]
START = "/arenden/starta/implementering"


def test_a_chosen_file_stays_chosen_when_the_form_is_refused(browse: Browse) -> None:
    client = browse("hanna-virtanen")

    answer = client.post(
        START,
        data={"_action": "start", "rubrik": "Med bilaga", "bilagor": (io.BytesIO(b"hej"), "plan.txt")},
        content_type="multipart/form-data",
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "plan.txt</a><input" in page
    assert "Med bilaga" in page


def test_an_empty_file_is_refused_with_what_was_written(browse: Browse) -> None:
    client = browse("hanna-virtanen")

    answer = client.post(
        START,
        data={"_action": "start", "rubrik": "Tom bilaga", "bilagor": (io.BytesIO(b""), "tom.txt")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert "Välj en fil med namn och innehåll" in answer.get_data(as_text=True)
    assert "Tom bilaga" in answer.get_data(as_text=True)


def test_what_was_written_is_kept_when_the_scanner_finds_a_virus_or_is_silent(
    engine: Engine, browse: Browse
) -> None:
    client = browse("hanna-virtanen")

    def send() -> str:
        sent = {
            "_action": "start",
            "rubrik": "Smittad bilaga",
            "bilagor": (io.BytesIO(outside.EICAR), "x.txt"),
        }
        answer = client.post(START, data=sent, content_type="multipart/form-data")
        assert answer.status_code == 422
        return answer.get_data(as_text=True)

    with outside.scanner() as address:
        engine.outgoing = Outgoing(scanner=address)
        found = send()
    silent = send()

    assert "x.txt: Filen togs inte emot: virusskyddet fann Eicar-Test-Signature." in found
    assert "x.txt: Filen kan inte sökas igenom efter virus just nu" in silent
    for page in (found, silent):
        assert "Smittad bilaga" in page
        assert "x.txt</a>" not in page
