from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from flask.testing import FlaskClient

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.operations.status import Operations

Browse = Callable[[str], FlaskClient]
LEAD = "hanna-virtanen"
ADMINISTRATOR = "stefan-aberg"


def ahead(engine: Engine) -> timedelta:
    return engine.ask(Operations(), RALS).ahead


def test_time_passes_at_the_press_of_a_button(browse: Browse, engine: Engine) -> None:
    client = browse(LEAD)

    answer = client.post("/drift/klocka", data={"by": "P7D"})

    assert answer.location == "/drift"
    assert ahead(engine) == timedelta(days=7)
    assert "Den går 7 dagar före" in client.get("/drift").text


def test_any_length_of_time_can_be_given(browse: Browse, engine: Engine) -> None:
    browse(LEAD).post("/drift/klocka", data={"own": "PT36H"})

    assert ahead(engine) == timedelta(hours=36)


def test_a_time_that_is_none_is_refused_at_the_field(browse: Browse, engine: Engine) -> None:
    answer = browse(LEAD).post("/drift/klocka", data={"own": "tio dagar"})

    assert answer.status_code == 422
    assert "till exempel P15D" in answer.text
    assert 'value="tio dagar"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert ahead(engine) == timedelta()


def test_everybody_sees_how_the_house_is_doing(browse: Browse) -> None:
    page = browse(LEAD).get("/drift").text

    assert "Ingen arbetare svarar" in page
    assert "Inga öppna störningar" in page


def test_only_an_administrator_tries_an_incident_again(browse: Browse) -> None:
    path = f"/drift/storningar/{uuid4()}/forsok"

    assert browse(LEAD).post(path).status_code == 403
    assert browse(ADMINISTRATOR).post(path).status_code == 404
