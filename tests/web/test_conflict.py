"""A conflict of interest is declared on the page of the task."""

from collections.abc import Callable

from flask.testing import FlaskClient

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
