import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import demo
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.commands.access.advance_clock import AdvanceClock
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.operations.status import Operations

Browse = Callable[[str], FlaskClient]
LEAD = "hanna-virtanen"
ADMINISTRATOR = "stefan-aberg"
_INCIDENT = text("""
INSERT INTO incident (id, instance_id, element, step, what, why, raised_at, person_id)
SELECT gen_random_uuid(), n.id, 'x', '{}', '{"sv": "Steget", "en": "The step"}', '{"sv": "Skäl", "en": "Why"}',
       now(), c.started_by FROM instance n JOIN "case" c ON c.id = n.case_id WHERE c.id = :case
""")

DEAD = text("""
INSERT INTO dispatch (id, organisation_id, person_id, made_at, failed_at, tries, trouble)
SELECT gen_random_uuid(), organisation_id, id, now(), now(), 10, 'SMTPServerDisconnected' FROM person WHERE key = 'emma-rydberg'
""")


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


def test_an_incident_in_a_secret_case_is_shown_to_others_without_the_case(
    browse: Browse, engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})
    with engine.database.transaction() as connection:
        connection.execute(_INCIDENT, {"case": case["id"]})

    seen, hidden = browse(LEAD).get("/drift").text, browse(ADMINISTRATOR).get("/drift").text

    assert case["number"] in seen
    assert case["title"] in seen
    assert case["number"] not in hidden
    assert case["title"] not in hidden
    assert case["id"] not in hidden
    assert "Ärende med sekretess" in hidden
    assert "Försök igen" in hidden
    told = robot.get("/operations", ADMINISTRATOR)["incidents"][0]
    assert (told["case_id"], told["case_number"], told["person"]) == (None, None, None)


def test_a_clock_that_is_not_ahead_says_nothing_of_it(browse: Browse, engine: Engine) -> None:
    engine.do(AdvanceClock("-PT1H"), RALS)

    assert "före" not in browse(LEAD).get("/drift").text


def test_an_administrator_adds_and_ends_a_webhook_and_sees_its_secret_once(browse: Browse) -> None:
    client = browse(ADMINISTRATOR)
    wrong = client.post("/drift/webhookar", data={"url": "https://127.0.0.1/", "events": "case.started"})
    assert wrong.status_code == 422
    assert "RALS_WEBHOOK_NETWORKS" in wrong.text
    assert 'value="https://127.0.0.1/"' in wrong.text

    made = client.post(
        "/drift/webhookar", data={"url": "https://diarium.example.org/in", "events": "case.started"}
    )

    assert "whsec_" in made.text
    shown = client.get("/drift").text
    assert "https://diarium.example.org/in" in shown
    assert "whsec_" not in shown
    end = re.findall(r'action="(/drift/webhookar/[^"]+/avsluta)"', shown)[0]
    assert client.post(end).location == "/drift"
    assert "diarium.example.org" not in client.get("/drift").text.partition("<form")[0]
    assert client.post(end).status_code == 404


def test_who_is_no_administrator_sees_and_does_nothing_with_webhooks_and_dead_letters(browse: Browse) -> None:
    client = browse(LEAD)

    assert "Webhookar" not in client.get("/drift").text
    sent = {"url": "https://diarium.example.org/in", "events": "case.started"}
    assert client.post("/drift/webhookar", data=sent).status_code == 403
    assert client.post(f"/drift/forsandelser/{uuid4()}/forsok").status_code == 403


def test_what_could_not_be_sent_is_sent_again_from_the_page(browse: Browse, engine: Engine) -> None:
    with engine.database.transaction() as connection:
        connection.execute(DEAD)
    client = browse(ADMINISTRATOR)
    shown = client.get("/drift").text
    assert "Det gick inte att skicka." in shown
    assert "SMTPServerDisconnected" in shown
    assert "Emma Rydberg" in shown

    again = re.findall(r'action="(/drift/forsandelser/[^"]+/forsok)"', shown)[0]

    assert client.post(again).location == "/drift"
    after = client.get("/drift").text
    assert "Försändelsen är på väg igen" in after
    assert "SMTPServerDisconnected" not in after
    assert client.post(again).status_code == 404
