"""The whole life of a document over the API, by the demo clock: from review by several to repeal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from papers import Papers
from sqlalchemy import Engine as Statements
from sqlalchemy import event

from engine.commands.document_drafts import Made
from engine.door import Engine

READERS = 200
# Everybody has read but so many, and those are reminded.
LATE = 7
FEW = 60


@contextmanager
def counted() -> Iterator[list[str]]:
    """Count the statements that are sent to the database meanwhile."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(Statements, "before_cursor_execute", hear)
    yield said
    event.remove(Statements, "before_cursor_execute", hear)


@pytest.mark.krav("VGR-DOK-03", "VGR-DOK-04", "VGR-DOK-05", "VGR-DOK-06", "VGR-DOK-08", "VGR-DOK-09")
@pytest.mark.krav("VGR-DOK-10", "VGR-ROL-10", "VGR-PRI-05", "POP-PL-07")
def test_a_document_lives_from_draft_to_repeal_with_two_hundred_readers(empty: Engine) -> None:
    papers = _region(empty)
    start = papers.robot.today() + timedelta(days=30)
    made = papers.write("lotta", innehallsansvar=papers.id_of("lotta"), giltig_fran=start.isoformat())
    case = papers.submit("lotta", made)

    _reviewed(papers, case)
    _rejected_and_approved(papers, case, made)
    _in_force(papers, case, made)
    _read(papers, case, made)
    until = _extended(papers, case)
    papers.pass_by("P12M")
    assert papers.state(made.version_id) == "gallande", "the old last day has passed"
    assert papers.robot.today() < until
    papers.pass_by("P6M")
    papers.task(case, "lotta", "ut_besluta_revidering", val="upphav", skal="Används inte.")
    papers.task(case, "rut", "ut_godkann_framtid", utfall="godkand")

    assert (papers.state(made.version_id), papers.ended(case)) == ("upphavd", "end_upphavd")
    assert papers.lies_with(case) == {}


def _region(engine: Engine) -> Papers:
    """Return a region where a process is used in two units and led locally, and many work in one of them."""
    papers = Papers(engine, "vgr")
    papers.sql(
        "INSERT INTO unit (id, organisation_id, code, name, kind, parent_id)"
        " SELECT gen_random_uuid(), organisation_id, 'lab', 'Laboratoriet', 'enhet', id FROM unit WHERE code = 'norr'"
    )
    papers.give("lotta", "regional_processledare", "planera")
    papers.give("ove", "lokal_processledare", "kalla")
    papers.give("omar", "registrator")
    papers.sql("UPDATE person SET title = 'processledare' WHERE key = 'lotta'")
    papers.sql("UPDATE person SET user_id = key WHERE key IN ('lotta', 'rut')")
    papers.crowd("mott", READERS)
    return papers


def _reviewed(papers: Papers, case: str) -> None:
    """Several review it, and those who use it locally have their say; no unit has a manager, so the area's has."""
    assert papers.lies_with(case) == {
        "ut_granska": {"omar"},
        "ut_yttra_lokal_tillampning": {"rita"},
        "ut_yttra_lokal_process": {"ove"},
    }
    papers.task(case, "omar", "ut_granska", bedomning="synpunkter", synpunkter="Skriv kortare.")
    for who, element in (("rita", "tillampning"), ("rita", "tillampning"), ("ove", "process")):
        papers.task(case, who, f"ut_yttra_lokal_{element}", fungerar="ja")
    papers.task(case, "lotta", "ut_kvalitetssakra")
    papers.task(case, "lotta", "ut_ta_stallning", fortsattning="godkannande")


def _rejected_and_approved(papers: Papers, case: str, made: Made) -> None:
    """Nobody holds the approver's seat, so it is the chief executive's; who rejects says why, and it is a draft again."""
    papers.tried(case, "rut", "ut_godkann", 422, utfall="avslagen", motivering="")
    papers.task(case, "rut", "ut_godkann", utfall="avslagen", motivering="Ansvaret framgår inte.")
    assert papers.state(made.version_id) == "utkast"
    assert "Ansvaret framgår inte." in papers.reads(case, "lotta")
    papers.change(
        "lotta",
        made,
        "# Ta prover\n\nDen som tar provet svarar för det.",
        innehallsansvar=papers.id_of("lotta"),
    )
    papers.task(case, "lotta", "ut_revidera", fortsattning="lamna_in")
    # The time to answer is up, and it goes on without the others.
    papers.pass_by("P14D")
    papers.task(case, "lotta", "ut_kvalitetssakra")
    papers.approve(case, "lotta", "rut")
    assert papers.state(made.version_id) == "godkand"
    who = "SELECT metadata->'godkand_av'->>'name' FROM document_version"
    assert papers.one(who) == "Rut Regiondirektör"
    decided = "SELECT outcome FROM decision WHERE id = (SELECT decision_id FROM document_version)"
    assert papers.one(decided) == "godkand"


def _in_force(papers: Papers, case: str, made: Made) -> None:
    """From the day that it says it is in force, and so many are asked to read it in few statements."""
    with counted() as said:
        papers.pass_by("P16D")
    assert papers.state(made.version_id) == "gallande"
    assert len(said) < FEW
    assert papers.facts("ove", made) == {
        "handlingstyp": "Rutin",
        "galler_for": "Region Sjöland",
        "innehallsansvar": "Lotta Processledare, processledare, lotta",
        "godkand_av": "Rut Regiondirektör, rut",
        "dokument_id": made.number,
        "version": "1",
        "giltig_fran": papers.robot.today().isoformat(),
        "giltig_till": (papers.robot.today() + relativedelta(years=2)).isoformat(),
    }
    assert papers.lies_with(case) == {
        "ut_kontrollera_publicering": {"lotta"},
        "ut_infor_gemensamt": {"rita"},
    }
    papers.task(case, "lotta", "ut_kontrollera_publicering")


def _read(papers: Papers, case: str, made: Made) -> None:
    """All in the units and the process are asked, and those who have not read are listed and reminded."""
    receipts = papers.receipts("lotta", made)
    assert len(receipts) > READERS
    assert papers.notices("Nytt att läsa") == len(receipts)
    answer = papers.robot.client.post(
        f"/api/v1/document-versions/{made.version_id}/read", headers=papers.robot.people["ove"]
    )
    assert answer.status_code == 200
    papers.read(made.version_id, len(receipts) - 1 - LATE)
    papers.pass_by("P14D")
    assert sum(one["read_at"] is None for one in papers.receipts("lotta", made)) == LATE
    assert papers.notices("Påminnelse om att läsa") == LATE
    assert papers.notices(f"{LATE} har inte läst") == 1
    papers.read(made.version_id, LATE)
    papers.pass_by("P7D")
    assert papers.notices("Påminnelse om att läsa") == LATE


def _extended(papers: Papers, case: str) -> date:
    """Half a year before it ends whoever answers for it is asked; extension needs a new approval."""
    papers.pass_by("P15M")
    assert "ut_besluta_revidering" not in papers.lies_with(case)
    papers.pass_by("P3M")
    until = papers.robot.today() + timedelta(days=700)
    asked = {"val": "forlang_oforadrat", "giltig_till": until.isoformat(), "skal": "Gäller än."}
    papers.task(case, "lotta", "ut_besluta_revidering", **asked)
    papers.task(case, "rut", "ut_godkann_framtid", utfall="godkand")
    assert papers.one("SELECT valid_to FROM document_version") == until
    return until
