"""Documents that were approved before Räls was there live on as those that Räls has approved: Räls begins their cases."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from papers import KIND, WHERE, Papers

from engine import worker
from engine.commands.cases.raise_document import RaiseDocument
from engine.commands.document_drafts import Content, Draft, Made
from engine.commands.documents.record import RecordDocument
from engine.door import Engine
from engine.errors import ForbiddenError
from engine.governance.actor import RALS
from engine.queries.operations import to_raise
from engine.queries.operations.to_raise import DocumentsToRaise

# Whose document it is, and who approves it, in organisations of two profiles.
PEOPLE = {"vgr": ("lotta", "rut"), "eskilstuna": ("lea", "petra")}


def record(
    papers: Papers, left: int | None = 400, *, since: int = -300, ask: bool = False, **more: Any
) -> Made:
    """Let the administrator enter a document in force since some days, and with so many left."""
    today, (unit, node) = papers.robot.today(), WHERE[papers.profile]
    given = {
        "titel": "Ta prover",
        "giltig_fran": today + timedelta(days=since),
        **({} if left is None else {"giltig_till": today + timedelta(days=left)}),
        "innehallsansvar": papers.id_of(PEOPLE[papers.profile][0]),
        **papers._usual(KIND[papers.profile], unit),
        **({"ansvarig_enhet": papers.unit(unit)} if papers.profile == "eskilstuna" else {}),
        **more,
    }
    draft = Draft(
        given, Content.of_text("# Ta prover\n\nSå här gör du."), links=((UUID(papers.node(node)), ""),)
    )
    return papers.engine.do(RecordDocument(KIND[papers.profile], draft, None, ask), papers.who("adam"))


def case_of(papers: Papers, made: Made) -> str | None:
    found = papers.one("SELECT case_id FROM document_version WHERE id = :id", id=made.version_id)
    return found and str(found)


def followed(papers: Papers, made: Made) -> str:
    """Let the worker look once, and return the case that follows a document."""
    worker.raise_documents(papers.engine)
    case = case_of(papers, made)
    assert case
    return case


def organisation(papers: Papers) -> UUID:
    found: UUID = papers.one("SELECT id FROM organisation")
    return found


@pytest.fixture(params=sorted(PEOPLE))
def papers(empty: Engine, request: pytest.FixtureRequest) -> Papers:
    papers = Papers(empty, request.param)
    if request.param == "eskilstuna":
        papers.level("lea", 4)
        papers.give("lea", "processforvaltare", "hemtjanst-p")
    else:
        papers.give("lotta", "regional_processledare", "planera")
    return papers


@pytest.fixture
def vgr(empty: Engine) -> Papers:
    papers = Papers(empty, "vgr")
    papers.give("lotta", "regional_processledare", "planera")
    return papers


@pytest.mark.krav("VGR-DOK-10")
def test_it_is_looked_over_extended_repealed_or_expires_as_those_approved_in_rals(papers: Papers) -> None:
    owner, approver = PEOPLE[papers.profile]
    kept, left = record(papers), record(papers, 500)
    case, other = followed(papers, kept), case_of(papers, left)

    assert (papers.lies_with(case), papers.notices("Nytt att läsa")) == ({}, 0)
    papers.pass_by("P8M")
    assert papers.lies_with(case) == {"ut_besluta_revidering": {owner}}
    until = papers.robot.today() + timedelta(days=600)
    papers.task(
        case,
        owner,
        "ut_besluta_revidering",
        val="forlang_oforadrat",
        giltig_till=until.isoformat(),
        skal="Gäller.",
    )
    papers.task(case, approver, "ut_godkann_framtid", utfall="godkand")
    papers.pass_by("P10M")

    assert (papers.state(kept.version_id), papers.state(left.version_id)) == ("gallande", "utgangen")
    assert papers.ended(str(other)) == "end_utgangen"
    papers.pass_by("P5M")
    papers.task(case, owner, "ut_besluta_revidering", val="upphav", skal="Används inte.")
    papers.task(case, approver, "ut_godkann_framtid", utfall="godkand")
    assert (papers.state(kept.version_id), papers.ended(case)) == ("upphavd", "end_upphavd")


def test_with_a_wish_for_it_those_concerned_are_asked_to_read_first(vgr: Papers) -> None:
    made = record(vgr, ask=True)

    case = followed(vgr, made)

    assert len(vgr.receipts("lotta", made)) == vgr.notices("Nytt att läsa") > 0
    assert vgr.lies_with(case)["ut_kontrollera_publicering"] == {"lotta"}


def test_a_new_version_that_comes_into_force_ends_the_case_of_the_old_one(vgr: Papers) -> None:
    made = record(vgr)
    old = followed(vgr, made)
    new = vgr.next_version("lotta", made)
    case = vgr.send("lotta", new)
    vgr.pass_by("P14D")
    vgr.task(case, "lotta", "ut_kvalitetssakra")

    vgr.approve(case, "lotta", "rut")
    vgr.work()

    assert (vgr.state(made.version_id), vgr.state(new)) == ("ersatt", "gallande")
    assert vgr.ended(old) == "end_ersatt"


def test_one_case_is_begun_however_often_rals_looks_also_for_what_was_entered_by_an_earlier_release(
    vgr: Papers,
) -> None:
    made, over = record(vgr), record(vgr, -1)
    case = followed(vgr, made)

    assert followed(vgr, made) == case
    assert vgr.engine.do(RaiseDocument(organisation(vgr), made.version_id), RALS) is None
    assert (case_of(vgr, over), vgr.state(over.version_id)) == (None, "utgangen")
    assert vgr.one("SELECT count(*) FROM \"case\" WHERE process = 'dokumentgodkannande'") == 1
    assert vgr.robot.get(f"/cases/{case}", "adam")["started_by"] == "Räls"


def test_nobody_begins_there_but_rals_whoever_it_is(vgr: Papers) -> None:
    made, draft = record(vgr), vgr.write("lotta")
    for who in vgr.robot.people:
        with pytest.raises(ForbiddenError):
            vgr.engine.do(RaiseDocument(organisation(vgr), made.version_id), vgr.who(who))
        started = vgr.robot.client.post(
            "/api/v1/cases",
            json={
                "process": "dokumentgodkannande",
                "answers": {"rubrik": "X", "dokumentversion": str(made.version_id), "granskare": []},
            },
            headers=vgr.robot.people[who],
        )
        assert started.status_code in {403, 422}, (who, started.get_data(as_text=True))
    assert vgr.engine.do(RaiseDocument(organisation(vgr), draft.version_id), RALS) is None
    assert (case_of(vgr, made), vgr.state(draft.version_id)) == (None, "utkast")


def test_so_many_reviews_come_at_once_that_a_person_can_see_them_through(
    vgr: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_raise, "MOST_REVIEWS", 2)
    due = [record(vgr, 30) for _ in range(3)]
    later = [record(vgr) for _ in range(3)]

    for _ in range(2):
        worker.raise_documents(vgr.engine)

    assert sum(case_of(vgr, one) is not None for one in due) == 2
    assert all(case_of(vgr, one) for one in later)
    vgr.pass_by("P31D")
    worker.raise_documents(vgr.engine)
    vgr.pass_by("P1D")
    assert {vgr.state(one.version_id) for one in due} == {"utgangen"}


def test_what_cannot_be_begun_stops_no_other_and_a_model_without_a_way_for_it_begins_nothing(
    vgr: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = record(vgr), record(vgr)
    vgr.sql("UPDATE document SET kind = 'processmodell' WHERE id = :id", id=bad.document_id)
    vgr.sql("DELETE FROM document_link WHERE document_id = :id", id=bad.document_id)
    with monkeypatch.context() as other:
        other.setattr(to_raise, "WAY", "gw_finns_inte")
        assert vgr.engine.ask(DocumentsToRaise(), RALS) == ()

    assert followed(vgr, good)
    assert (case_of(vgr, bad), vgr.state(bad.version_id)) == (None, "gallande")
