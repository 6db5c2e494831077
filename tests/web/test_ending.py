"""Appointments and licences are ended early on pages: from a day, with a reason, by those who may over the API."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import text

from engine import clock
from engine.door import Engine

Browse = Callable[[str], FlaskClient]
ADMINISTRATOR, ANOTHER = "stefan-aberg", "agneta-hallberg"
ROLE = "/roller/lokalt_utvecklingsansvarig"


def _one(engine: Engine, statement: str, **values: Any) -> Any:
    with engine.database.transaction() as connection:
        return connection.execute(text(statement), values).scalar_one()


def test_an_appointment_is_ended_on_the_page_of_its_role_with_a_day_and_a_reason(
    engine: Engine, browse: Browse
) -> None:
    client, today = browse(ADMINISTRATOR), clock.day(engine.now())
    address = re.findall(rf'href="({ROLE}/[0-9a-f-]+/avsluta)"', client.get(ROLE).text)[0]
    assert "/avsluta" not in browse(ANOTHER).get(ROLE).text
    last = today + timedelta(days=9)
    sent = {"_action": "do", "sista_dag": last.isoformat(), "skal": "Byter tjänst."}
    assert browse(ANOTHER).get(address).status_code == 403
    assert browse(ANOTHER).post(address, data=sent).status_code == 403
    assert "Byter tjänst." in client.post(address, data={**sent, "sista_dag": "2020-01-01"}).text

    assert client.post(address, data=sent).status_code == 303

    assert f'<time datetime="{last}">' in client.get(ROLE).text
    ended = "SELECT details FROM trail WHERE kind = 'role-ended'"
    assert _one(engine, ended) | {"reason": "Byter tjänst.", "last_day": last.isoformat()} == _one(
        engine, ended
    )
    assert client.get(f"{ROLE}/{uuid4()}/avsluta").status_code == 404


def test_a_licence_is_ended_on_the_page_of_the_person_and_what_has_been_stays(
    engine: Engine, browse: Browse
) -> None:
    client, today = browse(ADMINISTRATOR), clock.day(engine.now())
    person = _one(engine, "SELECT id FROM person WHERE key = 'katarina-berglund'")
    _one(
        engine,
        "INSERT INTO licence (id, person_id, system, kind, valid_from) VALUES (:id, :person, '2c8', 'full', :day)"
        " RETURNING id",
        id=uuid4(),
        person=person,
        day=today - timedelta(days=100),
    )
    page = f"/personer/{person}"
    address = re.findall(rf'href="({page}/licenser/[0-9a-f-]+/avsluta)"', client.get(page).text)[0]
    assert "Licenser" not in browse(ANOTHER).get(page).text
    yesterday = today - timedelta(days=1)
    sent = {"_action": "do", "sista_dag": yesterday.isoformat(), "skal": "Arbetar inte i kartan."}
    assert browse(ANOTHER).post(address, data=sent).status_code == 403
    before = {**sent, "sista_dag": (today - timedelta(days=2)).isoformat()}
    assert client.post(address, data=before).status_code == 422

    assert client.post(address, data=sent).status_code == 303

    assert "Licenser" not in client.get(page).text
    assert _one(engine, "SELECT valid_to FROM licence") == yesterday
    kept = _one(engine, "SELECT details FROM trail WHERE kind = 'licence-ended'")
    assert (kept["system"], kept["reason"]) == ("2c8", "Arbetar inte i kartan.")
    assert client.post(address, data=sent).status_code == 409
