"""A draft of a model goes through the approval of documents: in force, come back, and replaced."""

from typing import Any

import pytest
from papers import Papers

from engine.door import Engine
from web.cli import data, models

KEY = "utse_roll"
DRAWER, OWNER = "lotta", "rut"


@pytest.fixture
def papers(empty: Engine) -> Papers:
    found = Papers(empty, "vgr")
    found.give(DRAWER, "regional_processledare", "planera")
    found.give(DRAWER, "modellerare")
    return found


def _call(papers: Papers, method: str, path: str, body: Any, revision: int | None = None) -> Any:
    headers = {**papers.robot.people[DRAWER], **({"If-Match": f'"{revision}"'} if revision else {})}
    return papers.robot.client.open(f"/api/v1{path}", method=method, json=body, headers=headers)


def _drawn(papers: Papers, *changes: tuple[str, str]) -> tuple[str, int]:
    """Return a draft with the files of the product's model, and its revision."""
    made = _call(papers, "POST", "/model-drafts", {"key": KEY, "name": "Utse roll"}).json["id"]
    return made, _save(papers, made, 1, *changes)


def _save(papers: Papers, draft: str, revision: int, *changes: tuple[str, str]) -> int:
    folder = next(one for one in data.processes() if one.name == KEY)
    files = {name: text.decode() for name, text in models.files_of(folder).items()}
    for old, new in changes:
        assert old in files[f"{KEY}.bpmn"]
        files[f"{KEY}.bpmn"] = files[f"{KEY}.bpmn"].replace(old, new)
    answer = _call(papers, "PUT", f"/model-drafts/{draft}", {"files": files}, revision)
    assert answer.status_code == 200, answer.json
    return int(answer.json["revision"])


def _sent(papers: Papers, draft: str, revision: int, **more: Any) -> Any:
    answer = _call(papers, "POST", f"/model-drafts/{draft}/submit", more, revision)
    assert answer.status_code == 201, answer.json
    return answer.json


def _approved(papers: Papers, case: str) -> None:
    papers.task(case, DRAWER, "ut_kvalitetssakra")
    papers.approve(case, DRAWER, OWNER, "ut_godkann_process")


def _in_force(papers: Papers) -> list[tuple[str, int]]:
    found = papers.robot.get("/process-definitions", "adam")["items"]
    return [(one["name"], one["number"]) for one in found if one["key"] == KEY]


def test_a_draft_becomes_the_version_in_force_and_then_the_next(papers: Papers) -> None:
    draft, revision = _drawn(papers)
    sent = _sent(papers, draft, revision, process_id=papers.node("planera"))
    assert _call(papers, "PUT", f"/model-drafts/{draft}", {"files": {}}, revision + 1).status_code == 409

    _approved(papers, sent["case_id"])

    assert _in_force(papers) == [("Utse roll", 1)]
    again, revision = _drawn(papers, ('name="Utse roll"', 'name="Utse en roll"'))
    missing = _call(papers, "POST", f"/model-drafts/{again}/submit", {}, revision)
    assert (missing.status_code, missing.json["errors"][0]["pointer"]) == (422, "/change")
    second = _sent(papers, again, revision, change="Nytt namn.")
    assert second["document_id"] == sent["document_id"]
    papers.task(second["case_id"], DRAWER, "ut_kvalitetssakra")
    papers.task(second["case_id"], DRAWER, "ut_ta_stallning", fortsattning="godkannande")
    compared = papers.robot.get(f"/process-definitions/{KEY}/compare", OWNER, to=second["version_id"])
    assert "Utse en roll" in str(compared["changes"])
    papers.task(second["case_id"], OWNER, "ut_godkann_process", utfall="godkand")
    assert _in_force(papers) == [("Utse en roll", 2)]
    assert papers.state(sent["version_id"]) == "ersatt"


def test_what_the_checks_refuse_is_not_sent(papers: Papers) -> None:
    draft, revision = _drawn(papers, ('rals:role="foreslagande"', 'rals:role="okand"'))

    answer = _call(
        papers, "POST", f"/model-drafts/{draft}/submit", {"process_id": papers.node("planera")}, revision
    )

    assert answer.status_code == 422
    assert "okand" in answer.get_data(as_text=True)
    assert papers.one("SELECT count(*) FROM document") == 0


def test_a_draft_that_is_rejected_is_drawn_on_and_goes_on_in_its_case(papers: Papers) -> None:
    draft, revision = _drawn(papers)
    sent = _sent(papers, draft, revision, process_id=papers.node("planera"))
    papers.task(sent["case_id"], DRAWER, "ut_kvalitetssakra")
    papers.task(sent["case_id"], DRAWER, "ut_ta_stallning", fortsattning="godkannande")
    papers.task(sent["case_id"], OWNER, "ut_godkann_process", utfall="avslagen", motivering="Byt namn.")
    revision = _save(papers, draft, revision + 1, ('name="Utse roll"', 'name="Utse en roll"'))

    again = _sent(papers, draft, revision)

    assert again["came_back"]
    assert (again["case_id"], again["version_id"]) == (sent["case_id"], sent["version_id"])
    papers.task(sent["case_id"], DRAWER, "ut_revidera")
    _approved(papers, sent["case_id"])
    assert _in_force(papers) == [("Utse en roll", 1)]


def test_a_draft_that_waits_for_approval_is_taken_back_and_drawn_on(papers: Papers) -> None:
    draft, revision = _drawn(papers)
    sent = _sent(papers, draft, revision, process_id=papers.node("planera"))
    path = f"/document-versions/{sent['version_id']}/withdraw"

    assert _call(papers, "POST", path, {"reason": "Ett steg saknas."}).status_code == 204

    assert papers.ended(sent["case_id"]) == "end_tillbakatagen"
    again = _sent(papers, draft, _save(papers, draft, revision + 1), process_id=papers.node("planera"))
    assert again["case_id"] != sent["case_id"]
