"""A draft is tried out over the API: the whole trial is in what is sent, and what is sent is bounded."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.commands.drafts.create import CreateDraftFrom
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.models.versions import ProcessDefinitions
from forms.example import example

MODELLER = "stefan-aberg"
Bearer = Callable[[str], dict[str, str]]


@pytest.fixture
def ask(engine: Engine, client: FlaskClient, bearer: Bearer) -> Callable[[Any], Any]:
    """Send a trial of a draft of the published process for appointments."""
    headers = bearer(MODELLER)
    token = Identity(token=headers["Authorization"].removeprefix("Bearer "))
    published = next(one for one in engine.ask(ProcessDefinitions(), token) if one.key == "implementering")
    path = f"/api/v1/model-drafts/{engine.do(CreateDraftFrom(published.id), token)}/try"
    return lambda body: client.post(path, json=body, headers=headers)


def test_a_trial_goes_on_from_what_was_sent_and_answers_are_checked(ask: Any, engine: Engine) -> None:
    state = ask({}).json
    today = engine.now().date()
    assert (state["started"], state["tasks"]) == (False, [])
    answers = example(state["start_form"], {"rubrik": "Prov"}, today, all_of_it=True)

    start = {"do": "start", "answers": answers}
    state = ask({"choices": [start]}).json
    task = state["tasks"][0]
    assert task["element"] == "ut_besluta_hantering"
    assert task["mandate"] == "arende.hantering"
    assert "Maria Lindqvist" in [one["name"] for one in task["receiver"]["people"]]
    assert task["statements"]
    assert state["trial"]["choices"] == [start]
    with engine.database.snapshot() as connection:
        assert connection.execute(text('SELECT count(*) FROM "case"')).scalar_one() == 0

    empty = {"do": "complete", "element": task["element"], "answers": {}}
    refused = ask({"choices": [start, empty]})
    assert refused.status_code == 422
    assert "/answers/utfall" in [one["pointer"] for one in refused.json["errors"]]
    # What does not fit the draft any more is taken away, with all that came after it.
    cut = ask({"choices": [start, empty, {"do": "advance"}]}).json
    assert cut["stopped"]["why"].startswith("Rätta svaren.")
    assert cut["trial"]["choices"] == [start]

    walked = ask({"robot": "step"}).json
    assert walked["started"]
    assert walked["trial"]["passed"]


REFUSED: list[Any] = [
    {"choices": [{"do": "fly"}]},
    {"choices": [{"do": "complete", "element": 7}]},
    {"choices": [{"do": "complete", "more": "x"}]},
    {"choices": [{"do": "send", "message": "x"}] * 301},
    {"choices": [{"do": "start", "answers": {"rubrik": "x" * 1_100_000}}]},
    {"robot": "run"},
]


def test_what_is_no_trial_or_too_much_is_refused(ask: Any) -> None:
    assert [ask(body).status_code for body in REFUSED] == [422] * len(REFUSED)


def test_others_than_modellers_try_nothing(
    engine: Engine, client: FlaskClient, bearer: Bearer, ask: Any
) -> None:
    path = "/api/v1/model-drafts/00000000-0000-4000-8000-000000000000/try"
    assert client.post(path, json={}, headers=bearer("hanna-virtanen")).status_code == 403
    assert client.post(path, json={}, headers=bearer(MODELLER)).status_code == 404
