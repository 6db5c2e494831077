"""A conflict of interest is declared on the page of the task."""

from collections.abc import Callable
from typing import Any

import demo
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]


def test_a_conflict_of_interest_is_declared_on_a_page_that_says_what_follows(
    browse: Browse, decision: TaskRow
) -> None:
    page = f"/uppgifter/{decision.id}"
    client = browse("maria-lindqvist")
    assert f'href="{page}/jav"' in client.get(page).text

    asked = client.get(f"{page}/jav").text
    assert "Du kan ta tillbaka anmälan" in asked
    empty = client.post(f"{page}/jav", data={"_action": "do"})
    assert empty.status_code == 422
    declared = client.post(f"{page}/jav", data={"_action": "do", "skal": "Det gäller min syster."})

    assert declared.status_code == 303
    assert "Du har anmält jäv." in client.get("/inkorg").text
    assert f'href="{page}"' not in client.get("/inkorg").text
    assert "Du har anmält jäv i ”" in client.post(page, data={"_action": "complete"}).text

    assert f'href="{page}/inte-jav"' in client.get(page).text
    assert client.post(f"{page}/inte-jav", data={"_action": "do"}).status_code == 422
    back = client.post(f"{page}/inte-jav", data={"_action": "do", "skal": "Jag läste fel namn."})
    assert back.status_code == 303
    assert "Ditt beslut" in client.get(page).text


def test_in_a_secret_case_it_is_taken_back_on_a_page_that_tells_only_what_was_written(
    browse: Browse, engine: Engine, case: dict[str, Any], decision: TaskRow
) -> None:
    with engine.database.transaction() as connection:
        connection.execute(text('UPDATE "case" SET secret = true'))
    page, client = f"/uppgifter/{decision.id}", browse("maria-lindqvist")
    client.post(f"{page}/jav", data={"_action": "do", "skal": "Det gäller min syster."})

    mine, asked = client.get("/jag").text, client.get(f"{page}/inte-jav").text

    assert f'href="{page}/inte-jav"' in mine
    for shown in (mine, asked):
        assert "Det gäller min syster." in shown
        assert case["number"] not in shown
        assert demo.START["rubrik"] not in shown
        assert decision.name.sv not in shown
    assert browse(demo.LEAD).get(f"{page}/inte-jav").status_code == 404
    back = client.post(f"{page}/inte-jav", data={"_action": "do", "skal": "Jag läste fel namn."})
    assert back.location == "/inkorg"
    assert "Ta tillbaka jäv" not in client.get("/jag").text
