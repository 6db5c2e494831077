from collections.abc import Callable

from flask.testing import FlaskClient

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.cases.list import Cases

Browse = Callable[[str], FlaskClient]
LEAD = "hanna-virtanen"
WITHOUT_ROLE = "aisha-mohamed"
FORM = "/arenden/starta/implementering"


def test_one_chooses_among_the_processes_in_force(browse: Browse) -> None:
    page = browse(LEAD).get("/arenden/starta").text

    assert f'href="{FORM}"' in page
    assert "Implementering" in page


def test_the_start_form_asks_for_what_is_missing_and_starts_nothing(browse: Browse, engine: Engine) -> None:
    answer = browse(LEAD).post(FORM, data={"_action": "start", "rubrik": "Ny rutin"})

    assert answer.status_code == 422
    assert "starta sedan ärendet" in answer.text
    assert 'value="Ny rutin"' in answer.text
    assert engine.ask(Cases(), RALS).items == ()


def test_without_a_role_no_case_is_started_and_nothing_is_lost(browse: Browse) -> None:
    answer = browse(WITHOUT_ROLE).post(FORM, data={"_action": "start", "rubrik": "Ny rutin"})

    assert answer.status_code == 403
    assert "roll" in answer.text
    assert 'value="Ny rutin"' in answer.text


def test_the_form_is_shown_again_without_starting(browse: Browse) -> None:
    answer = browse(LEAD).post(FORM, data={"rubrik": "Ny rutin"})

    assert answer.status_code == 200
    assert 'value="Ny rutin"' in answer.text
    assert "Rätta" not in answer.text


def test_a_process_that_is_not_published_is_said_so(browse: Browse) -> None:
    answer = browse(LEAD).get("/arenden/starta/upphandling")

    assert answer.status_code == 404
    assert "upphandling finns inte" in answer.text


def test_groups_are_chosen_by_the_names_that_the_profile_gives_them(browse: Browse) -> None:
    page = browse(LEAD).get(FORM).text
    offered = page[page.index("Regionövergripande grupperingar") : page.index("Önskat datum")]

    assert ">Förvaltningsledningen</label>" in offered
    assert "forvaltningsledning" not in offered
    # One person alone is no group.
    assert "dministrat" not in offered


def test_roles_to_choose_from_have_their_names_in_the_readers_language(browse: Browse) -> None:
    client = browse(LEAD)
    client.post("/sprak", data={"language": "en"})

    page = client.get(FORM).text

    assert ">Administration management team</label>" in page
    assert ">Förvaltningsledningen</label>" not in page


def test_a_link_says_what_the_form_begins_with(browse: Browse) -> None:
    page = browse(LEAD).get("/arenden/starta/eskalering?om_arende=ARB-2026-00007&om_rapport=2&annat=x").text

    assert 'value="ARB-2026-00007"' in page
    assert 'name="om_rapport"' in page
    assert 'value="x"' not in page
