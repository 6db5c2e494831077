"""A model that is published as a document: checked again on its day, and in force with the version."""

from datetime import timedelta

import pytest
from papers import Papers

from engine.commands.document_drafts import Content
from engine.door import Engine
from web.cli import data, models

KEY = "utse_roll"


def _files(old: str, new: str) -> dict[str, bytes]:
    folder = next(one for one in data.processes() if one.name == KEY)
    files = models.files_of(folder)
    changed = files[f"{KEY}.bpmn"].decode().replace(old, new)
    return {**files, f"{KEY}.bpmn": changed.encode()}


def _waiting(papers: Papers, files: dict[str, bytes]) -> tuple[str, object]:
    """Return the case of a version of the model that is approved and comes into force in ten days, and the version."""
    papers.give("lotta", "regional_processledare", "planera")
    start = papers.robot.today() + timedelta(days=10)
    made = papers.write(
        "lotta",
        "processmodell",
        content=Content("model", files),
        giltig_fran=start.isoformat(),
        titel="Utse roll",
    )
    papers.sql("UPDATE document SET model_key = :key", key=KEY)
    case = papers.send("lotta", made.version_id)
    papers.task(case, "lotta", "ut_kvalitetssakra")
    papers.approve(case, "lotta", "rut", "ut_godkann_process")
    return case, made.version_id


def _in_force(papers: Papers) -> list[tuple[str, int]]:
    found = papers.robot.get("/process-definitions", "adam")["items"]
    return [(one["name"], one["number"]) for one in found if one["key"] == KEY]


def test_new_cases_run_on_an_approved_model_from_its_day(empty: Engine) -> None:
    papers = Papers(empty, "vgr")
    _, version = _waiting(papers, _files('name="Utse roll"', 'name="Utse en roll"'))
    assert _in_force(papers) == []

    papers.pass_by("P10D")

    assert papers.state(version) == "gallande"
    assert _in_force(papers) == [("Utse en roll", 1)]
    published = "SELECT details->>'hash' FROM trail WHERE kind = 'model-published' ORDER BY id DESC LIMIT 1"
    assert papers.one(published) == papers.one("SELECT hash FROM document_version")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rals:role="foreslagande"', 'rals:role="okand"', "dagens styrprofil"),
        ('id="utse_roll"', 'id="annan_roll"', "dagens styrprofil"),
    ],
)
def test_a_model_that_does_not_pass_on_its_day_stops_as_an_incident_that_says_why(
    empty: Engine, old: str, new: str, says: str
) -> None:
    papers = Papers(empty, "vgr")
    case, version = _waiting(papers, _files(old, new))

    papers.pass_by("P10D")

    assert papers.state(version) == "godkand"
    assert _in_force(papers) == []
    why = papers.one("SELECT why->>'sv' FROM incident WHERE element = 'st_publicera' AND resolved_at IS NULL")
    assert says in why
    assert papers.ended(case) is None
