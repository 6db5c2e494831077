"""Documents: numbers, drafts that two write, versions that never change, and who reads what."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from engine.commands.documents.add_version import AddVersion
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.save_version import SaveVersion
from engine.commands.drafts import Content, Draft, Made
from engine.door import Engine
from engine.errors import ChangedError, ConflictError, InvalidError, NotFoundError
from engine.governance.actor import Identity

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


def test_each_document_gets_a_number_of_its_own(engine: Engine) -> None:
    first, second = make(engine), make(engine)

    assert first.number != second.number
    assert (first.version, second.version) == (1, 1)


def test_a_number_that_another_document_has_is_refused(engine: Engine) -> None:
    taken = make(engine).number

    with pytest.raises(InvalidError, match="already is the id"):
        engine.do(CreateDocument("processdokument", written("Annan"), taken), person(engine, AUTHOR))


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
