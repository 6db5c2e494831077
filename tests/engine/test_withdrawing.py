"""What has been sent for approval is taken back by whoever wrote it, as long as nobody has decided."""

from typing import Any

import pytest
from papers import Papers

from engine.commands.document_drafts import Made
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from web.cli import data, models

PROCESS = "dokumentgodkannande"


@pytest.fixture
def papers(empty: Engine) -> Papers:
    papers = Papers(empty, "vgr")
    papers.give("lotta", "regional_processledare", "planera")
    papers.give("omar", "registrator")
    return papers


def withdraw(papers: Papers, who: str, made: Made, code: int, reason: str = "Fel bilaga.") -> Any:
    answer = papers.robot.client.post(
        f"/api/v1/document-versions/{made.version_id}/withdraw",
        json={"reason": reason},
        headers=papers.robot.people[who],
    )
    assert answer.status_code == code, answer.get_data(as_text=True)
    return answer


def test_the_author_takes_it_back_with_a_reason_changes_it_and_sends_it_anew(papers: Papers) -> None:
    made = papers.write("lotta", innehallsansvar=papers.id_of("lotta"))
    case = papers.submit("lotta", made)
    assert papers.lies_with(case) == {"ut_granska": {"omar"}}
    withdraw(papers, "lotta", made, 422, " ")

    withdraw(papers, "lotta", made, 204)

    assert (papers.state(made.version_id), papers.ended(case)) == ("utkast", "end_tillbakatagen")
    assert papers.lies_with(case) == {}
    assert "Fel bilaga." in papers.robot.client.get(
        f"/api/v1/cases/{case}/trail", headers=papers.robot.people["lotta"]
    ).get_data(as_text=True)
    papers.change("lotta", made, "# Ta prover\n\nMed rätt bilaga.", innehallsansvar=papers.id_of("lotta"))
    assert papers.submit("lotta", made) != case


def test_it_is_taken_back_until_somebody_has_decided_and_by_nobody_else(papers: Papers) -> None:
    made = papers.write("lotta", innehallsansvar=papers.id_of("lotta"))
    withdraw(papers, "lotta", made, 409)
    case = papers.submit("lotta", made)
    papers.pass_by("P14D")
    papers.task(case, "lotta", "ut_kvalitetssakra")
    papers.task(case, "lotta", "ut_ta_stallning", fortsattning="godkannande")
    for who in papers.robot.people.keys() - {"lotta"}:
        refused = papers.robot.client.post(
            f"/api/v1/document-versions/{made.version_id}/withdraw",
            json={"reason": "Jag vill inte ha det."},
            headers=papers.robot.people[who],
        )
        assert refused.status_code in {403, 404}, who
    withdraw(papers, "rut", made, 403)

    papers.task(case, "rut", "ut_godkann", utfall="godkand")

    withdraw(papers, "lotta", made, 409)
    assert papers.ended(case) is None


def test_before_the_approval_too_and_a_model_that_has_no_way_for_it_says_so(papers: Papers) -> None:
    made = papers.write("lotta", innehallsansvar=papers.id_of("lotta"))
    case = papers.submit("lotta", made)
    papers.pass_by("P14D")
    papers.task(case, "lotta", "ut_kvalitetssakra")
    papers.task(case, "lotta", "ut_ta_stallning", fortsattning="godkannande")
    withdraw(papers, "lotta", made, 204)
    assert (papers.state(made.version_id), papers.ended(case)) == ("utkast", "end_tillbakatagen")

    folder = next(one for one in data.processes() if one.name == PROCESS)
    files = models.files_of(folder)
    drawn = files[f"{PROCESS}.bpmn"].replace(b'name="dokument_tas_tillbaka"', b'name="annat"')
    organisation = papers.one("SELECT id FROM organisation")
    papers.engine.do(PublishModel({**files, f"{PROCESS}.bpmn": drawn}, organisation), RALS)
    papers.submit("lotta", made)
    withdraw(papers, "lotta", made, 409)
    assert papers.state(made.version_id) == "under_granskning"
