"""Interventions and following on the page of a case."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

Browse = Callable[[str], FlaskClient]
ADMIN, CHAIR, LEAD = "stefan-aberg", "maria-lindqvist", "hanna-virtanen"
WHY = {"_action": "do", "skal": "Vi väntar på regionstyrelsen."}


def test_a_case_is_suspended_resumed_and_cancelled_on_its_page(browse: Browse, case: dict[str, Any]) -> None:
    admin, address = browse(ADMIN), f"/arenden/{case['id']}"
    assert f'href="{address}/ingrepp/pausa"' in admin.get(address).text
    assert "ingrepp/pausa" not in browse(LEAD).get(address).text
    assert browse(LEAD).get(f"{address}/ingrepp/pausa").status_code == 403
    assert admin.post(f"{address}/ingrepp/pausa", data={"_action": "do", "skal": ""}).status_code == 422

    assert admin.post(f"{address}/ingrepp/pausa", data=WHY).status_code == 303
    page = browse(LEAD).get(address).text
    assert "Pausat" in page
    assert "<b>Stefan Åberg</b> pausade ärendet" in page
    assert WHY["skal"] in page
    assert "Pausat" in browse(LEAD).get("/arenden").text
    assert admin.post(f"{address}/ingrepp/ateruppta", data=WHY).status_code == 303
    assert admin.post(f"{address}/ingrepp/avbryt", data=WHY).status_code == 303
    page = browse(LEAD).get(address).text
    assert "Avbrutet" in page
    assert "Ärendet avbröts: Vi väntar" in page
    # Each stays on the case for ever, in a part of the page of its own.
    told = page.partition('id="interventions"')[2].partition("</section>")[0]
    for done in ("pausade", "återupptog", "avbröt"):
        assert f"<b>Stefan Åberg</b> {done} ärendet" in told
    assert "ingrepp/" not in admin.get(address).text


def test_a_due_date_is_changed_and_a_move_is_previewed(
    browse: Browse, case: dict[str, Any], decision: Any
) -> None:
    admin, address = browse(ADMIN), f"/arenden/{case['id']}"
    task = f"{address}/uppgifter/{decision.id}"
    sent = {**WHY, "klar": "2031-03-01 12.00"}
    assert "Ändra sista dag" in admin.get(f"{task}/sista-dag").text

    assert admin.post(f"{task}/sista-dag", data=sent).headers["Location"] == address
    assert "2031-03-01" in browse(LEAD).get(address).text
    where = admin.get(f"{task}/flytta").text
    assert "Flytta ärendet" in where


def test_one_follows_and_stops(browse: Browse, case: dict[str, Any]) -> None:
    chair, address = browse(CHAIR), f"/arenden/{case['id']}"
    assert "Sluta följa ärendet" in browse(LEAD).get(address).text
    assert "Följ ärendet" in chair.get(address).text
    chair.post(f"{address}/folj", data={"folj": "ja"})
    assert "Sluta följa ärendet" in chair.get(address).text
