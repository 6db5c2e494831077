"""The pages of roles and people: who decides what, who appoints whom, who holds what and what stands empty."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import demo
import lending
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine
from engine.queries.roles.chains import Link
from forms.text import Text
from web.views.chains import STEP, drawing
from web.views.matrix import divided
from web.words import Say

Browse = Callable[[str], FlaskClient]
READER, CHAIR = "olga-ivanova", "maria-lindqvist"
_LEAVE = text("""
UPDATE role_assignment a SET valid_to = current_date + CAST(:days AS int) FROM seat s
 WHERE s.id = a.seat_id AND s.role = 'lokalt_utvecklingsansvarig'
   AND s.scope_id = (SELECT id FROM unit WHERE name = 'Regionområde Norr')
""")


def leave(engine: Engine, days: int) -> None:
    with engine.database.transaction() as connection:
        connection.execute(_LEAVE, {"days": days})


def test_a_cell_opens_a_hint_with_its_statements(browse: Browse) -> None:
    page = browse(CHAIR).get("/roller").text

    found = re.search(
        r'popovertarget="([\w-]+)" aria-label="Förvaltningsledningen beslutar: Utse uppdragsägare"', page
    )
    assert found
    hint = page.partition(f'id="{found[1]}" popover>')[2].partition("</div>")[0]
    assert "Utser uppdragsägare." in hint
    assert 'href="/krav/RH-ROLE-FVL-02"' in hint


def test_what_no_text_says_is_told_to_be_practice(browse: Browse) -> None:
    page = browse(CHAIR).get("/roller?niva=P").text

    assert "Praxis i profilen Västra Götalandsregionen, Regionhälsan." in page


def test_every_statement_of_the_matrix_has_its_page(browse: Browse) -> None:
    client = browse(CHAIR)
    links = set(re.findall(r'href="(/krav/[\w-]+)"', client.get("/roller?niva=T").text))

    assert len(links) > 10
    assert {client.get(link).status_code for link in links} == {200}


def test_the_own_role_stands_first_and_is_tinted(browse: Browse) -> None:
    page = browse(CHAIR).get("/roller").text

    first = re.findall(r'<th scope="col" class="([^"]*)"><a href="/roller/(\w+)"', page)[0]
    assert first == ("own shown", "forvaltningsledning")
    assert '<th scope="col" class="own shown">' not in browse(READER).get("/roller").text


def test_the_matrix_is_filtered_by_level_and_role(browse: Browse) -> None:
    client = browse(CHAIR)

    assert "arende.hantering" not in client.get("/roller?niva=T").text
    page = client.get("/roller?roll=uppdragsagare").text
    assert re.findall(r'<a href="/roller/(\w+)">', page)[0] == "uppdragsagare"
    assert "arende.hantering" not in page
    assert "Inga mandat passar" in client.get("/roller?niva=P&roll=uppdragsagare").text
    assert client.get("/roller?niva=X&roll=finns_inte").status_code == 200


def test_a_vacancy_says_since_when_where_tasks_go_and_who_shall_appoint(
    engine: Engine, browse: Browse
) -> None:
    leave(engine, -10)
    page = browse(READER).get("/roller").text

    row = next(row for row in page.split("<tr>") if "Regionområde Norr" in row and "Vakant sedan" in row)
    assert ", 9 dagar" in row
    assert row.count("Johan Bergström") == 2
    assert "11 vakanser" in page
    assert "4 av 5, 1 vakant" in page


def test_terms_that_end_soon_are_listed(engine: Engine, browse: Browse) -> None:
    assert "Inget förordnande slutar före" in browse(READER).get("/roller").text
    leave(engine, 40)

    page = browse(READER).get("/roller").text
    assert "om 40 dagar" in page
    assert "Inget förordnande slutar före" not in page


def test_a_role_shows_who_holds_it_who_did_and_where_it_is_vacant(engine: Engine, browse: Browse) -> None:
    leave(engine, -1)
    page = browse(READER).get("/roller/lokalt_utvecklingsansvarig").text

    sections = dict(re.findall(r'<h2 id="(\w+)">.*?</h2>(.*?)</section>', page, re.DOTALL))
    assert sections["innehavare"].count('href="/personer/') == 4
    assert "Regionområde Norr" in sections["vakanser"]
    assert "Regionområde Norr" in sections["tidigare"]
    assert "Regionområdeschef" in sections["appointed_by"]


def test_another_profile_s_role_is_held_by_nobody_here(browse: Browse) -> None:
    page = browse(READER).get("/roller/processagare?profil=region").text

    assert "Har rollen i dag" not in page


def test_holders_lead_to_a_page_without_anything_private(
    engine: Engine, client: FlaskClient, browse: Browse, people: dict[str, UUID]
) -> None:
    robot = demo.robot(engine, client, {})
    lending.substitute(robot, CHAIR, "johan-bergstrom")
    reader = browse(READER)
    address = f"/personer/{people[CHAIR]}"
    assert address in reader.get("/roller/forvaltningsledning").text

    page = reader.get(address).text
    assert "<h1>Maria Lindqvist</h1>" in page
    assert "Förvaltningsledningen" in page
    assert "ersätter" in page
    assert "@example.org" not in page
    assert "SE2321" not in page
    assert reader.get(f"/personer/{uuid4()}").status_code == 404


@pytest.mark.parametrize("path", ["/roller", "/roller/chef", "/roller/uppdragsagare"])
def test_the_pages_speak_english_too(browse: Browse, path: str) -> None:
    client = browse(READER)
    client.post("/sprak", data={"language": "en", "next": path})
    page = client.get(path).text

    assert 'lang="en"' in page
    assert "Utses av" not in page
    assert "Vakanser" not in page


def test_the_place_in_the_top_bar_is_marked(browse: Browse) -> None:
    assert '<a href="/roller" aria-current="page">' in browse(READER).get("/roller").text


def _link(role: str, *appointers: str, **more: object) -> Link:
    usual = {
        "scope": "arende",
        "is_group": False,
        "demanded": False,
        "people": 2,
        "places": 3,
        "vacant": 0,
        "only": None,
    }
    return Link(role, Text(role, role), appointers=appointers, **{**usual, **more})  # type: ignore[arg-type]


def test_the_chain_is_drawn_from_left_to_right_and_a_vacancy_is_dashed() -> None:
    links = [
        _link("a"),
        _link("b", "a"),
        _link("c", "a", demanded=True, vacant=2),
        _link("d", "b"),
        _link("alone"),
    ]

    (tree,) = drawing(links, Say("sv")).trees

    boxes = {box.role: box for box in tree.root.walk()}
    assert {role: box.x // STEP[0] for role, box in boxes.items()} == {"a": 0, "b": 1, "c": 1, "d": 2}
    assert boxes["a"].y == boxes["b"].y == boxes["d"].y
    assert boxes["c"].y == boxes["b"].y + STEP[1]
    assert (boxes["c"].vacant, boxes["c"].held) == (True, "3 av 5, 2 vakanta")
    assert boxes["b"].held == "2 personer i 3 ärenden"


def test_long_names_of_roles_may_be_divided() -> None:
    assert divided("Processområdesansvarig").split("\N{SOFT HYPHEN}") == ["Process", "områdes", "ansvarig"]
    assert divided("Chef") == "Chef"
