"""Two versions of a small process in the demo organisation, with cases that run on the first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine import worker
from engine.commands.cases.start import StartCase
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.models.migrations import CasesToCarry
from engine.queries.people.organisations import Organisations
from web.cli import models

FOLDER = Path(__file__).parents[2] / "benchmarks/models/tva_steg"
KEY = "tva_steg"
REGISTRAR = "agneta-hallberg"
ADMIN = "stefan-aberg"
WHY = "Den nya rutinen gäller alla."
FORM = "forms/f_steg.form.json"

# The second version: the first step goes to others, the second has another id, and a third comes after it.
THIRD = """<bpmn:userTask id="ut_tredje" name="Tredje steget" rals:name-en="Third step" rals:role="registrator" rals:form="f_steg" rals:due="P14D" rals:praxis="true">
<bpmn:documentation>Skriv en anteckning och avsluta.</bpmn:documentation></bpmn:userTask>
<bpmn:sequenceFlow id="fl_tredje" sourceRef="ut_tredje" targetRef="end_klart"/>"""
NEWER = (
    ('rals:name-en="First step" rals:role="registrator"', 'rals:name-en="First step" rals:role="forvaltningsledning"'),
    ("ut_andra", "ut_avsluta"),
    ('sourceRef="ut_avsluta" targetRef="end_klart"/>', f'sourceRef="ut_avsluta" targetRef="ut_tredje"/>{THIRD}'),
)  # fmt: skip
MAPPING = {"ut_andra": "ut_avsluta"}


def publish(engine: Engine, *changes: tuple[str, str], form: Sequence[tuple[str, str]] = ()) -> int:
    """Publish the process with texts of it replaced; return the number of the version."""
    files = models.files_of(FOLDER)
    files[f"{KEY}.bpmn"] = _with(files[f"{KEY}.bpmn"], changes)
    files[FORM] = _with(files[FORM], form)
    (organisation, *_) = engine.ask(Organisations(), RALS)
    return int(engine.do(PublishModel(files, organisation.id), RALS)["number"])


def _with(data: bytes, changes: Sequence[tuple[str, str]]) -> bytes:
    said = data.decode()
    for old, new in changes:
        assert old in said, old
        said = said.replace(old, new)
    return said.encode()


def person(engine: Engine, key: str) -> Identity:
    """Return the identity of a person of the demo."""
    with engine.database.snapshot() as connection:
        found = connection.execute(text("SELECT id FROM person WHERE key = :key"), {"key": key}).scalar_one()
    return Identity(person_id=found)


def start(engine: Engine, count: int) -> list[UUID]:
    """Start cases on the version that is in force."""
    who = person(engine, REGISTRAR)
    return [UUID(str(engine.do(StartCase(KEY, {}), who).case["id"])) for _ in range(count)]


def work_off(engine: Engine, migration_id: UUID) -> None:
    """Do what the worker does, until nothing is left."""
    while engine.ask(CasesToCarry(migration_id), RALS):
        worker.carry_over(engine, migration_id)


def rows(engine: Engine, statement: str, **values: Any) -> list[Mapping[str, Any]]:
    """Return what the database answers."""
    with engine.database.snapshot() as connection:
        return [dict(row._mapping) for row in connection.execute(text(statement), values)]
