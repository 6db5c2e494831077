import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import demo
import pytest
from flask.testing import FlaskClient

from engine.commands.tasks.claim import ClaimTask
from engine.commands.tasks.complete import CompleteTask
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.rows import TaskRow
from engine.queries.tasks.inbox import Inbox

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
MEMBER = "amira-haddad"
OUTSIDER = "tomas-ekstrom"
REFUSING = {"utfall": "avsluta", "motivering": "Frågan är redan löst."}


@pytest.fixture
def page(decision: TaskRow) -> str:
    return f"/uppgifter/{decision.id}"


def test_the_role_holder_sees_why_what_and_the_form(browse: Browse, page: str) -> None:
    answer = browse(CHAIR).get(page)

    assert answer.status_code == 200
    for words in (
        "<h1>Besluta om hantering</h1>",
        "Varför du?",
        "Besluta hur ärendet ska hanteras",
        "RH-ROLE-FVL-01",
        "Så gör du",
        "Klart senast",
        "Bereda ärendet",
        "Du beslutar som <b>Förvaltningsledningen</b>",
        "Fatta beslutet",
        "Hanna Virtanen",
    ):
        assert words in answer.text, words


def test_somebody_without_the_role_sees_whose_it_is_and_no_form(browse: Browse, page: str) -> None:
    answer = browse(OUTSIDER).get(page)

    assert answer.status_code == 200
    assert "Du har inte rollen Förvaltningsledningen i Regionhälsan i dag. Uppgiften görs av" in answer.text
    assert "Fatta beslutet" not in answer.text
    assert "<textarea" not in answer.text


def test_somebody_without_the_role_cannot_do_it_by_posting(browse: Browse, page: str) -> None:
    answer = browse(OUTSIDER).post(page, data={"_action": "complete", **REFUSING})

    assert answer.status_code == 403
    assert "hör till rollen" in answer.text
    assert "Frågan är redan löst." in answer.text


def test_a_task_that_is_not_there_is_said_so(browse: Browse) -> None:
    answer = browse(CHAIR).get(f"/uppgifter/{uuid4()}")

    assert answer.status_code == 404
    assert "Uppgiften finns inte" in answer.text


def test_faults_stand_first_and_at_their_fields_and_nothing_typed_is_lost(browse: Browse, page: str) -> None:
    answer = browse(CHAIR).post(
        page, data={"_action": "complete", "utfall": "", "sammantrade_ref": "FVL 2026-11-26"}
    )

    assert answer.status_code == 422
    assert "<title>Fel: Besluta om hantering" in answer.text
    assert "Rätta två fel, fatta sedan beslutet" in answer.text
    assert re.search(r'role="alert" tabindex="-1" id="faults" autofocus', answer.text)
    for target in re.findall(r'<li><a href="#([\w-]+)">', answer.text):
        assert f'id="{target}"' in answer.text
    assert 'aria-describedby="f-motivering-hint f-motivering-error"' in answer.text
    assert 'value="FVL 2026-11-26"' in answer.text


def test_a_decision_leads_on_and_is_told_once(browse: Browse, page: str, decision: TaskRow) -> None:
    client = browse(CHAIR)
    key = re.search(r'name="_key" value="([\w-]+)"', client.get(page).text)
    assert key
    form = {"_action": "complete", "_key": key[1], "_version": str(decision.version), **REFUSING}

    answer = client.post(page, data=form)

    assert (answer.status_code, answer.location) == (303, f"/arenden/{decision.case_id}")
    assert "Klart: Besluta om hantering.</p>" in client.get(answer.location).text
    assert "Klart: Besluta om hantering.</p>" not in client.get(answer.location).text
    # A second press of the same button is the same step.
    assert client.post(page, data=form).location == answer.location
    closed = client.get(page).text
    assert "Uppgiften är redan avslutad" in closed
    assert "Frågan är redan löst." in closed
    assert "Fatta beslutet" not in closed


def test_the_next_task_of_the_same_person_follows(browse: Browse, page: str) -> None:
    client = browse(CHAIR)

    answer = client.post(page, data={"_action": "complete", "utfall": "bereda"})

    assert answer.status_code == 303
    assert answer.location.startswith("/uppgifter/")
    assert "Här är nästa uppgift" in client.get(answer.location).text


def test_a_draft_is_kept_for_the_one_who_wrote_it(browse: Browse, page: str) -> None:
    client = browse(CHAIR)

    answer = client.post(page, data={"_action": "draft", "motivering": "Vi behöver"})

    assert answer.status_code == 303
    again = client.get(page).text
    assert "Vi behöver</textarea>" in again
    assert "Bara du ser det." in again
    assert "Vi behöver" not in browse(MEMBER).get(page).text


def test_questions_follow_the_answers_without_a_script(browse: Browse, page: str) -> None:
    client = browse(CHAIR)
    assert "På vilket sätt" not in client.get(page).text

    answer = client.post(
        page,
        data={"_action": "update", "utfall": "handlagga_annat_satt", "motivering": "Det hör till linjen."},
    )

    assert answer.status_code == 200
    assert "På vilket sätt" in answer.text
    assert "Det hör till linjen.</textarea>" in answer.text


def test_a_script_gets_the_form_alone(browse: Browse, page: str) -> None:
    answer = browse(CHAIR).post(
        page, data={"_action": "update", "utfall": "handlagga_annat_satt"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<form")
    assert "På vilket sätt" in answer.text
    assert "autofocus" not in answer.text


def test_a_script_whose_login_has_ended_changes_nothing_on_the_page(nobody: FlaskClient, page: str) -> None:
    answer = nobody.post(page, data={"_action": "update"}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.text) == (204, "")


def test_a_member_takes_the_task_and_gives_it_back(browse: Browse, page: str) -> None:
    client, other = browse(MEMBER), browse(CHAIR)

    taken = client.post(page, data={"_action": "claim"})
    assert taken.location == page
    assert "Du har tagit uppgiften" in client.get(page).text
    assert "Amira Haddad har tagit uppgiften" in other.get(page).text

    assert client.post(page, data={"_action": "unclaim"}).location == "/inkorg"
    assert "Fatta beslutet" in other.get(page).text


def test_whoever_comes_second_is_told_and_keeps_what_they_wrote(
    engine: Engine, browse: Browse, page: str, decision: TaskRow, people: dict[str, UUID]
) -> None:
    client = browse(CHAIR)
    client.get(page)
    other = {"utfall": "bereda", "beslutsfattare": str(people[CHAIR])}
    engine.do(CompleteTask(decision.id, other), Identity(person_id=people[MEMBER]))

    answer = client.post(page, data={"_action": "complete", **REFUSING})

    assert answer.status_code == 409
    assert "är redan klar" in answer.text
    assert "Frågan är redan löst." in answer.text
    assert f'href="/arenden/{decision.case_id}"' in answer.text


def test_a_task_that_has_changed_since_it_was_opened_is_shown_again(
    engine: Engine, browse: Browse, page: str, decision: TaskRow, people: dict[str, UUID]
) -> None:
    client = browse(CHAIR)
    engine.do(ClaimTask(decision.id), Identity(person_id=people[CHAIR]))

    answer = client.post(page, data={"_action": "complete", "_version": "0", **REFUSING})

    assert answer.status_code == 409
    assert "har ändrats sedan du öppnade den" in answer.text
    assert "Frågan är redan löst.</textarea>" in answer.text
    assert "Fatta beslutet" in answer.text


def test_a_task_of_another_role_is_done_after_a_change_of_role(
    browse: Browse, page: str, engine: Engine, people: dict[str, UUID]
) -> None:
    client = browse(MEMBER)
    area = re.search(
        r'name="role" value="([\w-]+)" aria-pressed="false">.*?<b>Regionområdeschef',
        client.get("/inkorg").text,
    )
    assert area
    chosen = area[0].rsplit('value="', 1)[1].split('"')[0]
    client.post("/roll", data={"role": chosen})
    shown = client.get(page).text
    assert (
        "Du agerar som <b>Regionområdeschef</b>, men uppgiften görs som <b>Förvaltningsledningen</b>" in shown
    )
    refused = client.post(page, data={"_action": "complete", **REFUSING})
    assert refused.status_code == 403
    assert "Byt roll" in refused.text

    offered = re.search(r'name="_role" value="([\w-]+)"', shown)
    assert offered
    changed = client.post(page, data={"_role": offered[1], "motivering": "Halvskrivet"})

    assert changed.status_code == 200
    assert "Halvskrivet</textarea>" in changed.text
    assert "Du beslutar som <b>Förvaltningsledningen</b>" in changed.text
    for_the_chair = {**REFUSING, "beslutsfattare": str(people[CHAIR])}
    assert client.post(page, data={"_action": "complete", **for_the_chair}).status_code == 303


def test_rows_are_added_and_removed_by_buttons(
    engine: Engine, client: FlaskClient, browse: Browse, people: dict[str, UUID], case: dict[str, Any]
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    found = None
    while found is None:
        robot.round(case["id"], leave=lambda task: task["element_id"] == "ut_identifiera_kompetens")
        inbox = engine.ask(Inbox(case=UUID(case["id"])), Identity(person_id=people[CHAIR]))
        found = next((one for one in inbox.items if one.element_id == "ut_identifiera_kompetens"), None)
    reader, page = browse(CHAIR), f"/uppgifter/{found.id}"
    name = re.search(r'name="_add" value="([\w.]+)"', reader.get(page).text)
    assert name

    two = reader.post(page, data={"_row": f"{name[1]}.0", "_add": name[1]}).text
    assert two.count('name="_row"') == 2
    assert f'id="f-{name[1]}-1" tabindex="-1" autofocus' in two

    one = reader.post(page, data={"_row": [f"{name[1]}.0", f"{name[1]}.1"], "_remove": f"{name[1]}.0"}).text
    assert one.count('name="_row"') == 1
