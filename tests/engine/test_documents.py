"""Documents: numbers, drafts that two write, versions that never change, and who reads what."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from sqlalchemy import text

from engine.commands.document_drafts import Content, Draft, Made
from engine.commands.documents.add_version import AddVersion
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.record import RecordDocument
from engine.commands.documents.save_version import SaveVersion
from engine.commands.documents.submit import SubmitVersion
from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.errors import ChangedError, ConflictError, InvalidError, NotFoundError
from engine.governance.actor import RALS, Identity
from engine.library import PRODUCT
from engine.queries.documents.get import VersionById
from tests.engine.runtime import small

ORGANISATIONS = Path(__file__).parents[1] / "bpmn" / "organisations"
AUTHOR = "agneta-hallberg"
OTHER = "eva-lundgren"


def person(engine: Engine, key: str) -> Identity:
    with engine.database.snapshot() as connection:
        found: UUID = connection.execute(
            text("SELECT id FROM person WHERE key = :key"), {"key": key}
        ).scalar_one()
    return Identity(person_id=found)


def written(title: str, body: str = "Så här gör vi.", **given: Any) -> Draft:
    return Draft({"titel": title, **given}, Content.of_text(body))


def make(engine: Engine, by: str = AUTHOR, title: str = "Rutin för provtagning") -> Made:
    return engine.do(CreateDocument("processdokument", written(title)), person(engine, by))


def test_of_two_who_save_the_same_draft_the_second_hears_who_was_first(engine: Engine) -> None:
    made, who = make(engine), person(engine, AUTHOR)
    engine.do(SaveVersion(made.version_id, 1, written("Ny titel")), who)

    with pytest.raises(ChangedError, match="Agneta Hallberg saved the draft"):
        engine.do(SaveVersion(made.version_id, 1, written("Annan titel")), who)


def test_a_draft_is_nothing_to_whoever_has_no_part_in_it(engine: Engine) -> None:
    made = make(engine)

    with pytest.raises(NotFoundError):
        engine.do(SaveVersion(made.version_id, 1, written("Kapad")), person(engine, OTHER))


def test_a_document_has_one_version_on_its_way_at_a_time(engine: Engine) -> None:
    made = make(engine)

    with pytest.raises(ConflictError, match="Version 1"):
        engine.do(AddVersion(made.document_id), person(engine, AUTHOR))


def test_metadata_that_the_kind_does_not_have_is_refused_in_its_place(engine: Engine) -> None:
    with pytest.raises(InvalidError) as refused:
        engine.do(
            CreateDocument("processdokument", written("X", farg="blå", giltig_fran="i morgon")),
            person(engine, AUTHOR),
        )

    assert {one.pointer for one in refused.value.errors} == {"/metadata/farg", "/metadata/giltig_fran"}


START = {
    "type": "default",
    "id": "f_dokument",
    "schemaVersion": 19,
    "properties": {"title": "Godkänn", "title_en": "Approve"},
    "components": [
        {"type": "textfield", "id": key, "key": key, "label": key, "properties": {"label_en": key}}
        for key in ("rubrik", "dokumentversion")
    ],
}
MODEL = small.process(
    """<startEvent id="se_dokument" name="Start" rals:form="f_dokument"/>
       <userTask id="ut_godkann" name="Godkänn" rals:role="administrator" rals:form="f_dokument"/><endEvent id="end_klar" name="Klar"/>""",
    "se_dokument > ut_godkann > end_klar",
    key="dokumentgodkannande",
)


@pytest.fixture
def approving(engine: Engine) -> Engine:
    """An engine with a process that takes a document and leaves it with the managers."""
    with engine.database.snapshot() as connection:
        organisation = connection.execute(text("SELECT id FROM organisation")).scalar_one()
    files = {"dokumentgodkannande.bpmn": MODEL, "forms/f_dokument.form.json": json.dumps(START).encode()}
    engine.do(PublishModel(files, organisation), RALS)
    return engine


def whole(engine: Engine, **given: Any) -> Made:
    who = person(engine, AUTHOR)
    with engine.database.snapshot() as connection:
        unit = connection.execute(text("SELECT id FROM unit WHERE code = 'norr'")).scalar_one()
    metadata = {"galler_for": [str(unit)], "innehallsansvar": str(who.person_id), "giltig_fran": "2026-01-01"}
    return engine.do(CreateDocument("processdokument", written("Hemprov", **metadata, **given)), who)


def test_a_draft_that_is_sent_is_in_a_case_and_not_changed_any_more(approving: Engine) -> None:
    made, who = whole(approving), person(approving, AUTHOR)

    receipt = approving.do(SubmitVersion(made.version_id, 1), who)

    found = approving.ask(VersionById(made.version_id), who).version
    assert (found.state, found.approval.case_number) == ("under_granskning", receipt.case["number"])
    assert receipt.case["title"] == f"{made.number} Hemprov"
    for command in (SaveVersion(made.version_id, 1, written("Ny")), SubmitVersion(made.version_id)):
        with pytest.raises(ConflictError):
            approving.do(command, who)


@pytest.mark.krav("VGR-DOK-04", "VGR-DOK-05", "VGR-DOK-09", "VGR-DOK-10")
def test_what_is_missing_is_said_all_at_once_before_a_case_is_opened(approving: Engine) -> None:
    who = person(approving, AUTHOR)
    made = approving.do(CreateDocument("rutin", Draft({"titel": "Tom"})), who)

    with pytest.raises(InvalidError) as refused:
        approving.do(SubmitVersion(made.version_id), who)

    assert {one.pointer for one in refused.value.errors} == {
        "/metadata/galler_for",
        "/metadata/innehallsansvar",
        "/metadata/giltig_fran",
        "/metadata/giltig_till",
        "/content",
    }


def test_the_case_of_a_secret_document_does_not_tell_its_title(approving: Engine) -> None:
    made = whole(approving, sekretess="OSL 18 kap. 8 §")

    receipt = approving.do(SubmitVersion(made.version_id), person(approving, AUTHOR))

    assert receipt.case["title"] == made.number


def test_content_is_named_by_its_hash_and_kept_while_the_draft_goes_on(engine: Engine) -> None:
    made, who = make(engine), person(engine, AUTHOR)
    first = engine.ask(VersionById(made.version_id), who).version.hash

    engine.do(SaveVersion(made.version_id, 1, written("Samma", "Annat innehåll.")), who)
    second = engine.ask(VersionById(made.version_id), who).version.hash
    engine.do(SaveVersion(made.version_id, 2, written("Samma", "Så här gör vi.")), who)

    assert first != second
    assert engine.ask(VersionById(made.version_id), who).version.hash == first


@pytest.mark.krav("VGR-DOK-05")
def test_a_title_of_the_person_that_changes_later_leaves_the_version_as_it_was(engine: Engine) -> None:
    who = person(engine, AUTHOR)
    made = engine.do(
        CreateDocument("processdokument", written("Frusen", innehallsansvar=str(who.person_id))), who
    )
    before = facts(engine, made.version_id)["innehallsansvar"]
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE person SET title = 'Ny titel' WHERE id = :id"), {"id": who.person_id})

    assert "Ny titel" not in before
    assert facts(engine, made.version_id)["innehallsansvar"] == before


def facts(engine: Engine, version_id: UUID) -> dict[str, str]:
    found = engine.ask(VersionById(version_id), person(engine, AUTHOR))
    return {one.key: one.values[0].text for one in found.facts}


@pytest.mark.krav("VGR-DOK-10")
def test_a_last_day_follows_from_the_first_and_has_a_limit(engine: Engine) -> None:
    who = person(engine, AUTHOR)
    made = engine.do(CreateDocument("rutin", written("Rutin", giltig_fran="2026-02-01")), who)

    assert facts(engine, made.version_id)["giltig_till"] == "2028-02-01"
    late = written("Rutin", giltig_fran="2026-02-01", giltig_till="2032-01-01")
    with pytest.raises(InvalidError, match="2031-02-01 at the latest"):
        engine.do(SaveVersion(made.version_id, 1, late), who)


@pytest.mark.krav("VGR-DOK-03", "VGR-DOK-07", "VGR-DOK-08")
def test_a_number_follows_the_pattern_of_the_kind_and_stays_the_same_for_every_version(
    engine: Engine,
) -> None:
    who = person(engine, AUTHOR)
    made = engine.do(CreateDocument("rutin", written("Rutin")), who)
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE document_version SET state = 'gallande'"))

    again = engine.do(AddVersion(made.document_id), who)

    assert re.fullmatch("[A-Z]{2}[0-9]{1,6}-[0-9]{1,12}-[0-9]{1,6}", made.number)
    assert (again.number, again.version) == (made.number, 2)
    told = facts(engine, again.version_id)
    assert (told["handlingstyp"], told["dokument_id"], told["version"]) == ("Rutin", made.number, "2")
    for kind, number in (("rutin", "ABC"), ("rutin", made.number), ("okand", None)):
        with pytest.raises(InvalidError):
            engine.do(CreateDocument(kind, written("Annan"), number), who)


@pytest.mark.krav("ESK-INL-04")
def test_a_municipal_instruction_needs_who_wrote_it_and_when_but_no_last_day(empty: Engine) -> None:
    raw = yaml.safe_load((ORGANISATIONS / "eskilstuna.yaml").read_bytes())
    raw["people"] = [{"title": "Handläggare", **one} for one in raw["people"]]
    empty.do(LoadOrganisation(raw, (PRODUCT / "bpmn/profiles/eskilstuna.yaml").read_bytes()), RALS)
    who = person(empty, "adam")
    with empty.database.snapshot() as connection:
        unit = connection.execute(text("SELECT id FROM unit WHERE code = 'kou'")).scalar_one()
    metadata = {
        "undertitel": "Styrning och roller",
        "ansvarig_enhet": str(unit),
        "upphov": "Kommunledningskontoret",
        "giltig_fran": "2020-02-04",
        "bilagor": "Tio steg",
    }

    made = empty.do(RecordDocument("anvisning", written("Processorganisation", **metadata)), who)

    found = empty.ask(VersionById(made.version_id), who)
    assert (found.version.state, found.version.valid_to) == ("gallande", None)
    assert {one.key for one in found.facts} == metadata.keys()
    for needed in metadata.keys() - {"bilagor"}:
        less = {key: value for key, value in metadata.items() if key != needed}
        with pytest.raises(InvalidError, match="missing"):
            empty.do(RecordDocument("anvisning", written("Processorganisation", **less)), who)
