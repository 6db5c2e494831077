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
    assert "det går inte att ångra" in asked
    empty = client.post(f"{page}/jav", data={"_action": "do"})
    assert empty.status_code == 422
    declared = client.post(f"{page}/jav", data={"_action": "do", "skal": "Det gäller min syster."})

    assert declared.status_code == 303
    assert "Du har anmält jäv." in client.get("/inkorg").text
    assert f'href="{page}"' not in client.get("/inkorg").text
    assert "Du har anmält jäv i ”" in client.post(page, data={"_action": "complete"}).text
