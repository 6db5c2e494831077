"""The pages by which tasks go from hand to hand; everything works without a script."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask.testing import FlaskClient

from engine import clock
from engine.door import Engine
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]
CHAIR, MEMBER, OUTSIDER, HELPER = "maria-lindqvist", "amira-haddad", "tomas-ekstrom", "emma-rydberg"
DECIDED = {"utfall": "avsluta", "motivering": "Därför."}


def test_a_member_finds_a_person_and_gives_the_task(
    browse: Browse, decision: TaskRow, people: dict[str, UUID]
) -> None:
    client, page = browse(CHAIR), f"/uppgifter/{decision.id}"
    assert f'href="{page}/ge"' in client.get(page).text

    everybody = client.get(f"{page}/ge").text
    assert everybody.count('type="radio"') == 10
    assert "Amira Haddad, Regionområdeschef Söder" in everybody
    found = client.get(f"{page}/ge?sok=amira&prioritet=1").text
    assert re.findall(r'type="radio"[^>]* value="([\w-]+)"', found) == [str(people[MEMBER])]

    form = {"_action": "do", "person": str(people[MEMBER]), "prioritet": "1"}
    given = client.post(f"{page}/ge", data=form)
    assert given.location == page
    shown = client.get(page).text
    assert "Uppgiften är given." in shown
    assert "Hög prioritet" in shown
    assert "Amira Haddad har tagit uppgiften" in shown
    assert "gav Besluta om hantering till Amira Haddad" in client.get(f"/arenden/{decision.case_id}").text


def test_nobody_is_given_a_task_by_an_outsider(
    browse: Browse, decision: TaskRow, people: dict[str, UUID]
) -> None:
    client, page = browse(OUTSIDER), f"/uppgifter/{decision.id}"
    assert f"{page}/ge" not in client.get(page).text

    form = {"_action": "do", "person": str(people[MEMBER]), "prioritet": "0"}
    refused = client.post(f"{page}/ge", data=form)

    assert refused.status_code == 403
    assert "Uppgiften hör till rollen" in refused.text


def test_the_day_of_a_follow_up_stands_on_the_page_and_in_the_inbox(
    browse: Browse, decision: TaskRow, engine: Engine
) -> None:
    client, page = browse(CHAIR), f"/uppgifter/{decision.id}"
    today = clock.day(engine.now())

    late = client.post(f"{page}/folj-upp", data={"_action": "do", "dag": f"{today - timedelta(days=1)}"})
    assert late.status_code == 422
    assert "Välj i dag eller en senare dag." in late.text
    kept = client.post(f"{page}/folj-upp", data={"_action": "do", "dag": f"{today + timedelta(days=3)}"})
    assert kept.location == page
    assert "Följ upp " in client.get(page).text.split("Så gör du")[0]
    assert "<small>Följ upp " in client.get("/inkorg").text
    client.post(f"{page}/folj-upp", data={"_action": "do", "dag": ""})
    assert "<small>Följ upp " not in client.get("/inkorg").text


def asked(doer: FlaskClient, page: str, people: dict[str, UUID]) -> None:
    form = {"_action": "do", "sok": "emma", "person": str(people[HELPER]), "onskan": "Skriv skälen."}
    assert doer.post(f"{page}/hjalp", data=form).location == page


def test_the_doer_finds_a_person_to_ask_for_help_and_both_inboxes_say_so(
    browse: Browse, decision: TaskRow, people: dict[str, UUID]
) -> None:
    doer, helper, page = browse(CHAIR), browse(HELPER), f"/uppgifter/{decision.id}"
    assert str(people[HELPER]) in doer.get(f"{page}/hjalp?sok=emma").text
    asked(doer, page, people)

    assert "Emma Rydberg hjälper dig" in doer.get(page).text
    assert "Emma Rydberg hjälper till" in doer.get("/inkorg").text
    inbox = helper.get("/inkorg").text
    assert "Andra ber om din hjälp" in inbox
    assert "Maria Lindqvist ber om hjälp" in inbox
    shown = helper.get(page).text
    assert "Du hjälper Maria Lindqvist" in shown
    assert "Skriv skälen." in shown
    assert "Fatta beslutet" not in shown


def test_what_the_helper_writes_is_the_doer_s_when_it_is_given_back(
    browse: Browse, decision: TaskRow, people: dict[str, UUID]
) -> None:
    doer, helper, page = browse(CHAIR), browse(HELPER), f"/uppgifter/{decision.id}"
    asked(doer, page, people)
    written = {"_action": "update", "utfall": "handlagga_annat_satt", "motivering": "Därför."}
    renewed = helper.post(page, data=written, headers={"HX-Request": "true"}).text
    assert "På vilket sätt" in renewed
    assert "Maria Lindqvist får det när uppgiften är tillbaka." in renewed

    given = {"_action": "give-back", "motivering": "Därför.", "_reply": "Se över."}
    assert helper.post(page, data=given).location == "/inkorg"

    assert "Andra ber om din hjälp" not in helper.get("/inkorg").text
    back = doer.get(page).text
    assert "Tillbaka från Emma Rydberg" in back
    assert "<q>Se över.</q>" in back
    assert "Därför.</textarea>" in back
    assert "Tillbaka från Emma Rydberg" in doer.get("/inkorg").text
    assert doer.post(page, data={"_action": "complete", **DECIDED}).status_code == 303


def test_the_doer_takes_the_task_back_on_the_page(
    browse: Browse, decision: TaskRow, people: dict[str, UUID]
) -> None:
    doer, helper, page = browse(CHAIR), browse(HELPER), f"/uppgifter/{decision.id}"
    asked(doer, page, people)
    helper.post(page, data={"_action": "draft", "motivering": "Därför."})

    assert "Ta tillbaka från Emma Rydberg" in doer.get(page).text
    doer.post(page, data={"_action": "take-back"})

    assert "Därför.</textarea>" in doer.get(page).text
    refused = helper.post(page, data={"_action": "give-back", "motivering": "Mer."})
    assert refused.status_code == 403
    assert "Mer." in refused.text
