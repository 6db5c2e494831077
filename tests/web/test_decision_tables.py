"""A decision table of a draft is edited as a grid on its page, with faults at the cells, and saved as DMN."""

import html
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from engine.commands.drafts.create import CreateDraftFrom
from engine.commands.drafts.save import SaveModelDraft
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.drafts.drafts import DraftById
from engine.queries.models.versions import ProcessDefinitions
from engine.runtime.decisions.grid import grids

Browse = Callable[[str], FlaskClient]
MODELLER = "stefan-aberg"
NAME = "decisions/brt_bestam_agare.dmn"


@pytest.fixture
def who(people: dict[str, UUID]) -> Identity:
    return Identity(person_id=people[MODELLER])


@pytest.fixture
def draft_id(engine: Engine, who: Identity) -> UUID:
    published = next(one for one in engine.ask(ProcessDefinitions(), who) if one.key == "utse_roll")
    made: UUID = engine.do(CreateDraftFrom(published.id), who)
    return made


def fields(page: str) -> dict[str, str]:
    """Return what the grid's form would post."""
    form = page[page.index('id="form"') : page.index("</form>", page.index('id="form"'))]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        found[name[1] if name else ""] = html.unescape(value[1]) if value else ""
    for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(value)
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", inside)
        found[name] = html.unescape(chosen[1] or chosen[2]) if chosen else ""
    return found


def path_of(draft_id: UUID) -> str:
    return f"/modeller/utkast/{draft_id}/tabeller/brt_bestam_agare"


def test_a_table_is_checked_where_it_is_written_and_what_is_deleted_comes_back(
    browse: Browse, draft_id: UUID
) -> None:
    client, path = browse(MODELLER), path_of(draft_id)
    page = client.get(path).text
    assert "Inga fel, luckor eller krockar" in page

    page = client.post(path, data=fields(page) | {"_action": "update", "row.0.in.0": "[1.."}).text
    assert "uttrycket slutar för tidigt" in page

    assert client.post(path, data={"size": "9 9 9999", "_action": "save"}).status_code == 422
    odd = client.post(path, data=fields(page) | {"_action": "update", "row.0.note": "a\x00\ud7ff\uffff"})
    assert (odd.status_code, fields(odd.text)["row.0.note"]) == (200, "a\ud7ff")

    page = client.post(path, data=fields(page) | {"_action": "row-delete 0"}).text
    assert "Ingen regel för" in page

    page = client.post(path, data=fields(page) | {"_action": "undo"}).text
    assert fields(page)["row.0.in.0"] == "[1.."


def test_a_lost_race_keeps_what_was_written_which_can_then_be_saved(
    engine: Engine, browse: Browse, draft_id: UUID, who: Identity
) -> None:
    client, path = browse(MODELLER), path_of(draft_id)
    mine = fields(client.get(path).text) | {"_action": "save", "row.0.note": "Ny anmärkning"}
    before = engine.ask(DraftById(draft_id), who)
    changed = before.files[NAME].replace(b"av det som", b"av allt som")
    engine.do(SaveModelDraft(draft_id, before.draft.revision, {NAME: changed}), who)

    answer = client.post(path, data=mine)
    assert answer.status_code == 409
    assert "har sparat det här sedan du hämtade det" in answer.text
    assert fields(answer.text)["row.0.note"] == "Ny anmärkning"

    assert client.post(path, data=fields(answer.text) | {"_action": "save"}).status_code == 303
    saved = engine.ask(DraftById(draft_id), who).files[NAME]
    assert grids(saved)[0].rows[0].note == "Ny anmärkning"
    assert client.get(f"{path}/dmn").data == saved
