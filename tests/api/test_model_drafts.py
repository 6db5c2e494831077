"""Drafts of models over the wire: begun, saved from a known revision, checked, laid out; never written over unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from engine.door import Engine

Bearer = Callable[[str], dict[str, str]]
DRAWER, OTHER, NEITHER = "emma-rydberg", "stefan-aberg", "hanna-virtanen"
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
DRAFTS = "/api/v1/model-drafts"
FORM = '{"type": "default", "id": "f_a", "schemaVersion": 19, "components": []}'


@pytest.fixture
def who(bearer: Bearer) -> dict[str, str]:
    return bearer(DRAWER)


@pytest.fixture
def draft(client: FlaskClient, who: dict[str, str]) -> str:
    """The address of a draft that has just been begun."""
    made = client.post(DRAFTS, json={"key": "min_process", "name": "Min & process"}, headers=who)
    assert made.status_code == 201
    return f"{DRAFTS}/{made.json['id']}"


def _save(client: FlaskClient, draft: str, who: dict[str, str], tag: str | None, **body: Any) -> TestResponse:
    match = {} if tag is None else {"If-Match": tag}
    return client.put(draft, json=body, headers={**who, **match})


def _text(client: FlaskClient, draft: str, who: dict[str, str]) -> str:
    found: str = client.get(draft, headers=who).json["files"]["min_process.bpmn"]
    return found


def test_a_draft_from_nothing_has_a_pool_a_lane_and_a_start_and_can_be_saved(
    client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    got = client.get(draft, headers=who)
    assert (got.headers["ETag"], got.json["revision"], got.json["saved_by"]) == ('"1"', 1, "Emma Rydberg")
    drawn = got.json["files"]["min_process.bpmn"]
    assert 'name="Min &amp; process"' in drawn

    saved = _save(
        client, draft, who, '"1"', files={"min_process.bpmn": drawn + "\n", "forms/f_a.form.json": FORM}
    )

    assert (saved.status_code, saved.headers["ETag"]) == (200, '"2"')
    again = client.get(draft, headers=who).json
    assert again["files"] == {"min_process.bpmn": drawn + "\n", "forms/f_a.form.json": FORM}
    assert client.get(draft, headers={**who, "If-None-Match": '"2"'}).status_code == 304
    _save(client, draft, who, '"2"', files={"forms/f_a.form.json": None}, name="Nytt namn")
    last = client.get(draft, headers=who).json
    assert (last["name"], set(last["files"])) == ("Nytt namn", {"min_process.bpmn"})


def test_who_has_not_seen_the_last_revision_saves_nothing(
    client: FlaskClient, who: dict[str, str], bearer: Bearer, draft: str
) -> None:
    drawn = _text(client, draft, who)
    assert (
        _save(
            client, draft, bearer(OTHER), '"1"', files={"min_process.bpmn": drawn + "<!--theirs-->"}
        ).status_code
        == 200
    )

    refused = _save(client, draft, who, '"1"', files={"min_process.bpmn": drawn + "<!--mine-->"})

    assert refused.status_code == 412
    assert "Stefan Åberg" in refused.json["detail"]
    assert _save(client, draft, who, None, files={}).status_code == 428
    assert _save(client, draft, who, '"x"', files={}).status_code == 412
    assert "theirs" in _text(client, draft, who)


def test_of_two_who_save_at_once_from_the_same_revision_one_succeeds(
    engine: Engine, client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    changed = {"min_process.bpmn": _text(client, draft, who) + "<!-- -->"}

    def save(_: int) -> int:
        return _save(client.application.test_client(), draft, who, '"1"', files=changed).status_code

    with ThreadPoolExecutor(2) as pool:
        with engine.database.transaction() as held:
            held.execute(text("SELECT id FROM model_draft FOR UPDATE"))
            codes = pool.map(save, range(2))
            # Both have come as far as they can while somebody holds the draft.
            while held.execute(WAITING).scalar_one() < 2:
                pass
        assert sorted(codes) == [200, 412]
    assert client.get(draft, headers=who).json["revision"] == 2


def test_a_draft_from_a_version_has_all_its_files_and_one_from_a_file_the_key_of_its_process(
    client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    version = client.get("/api/v1/process-definitions/utse_roll/versions", headers=who).json["items"][0]
    made = client.post(DRAFTS, json={"version_id": version["id"]}, headers=who).json["id"]
    whole = client.get(f"{DRAFTS}/{made}", headers=who).json
    assert whole["key"] == "utse_roll"
    assert any(name.startswith("decisions/") for name in whole["files"])

    read = client.post(DRAFTS, json={"bpmn": _text(client, draft, who), "name": "Inläst"}, headers=who).json[
        "id"
    ]
    listed = {one["id"]: one for one in client.get(DRAFTS, headers=who).json["items"]}
    assert (listed[made]["based_on"], listed[read]["key"]) == (1, "min_process")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"key": "Ny Process", "name": "X"}, "små bokstäver"),
    ({"key": "ny", "name": " "}, "namn"),
    ({"bpmn": "<a", "name": "X"}, "XML"),
    ({"bpmn": '<!DOCTYPE a [<!ENTITY x "y">]><a/>', "name": "X"}, "DOCTYPE"),
    ({"bpmn": "<definitions/>", "name": "X"}, "utan namnrymd"),
    ({"bpmn": "\ud800", "name": "X"}, "XML"),
    ({"key": "ny", "bpmn": "<a/>", "name": "X"}, "fel"),
    ({}, "fel"),
]


def test_what_cannot_be_a_draft_is_refused_with_a_sentence(client: FlaskClient, who: dict[str, str]) -> None:
    for body, part in REFUSED:
        refused = client.post(DRAFTS, json=body, headers=who)
        assert refused.status_code == 422, body
        assert part in refused.json["detail"]
    assert client.get(DRAFTS, headers=who).json["items"] == []


def test_files_that_no_model_has_are_refused_and_nothing_is_saved(
    client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    for files in (
        {"../min_process.bpmn": "<a/>"},
        {"forms/f_a.form.json": "[1]"},
        {"forms/f_a.form.json": "{"},
        {"min_process.bpmn": None},
        {"called/x.bpmn": "<!DOCTYPE a><a/>"},
        {f"forms/f_{n}.form.json": FORM for n in range(101)},
    ):
        assert _save(client, draft, who, '"1"', files=files).status_code in (409, 422), files
    assert client.get(draft, headers=who).json["revision"] == 1


def test_the_checks_look_at_what_is_sent_and_give_element_remedy_and_both_languages(
    client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    sent = _text(client, draft, who).replace(
        "<bpmn:startEvent", '<bpmn:userTask id="ut_a" name="Gör"/><bpmn:startEvent'
    )
    found = client.post(f"{draft}/checks", json={"files": {"min_process.bpmn": sent}}, headers=who).json[
        "items"
    ]

    about = next(one for one in found if one["check"] == "known_form")
    assert (about["element"], about["severity"]) == ("ut_a", "error")
    assert about["text"].keys() == about["remedy"].keys() == {"sv", "en"}
    saved = client.post(f"{draft}/checks", json={}, headers=who).json["items"]
    assert "ut_a" not in {one["element"] for one in saved}
    broken = {"forms/f_b.form.json": '{"type": "default", "id": "f_b", "components": [{"type": "x"}]}'}
    found = client.post(f"{draft}/checks", json={"files": broken}, headers=who).json["items"]
    assert {"form", "can_end"} <= {one["check"] for one in found}


def test_a_draft_is_laid_out_and_drawn_and_tells_its_words(
    client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    client.put(f"{draft}/files/forms/f_a.form.json", json={"text": FORM}, headers={**who, "If-Match": '"1"'})

    laid_out = client.post(f"{draft}/layout", json={"bpmn": _text(client, draft, who)}, headers=who)
    assert laid_out.mimetype == "application/xml"
    assert 'bpmnElement="bana_1"' in laid_out.text
    assert client.get(f"{draft}/diagram.svg", headers=who).data.startswith(b"<svg")
    words = client.get(f"{draft}/vocabulary", headers=who).json
    named = {kind: {one["key"] for one in words[kind]} for kind in words}
    assert "forvaltningsledning" in named["roles"]
    assert "arende.hantering" in named["mandates"]
    assert named["forms"] == {"f_a"}
    asked = next(one for one in words["connectors"] if one["key"] == "send_information")["more"]["parameters"]
    assert {"name": "subject", "required": True, "kind": "string"} in asked


def test_a_draft_that_was_thrown_away_is_gone_until_it_is_fetched_back(
    client: FlaskClient, who: dict[str, str], draft: str
) -> None:
    assert client.post(f"{draft}/discard", headers=who).status_code == 204
    assert client.get(draft, headers=who).status_code == 404
    assert _save(client, draft, who, '"2"', files={}).status_code == 404
    assert client.get(DRAFTS, headers=who).json["items"][0]["discarded"]

    assert client.post(f"{draft}/fetch-back", headers=who).status_code == 204

    assert client.get(draft, headers=who).status_code == 200
    assert client.post(f"{draft}/fetch-back", headers=who).status_code == 404


def test_who_does_not_draw_models_sees_no_draft(client: FlaskClient, bearer: Bearer, draft: str) -> None:
    other = {**bearer(NEITHER), "If-Match": '"1"'}
    for method, path in (
        *(("GET", draft), ("GET", DRAFTS), ("PUT", draft), ("PUT", f"{draft}/files/a.bpmn")),
        *(("POST", f"{draft}/{what}") for what in ("checks", "layout", "discard", "fetch-back")),
        *(("GET", f"{draft}/vocabulary"), ("GET", f"{draft}/diagram.svg")),
    ):
        body = None if method == "GET" else {"text": "<a/>"} if "/files/" in path else {}
        refused = client.open(path, method=method, json=body, headers=other)
        assert refused.status_code == 403, (method, path)
        assert "modellerare" in refused.json["detail"]
    assert client.post(DRAFTS, json={"key": "x", "name": "X"}, headers=other).status_code == 403
    assert client.post(DRAFTS, json={"version_id": str(uuid4())}, headers=other).status_code == 403
