"""A form of a draft is edited question by question: added, described, moved, deleted and fetched back, as a list and as JSON."""

import html
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from engine.commands.drafts.create import CreateDraft
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.drafts.drafts import DraftById

Browse = Callable[[str], FlaskClient]
MODELLER = "stefan-aberg"
NAME = "forms/f_beslut.form.json"


@pytest.fixture
def who(people: dict[str, UUID]) -> Identity:
    return Identity(person_id=people[MODELLER])


@pytest.fixture
def draft_id(engine: Engine, who: Identity) -> UUID:
    made: UUID = engine.do(CreateDraft("ny_process", "Ny process"), who)
    return made


class Editor:
    """The pages of one form in a browser."""

    def __init__(self, client: FlaskClient, engine: Engine, draft_id: UUID, who: Identity) -> None:
        self.client, self.engine, self.draft_id, self.who = client, engine, draft_id, who
        self.path = f"/modeller/utkast/{draft_id}/formular/f_beslut"

    @property
    def form(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.engine.ask(DraftById(self.draft_id), self.who).files[NAME])
        return found

    @property
    def keys(self) -> list[str]:
        return [one["key"] for one in self.form["components"]]

    def get(self, path: str = "") -> str:
        return self.client.get(self.path + path).get_data(as_text=True)

    def post(self, action: str, path: str = "", **more: str) -> tuple[int, str]:
        """Press a button of the page as it is now."""
        read = more.pop("_read", "") or self.read(path)
        sent = {"_read": read, "_action": action, **more}
        answer = self.client.post(self.path + path, data=sent)
        return answer.status_code, answer.get_data(as_text=True)

    def read(self, path: str = "") -> str:
        return re.findall(r'name="_read" value="([^"]*)"', self.get(path))[0]


FIELD = {"nyckel": "utfall", "ledtext": "Utfall", "ledtext_en": "Outcome", "obligatorisk": "true"}
ROWS = {
    "alternativ.0.varde": "bifall",
    "alternativ.0.ledtext": "Bifall",
    "alternativ.0.engelska": "Approve",
}
WRITTEN = {
    "type": "select",
    "id": "select_1",
    "key": "utfall",
    "label": "Utfall",
    "values": [{"label": "Bifall", "value": "bifall", "label_en": "Approve"}],
    "properties": {"label_en": "Outcome"},
    "validate": {"required": True},
    "conditional": {"hide": '=text_1 = "nej"'},
}


@pytest.fixture
def editor(engine: Engine, browse: Browse, draft_id: UUID, who: Identity) -> Editor:
    """A form with one question that has just been begun."""
    client, new = browse(MODELLER), {"_action": "formular", "key": "f_beslut", "title": "Beslut"}
    assert client.post(f"/modeller/utkast/{draft_id}/delar", data=new).status_code == 303
    return Editor(client, engine, draft_id, who)


def test_questions_are_added_described_moved_deleted_and_fetched_back(editor: Editor) -> None:
    assert editor.post("add", kind="select")[0] == 303
    assert editor.keys == ["text_1", "select_1"]

    _, page = editor.post("update", "/falt/select_1", **FIELD, **ROWS, dolj="=text_1 = ")
    assert "går inte att läsa" in page
    assert editor.keys == ["text_1", "select_1"]
    assert editor.post("do", "/falt/select_1", **FIELD, **ROWS, dolj='=text_1 = "nej"')[0] == 303
    assert editor.form["components"][1] == WRITTEN

    assert editor.post("up select_1")[0] == 200
    assert editor.keys == ["utfall", "text_1"]
    _, page = editor.post("delete select_1")
    assert editor.keys == ["text_1"]
    editor.post("restore", _gone=html.unescape(re.findall(r'name="_gone" value="([^"]*)"', page)[0]))
    assert editor.keys == ["utfall", "text_1"]

    _, page = editor.post("try")
    assert "Välj utfall." in page


def test_a_lost_race_and_broken_json_keep_what_was_written_and_faults_stand_at_their_question(
    editor: Editor,
) -> None:
    old = editor.read()
    editor.post("add", kind="number")
    field = {"nyckel": "belopp", "ledtext": "Belopp i kronor"}
    status, page = editor.post("do", "/falt/number_1", _read=old, **field)
    assert status == 409
    assert "har sparat det här" in page
    assert "Belopp i kronor" in page
    assert editor.keys == ["text_1", "number_1"]

    assert editor.post("json", json='{"id": "\\ud800"}')[0] == 422
    assert editor.post("restore", _gone='{"place": [1e999], "component": {}}')[0] == 422
    status, page = editor.post("json", json="{inte json")
    assert status == 422
    assert "{inte json" in page

    broken = {**editor.form, "components": [{"type": "number", "key": "Å", "label": "Fel", "id": "x"}]}
    assert editor.post("json", json=json.dumps(broken))[0] == 303
    page = editor.get()
    assert "är inget giltigt namn" in page
    assert "Formuläret visas här när felen är rättade" in page
