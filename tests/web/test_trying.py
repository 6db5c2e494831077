"""A draft is tried out on its page: by hand and by the robot, and nothing is stored."""

import html
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.commands.drafts.create import CreateDraftFrom
from engine.commands.drafts.save import SaveModelDraft
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.drafts.drafts import DraftById
from engine.queries.models.versions import ProcessDefinitions

Browse = Callable[[str], FlaskClient]
MODELLER = "stefan-aberg"


@pytest.fixture
def begin(engine: Engine, people: dict[str, UUID]) -> Callable[[str], UUID]:
    """Begin a draft as a published process is."""

    def begun(key: str) -> UUID:
        who = Identity(person_id=people[MODELLER])
        published = next(one for one in engine.ask(ProcessDefinitions(), who) if one.key == key)
        return engine.do(CreateDraftFrom(published.id), who)

    return begun


@pytest.fixture
def draft_id(begin: Callable[[str], UUID]) -> UUID:
    return begin("implementering")


def post(client: FlaskClient, path: str, page: str, action: str, **more: Any) -> str:
    """Press a button of the page, with what the page carries."""
    carried = html.unescape(re.findall(r'name="_trial" value="([^"]*)"', page)[0])
    chosen = html.unescape(re.findall(r'name="_chosen" value="([^"]*)"', page)[0])
    sent = {"_trial": carried, "_chosen": chosen, "_action": action, **more}
    return client.post(path, data=sent).get_data(as_text=True)


def carried(page: str) -> Any:
    return json.loads(html.unescape(re.findall(r'name="_trial" value="([^"]*)"', page)[0]))


def cases(engine: Engine) -> Any:
    with engine.database.snapshot() as connection:
        counted = (
            'SELECT (SELECT count(*) FROM "case"), (SELECT count(*) FROM seat), (SELECT count(*) FROM trail)'
        )
        return tuple(connection.execute(text(counted)).one())


def test_a_page_that_was_tampered_with_is_refused_with_a_sentence(browse: Browse, draft_id: UUID) -> None:
    client = browse(MODELLER)
    for sent in ("", "[]", "{", '{"choices": [{"do": "send", "message": "\\ud800"}]}'):
        answer = client.post(f"/modeller/utkast/{draft_id}/prova", data={"_trial": sent})
        assert answer.status_code == 422
        assert "prov" in answer.text.lower()


def test_a_draft_that_cannot_be_run_says_what_to_mend(
    engine: Engine, browse: Browse, people: dict[str, UUID], draft_id: UUID
) -> None:
    who = Identity(person_id=people[MODELLER])
    whole = engine.ask(DraftById(draft_id), who)
    broken = whole.main.replace(b"startEvent", b"complexGateway")
    engine.do(SaveModelDraft(draft_id, whole.draft.revision, {"implementering.bpmn": broken}), who)
    answer = browse(MODELLER).get(f"/modeller/utkast/{draft_id}/prova")
    assert answer.status_code == 422
    assert "Komplexa grindar kan inte köras." in answer.text


def test_the_page_says_who_would_get_each_task_and_nothing_is_stored(
    engine: Engine, browse: Browse, draft_id: UUID
) -> None:
    before, client, path = cases(engine), browse(MODELLER), f"/modeller/utkast/{draft_id}/prova"
    page = client.get(path).get_data(as_text=True)
    assert "Inte startat" in page

    page = post(client, path, page, "robot-step")
    assert [one["do"] for one in carried(page)["choices"]] == ["start"]
    assert "I dag får" in page

    page = post(client, path, page, "do")
    assert "Rätta" in page
    assert len(carried(page)["choices"]) == 1
    assert cases(engine) == before


def test_the_robot_goes_on_until_nothing_new_is_found_and_says_what_it_missed(
    engine: Engine, browse: Browse, begin: Callable[[str], UUID]
) -> None:
    client, path = browse(MODELLER), f"/modeller/utkast/{begin('utse_roll')}/prova"
    before = cases(engine)
    page = post(client, path, client.get(path).text, "robot-cover")
    assert "Roboten gick" in page
    assert "har aldrig prövats" in page
    assert len(carried(page)["passed"]) > 20
    assert cases(engine) == before
