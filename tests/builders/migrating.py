"""Two versions of a small process in the demo organisation, with cases that run on the first."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine import worker
from engine.commands.cases.start import StartCase
from engine.commands.migrations.order import StartMigration
from engine.commands.models.publish import PublishModel
from engine.commands.tasks.complete import CompleteTask
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.cases.trail import Trail
from engine.queries.models.migrations import CasesToCarry, MigrationById, MigrationRow
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


ANSWERS = {"anteckning": "Gjort.", "bedomning": "bra", "timmar": 2}


def begin(engine: Engine, who: Identity, **more: Any) -> UUID:
    """Order the cases over to the second version."""
    found: UUID = engine.do(StartMigration(KEY, 1, 2, WHY, **{"mapping": MAPPING, **more}), who)
    return found


def task_of(engine: Engine, case: UUID) -> Any:
    """Return the one open task of a case, with its role."""
    (found,) = rows(
        engine, "SELECT t.*, s.role FROM task t JOIN seat s ON s.id = t.seat_id WHERE case_id = :c AND t.state = 'open'", c=case
    )  # fmt: skip
    return found


def complete(engine: Engine, case: UUID, who: str = REGISTRAR) -> None:
    """Let a person do the one open task of a case."""
    engine.do(CompleteTask(task_of(engine, case)["id"], ANSWERS), person(engine, who))


def progress(engine: Engine, who: Identity, migration: UUID) -> MigrationRow:
    """Return how far a migration has come."""
    found: MigrationRow = engine.ask(MigrationById(migration), who)
    return found


def case_of(engine: Engine, case: UUID) -> Any:
    """Return what is kept of a case that goes over."""
    (found,) = rows(
        engine,
        'SELECT c.model_hash, c.state, i.model_hash AS running, i.state AS bytes, i.status, i.version FROM "case" c JOIN instance i ON i.case_id = c.id WHERE c.id = :c',
        c=case,
    )
    return found


def told(engine: Engine, case: UUID, who: Identity) -> list[tuple[str, str | None, Any, Any]]:
    """Return what the trail tells of its changes of version, newest first."""
    lines = engine.ask(Trail(case), who).items
    return [
        (one.kind, one.person, one.details.get("from"), one.details.get("to"))
        for one in lines
        if one.kind.startswith("case-migrat")
    ]
