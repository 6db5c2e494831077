"""The page of a role shows all that its card says, with the statements, and tasks lead to it."""

import re
from collections.abc import Callable
from dataclasses import fields

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from engine.library import product_profile
from engine.queries.roles.card import Line, RoleCard, card
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]
READER = "tomas-ekstrom"
PARTS = [one.name for one in fields(RoleCard) if one.type == tuple[Line, ...]]


@pytest.mark.parametrize(
    ("profile", "role"),
    [
        ("vgr", "processomradesansvarig"),
        ("pop", "processagare"),
        ("region", "processagare"),
        ("eskilstuna", "processteam"),
    ],
)
def test_everything_on_the_card_stands_in_its_part_of_the_page(
    browse: Browse, profile: str, role: str
) -> None:
    found = card(product_profile(profile), role)
    page = browse(READER).get(f"/roller/{role}?profil={profile}").text

    assert f"<h1>{found.name.sv}</h1>" in page
    assert PARTS
    for part in PARTS:
        section = re.search(rf'<h2 id="{part}">.*?</section>', page, re.DOTALL)
        for line in getattr(found, part):
            assert section
            assert str(escape(line.text.sv)) in section[0]
            assert all(f'href="/krav/{one}"' in section[0] for one in line.krav)


def test_a_role_without_a_profile_is_that_of_the_readers_own(browse: Browse) -> None:
    client = browse(READER)

    assert "<h1>Uppdragsägare</h1>" in client.get("/roller/uppdragsagare").text
    assert client.get("/roller/pug").status_code == 404
    assert client.get("/roller/pug?profil=finns-inte").status_code == 404


def test_a_task_leads_to_the_role_that_does_it(browse: Browse, decision: TaskRow) -> None:
    client = browse("maria-lindqvist")

    assert 'href="/roller/forvaltningsledning"' in client.get(f"/uppgifter/{decision.id}").text
    assert "Utser uppdragsägare" in client.get("/roller/forvaltningsledning").text
