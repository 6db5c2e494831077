"""My roles, what I have lent, my absences: seen, made and taken back on one's own page."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from engine import clock
from engine.commands.roles.appoint import AppointRole
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.rights.lent import Delegations, Substitutions
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
DEPUTY = "emma-rydberg"
TWO_ROLES = "zahra-karimi"


@pytest.fixture
def today(engine: Engine) -> date:
    return clock.day(engine.now())


def _post(client: FlaskClient, path: str, **answers: Any) -> Any:
    return client.post(path, data={"_action": "do", **answers})


def _delegating(client: FlaskClient) -> str:
    return re.findall(r'href="(/jag/delegera/[^"]+)"', client.get("/jag").text)[0]


def _away(people: dict[str, UUID], today: date, **other: Any) -> dict[str, Any]:
    given = {"borjar": f"{today} 00.01", "slutar": f"{today + timedelta(days=7)} 08.00"}
    return {"sok": "rydberg", "ersattare": str(people[DEPUTY]), **given, **other}


def test_my_roles_are_shown_with_where_from_until_and_by_what(browse: Browse) -> None:
    page = browse(TWO_ROLES).get("/jag").text

    for words in (
        "Chef",
        "Lokal processledare",
        "Ungdomsmottagningen Strandby",
        "2022-08-01",
        "Tills vidare",
    ):
        assert words in page
    assert page.count('name="role"') >= 2
    assert "Tilldelad dig" in page


def test_the_role_to_act_in_is_changed_there(browse: Browse) -> None:
    client = browse(TWO_ROLES)
    role = re.search(
        r'name="next" value="/jag"><button class="btn small" name="role" value="([^"]+)"',
        client.get("/jag").text,
    )

    assert role
    assert client.post("/roll", data={"next": "/jag", "role": role[1]}).location == "/jag"
    assert "Du agerar som</span>" in client.get("/jag").text


def test_the_menus_lead_to_it(browse: Browse) -> None:
    assert browse(CHAIR).get("/inkorg").text.count('href="/jag"') == 2


def test_a_coming_role_stands_by_itself(
    browse: Browse, engine: Engine, people: dict[str, UUID], today: date
) -> None:
    later = today + timedelta(days=30)
    engine.do(
        AppointRole("modellerare", None, people[CHAIR], later), Identity(person_id=people["stefan-aberg"])
    )
    page = browse(CHAIR).get("/jag").text
    coming = page[page.index('id="others"') :]

    assert "Börjar senare" in coming
    assert later.isoformat() in coming


def test_a_person_is_searched_for_with_a_plain_link_that_keeps_what_was_typed(
    browse: Browse, people: dict[str, UUID]
) -> None:
    client = browse(CHAIR)
    path = _delegating(client)
    page = client.get(
        path, query_string={"sok": "rydberg", "mandat": "arende.hantering", "till": "2030-01-01"}
    ).text

    assert f'value="{people[DEPUTY]}"' in page
    assert "Emma Rydberg, Processutvecklare" in page
    assert str(people["hanna-virtanen"]) not in page
    assert re.search(r'value="arende.hantering" checked', page)
    assert 'value="2030-01-01"' in page
    assert str(people[CHAIR]) not in client.get(path, query_string={"sok": "lindqvist"}).text
    assert str(people[DEPUTY]) not in client.get(path).text


def test_only_mandates_of_the_role_can_be_chosen_and_the_rules_stand_before_the_button(
    browse: Browse,
) -> None:
    client = browse(CHAIR)
    page = client.get(_delegating(client)).text

    assert 'value="arende.genomforande"' in page
    assert 'value="linje.bemanning"' not in page
    assert page.index("kan inte delegeras vidare") < page.index(">Delegera</button>")
    assert page.index("båda namnen") < page.index(">Delegera</button>")


def test_a_mandate_is_delegated_listed_and_revoked(
    browse: Browse, engine: Engine, people: dict[str, UUID], today: date
) -> None:
    client, me = browse(CHAIR), Identity(person_id=people[CHAIR])
    answers = {
        "mandat": "arende.hantering",
        "sok": "rydberg",
        "mottagare": str(people[DEPUTY]),
        "fran": str(today),
    }

    assert _post(client, _delegating(client), **answers).location == "/jag"
    (lent,) = engine.ask(Delegations(), me)
    assert (lent.mandates, lent.delegate, lent.in_force) == (("arende.hantering",), "Emma Rydberg", True)
    assert "Delegerat av Maria Lindqvist" in browse(DEPUTY).get("/jag").text
    assert f"/jag/delegeringar/{lent.id}/aterkalla" not in browse(DEPUTY).get("/jag").text
    assert f"/jag/delegeringar/{lent.id}/aterkalla" in client.get("/jag").text
    assert client.post(f"/jag/delegeringar/{lent.id}/aterkalla").location == "/jag"
    assert not engine.ask(Delegations(), me)[0].in_force
    assert "Återkallad" in client.get("/jag").text
    assert (
        "redan återkallad"
        in client.post(f"/jag/delegeringar/{lent.id}/aterkalla", follow_redirects=True).text
    )


def test_faults_stand_at_their_questions_and_nothing_is_lost(
    browse: Browse, engine: Engine, people: dict[str, UUID], today: date
) -> None:
    client = browse(CHAIR)
    path = _delegating(client)
    nothing = _post(client, path, sok="rydberg")
    assert nothing.status_code == 422
    for field in ("mandat", "mottagare", "fran"):
        assert f'href="#f-{field}"' in nothing.text
    answers = {"mandat": "arende.hantering", "sok": "rydberg", "mottagare": str(people[DEPUTY])}
    past = _post(client, path, **answers, fran=str(today - timedelta(days=1)))
    late = _post(client, path, **answers, fran=str(today), till=str(today - timedelta(days=1)))

    assert (past.status_code, late.status_code) == (422, 422)
    assert 'href="#f-fran"' in past.text
    assert "bakåt i tiden" in past.text
    assert 'href="#f-till"' in late.text
    assert re.search(rf'value="{people[DEPUTY]}" checked', late.text)
    assert engine.ask(Delegations(), Identity(person_id=people[CHAIR])) == ()


def test_what_is_lent_to_me_i_cannot_lend_on(browse: Browse, people: dict[str, UUID], today: date) -> None:
    client = browse(CHAIR)
    path = _delegating(client)
    answers = {
        "mandat": "arende.hantering",
        "sok": "rydberg",
        "mottagare": str(people[DEPUTY]),
        "fran": str(today),
    }
    _post(client, path, **answers)
    deputy = browse(DEPUTY)

    assert path not in deputy.get("/jag").text
    assert deputy.get(path).status_code == 404
    assert _post(deputy, path, **answers).status_code == 404
    assert deputy.get(f"/jag/delegera/{uuid4()}").status_code == 404


def test_a_deputy_is_named_for_a_time_and_it_ends_early(
    browse: Browse, engine: Engine, people: dict[str, UUID], today: date, decision: TaskRow
) -> None:
    client, deputy, me = browse(CHAIR), browse(DEPUTY), Identity(person_id=people[CHAIR])
    task = f"/uppgifter/{decision.id}"
    assert 'value="complete"' not in deputy.get(task).text

    assert _post(client, "/jag/borta", **_away(people, today)).location == "/jag"
    (lent,) = engine.ask(Substitutions(), me)
    assert lent.starts_at.astimezone().isoformat()
    assert "Emma Rydberg ersätter dig" in client.get("/jag").text
    assert "Du ersätter Maria Lindqvist" in deputy.get("/jag").text
    assert 'value="complete"' in deputy.get(task).text
    client.post(f"/jag/franvaro/{lent.id}/avsluta")

    assert 'value="complete"' not in deputy.get(task).text
    assert not engine.ask(Substitutions(), me)[0].in_force


def test_an_absence_that_ends_before_it_begins_is_refused_at_the_time(
    browse: Browse, engine: Engine, people: dict[str, UUID], today: date
) -> None:
    answer = _post(browse(CHAIR), "/jag/borta", **_away(people, today, slutar=f"{today} 00.00"))

    assert answer.status_code == 422
    assert 'href="#f-slutar"' in answer.text
    assert f'value="{people[DEPUTY]}"' in answer.text
    assert engine.ask(Substitutions(), Identity(person_id=people[CHAIR])) == ()


def test_another_s_lending_is_not_mine_to_end(
    browse: Browse, engine: Engine, people: dict[str, UUID], today: date
) -> None:
    _post(browse(CHAIR), "/jag/borta", **_away(people, today))
    (lent,) = engine.ask(Substitutions(), Identity(person_id=people[CHAIR]))

    assert browse(DEPUTY).post(f"/jag/franvaro/{lent.id}/avsluta").status_code == 403
    assert engine.ask(Substitutions(), Identity(person_id=people[CHAIR]))[0].in_force


def test_who_has_no_role_sees_that_and_can_lend_nothing(browse: Browse) -> None:
    page = browse("olga-ivanova").get("/jag").text

    assert "Du har ingen roll i dag" in page
    assert "/jag/borta" not in page


def test_my_page_is_told_in_english_too(browse: Browse) -> None:
    client = browse(CHAIR)
    client.post("/sprak", data={"language": "en", "next": "/jag"})

    assert "<h1>My roles</h1>" in client.get("/jag").text
    assert "What is delegated cannot be delegated on." in client.get(_delegating(client)).text
