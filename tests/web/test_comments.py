"""Comments on the page of a case, without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

Browse = Callable[[str], FlaskClient]
CHAIR, LEAD = "maria-lindqvist", "hanna-virtanen"


def test_a_comment_is_written_read_and_withdrawn_on_the_page(
    browse: Browse, case: dict[str, Any], people: dict[str, UUID]
) -> None:
    chair, address = browse(CHAIR), f"/arenden/{case['id']}"
    assert f'name="namnda" value="{people[LEAD]}"' in chair.get(address).text

    sent = {"_action": "do", "text": "Ska vi ta <b>det</b> nu?", "namnda": str(people[LEAD]), "uppgift": ""}
    answer = chair.post(f"{address}/kommentera", data=sent)
    assert answer.headers["Location"] == f"{address}#kommentarer"
    page = chair.get(address).text

    assert "Ska vi ta &lt;b&gt;det&lt;/b&gt; nu?" in page
    assert "Nämnda: Hanna Virtanen" in page
    assert "<b>Maria Lindqvist</b> skrev en kommentar" in page
    assert "1 kommentar" in browse(LEAD).get("/arenden").text
    assert "1 kommentar" in chair.get("/inkorg").text
    withdraw = page.partition(f'action="{address}/kommentarer/')[2].partition('"')[0]
    assert "Ta tillbaka" not in browse(LEAD).get(address).text

    chair.post(f"{address}/kommentarer/{withdraw}")
    page = chair.get(address).text
    assert "Kommentaren togs tillbaka" in page
    assert "Ska vi ta" not in page


def test_what_was_written_stays_when_it_is_refused(browse: Browse, case: dict[str, Any]) -> None:
    sent = {"_action": "do", "text": "y" * 5001}
    answer = browse(CHAIR).post(f"/arenden/{case['id']}/kommentera", data=sent)

    assert answer.status_code == 422
    assert "y" * 5001 in answer.text


def test_the_task_leads_to_a_comment_about_it(browse: Browse, case: dict[str, Any], decision: Any) -> None:
    chair = browse(CHAIR)
    link = f"/arenden/{case['id']}?uppgift={decision.id}"

    assert f'href="{link}#kommentarer"' in chair.get(f"/uppgifter/{decision.id}").text
    assert f'<option value="{decision.id}" selected>' in chair.get(link).text
