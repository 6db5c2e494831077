"""Running cases that go over to another version of their model: how many a second, with one worker."""

import time
from typing import Any, Final
from uuid import UUID

from benchmarks import house
from benchmarks.figures import Figures, Tell
from benchmarks.house import MODELS
from benchmarks.two_steps import PERSON
from engine.commands.cases.start import StartCase
from engine.commands.migrations.order import StartMigration, UndoMigration
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.errors import UnavailableError
from engine.governance.actor import RALS, Identity
from engine.queries.models.migrations import MigrationById, MigrationRow
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from web.cli import models

KEY: Final = "slinga"
CASES: Final = 10_000
PATIENCE: Final = 3_600
_CHANGED: Final = ('rals:name-en="Do" rals:role="registrator"', 'rals:name-en="Do" rals:role="forvaltningsledning"')  # fmt: skip


def measure(tell: Tell, cases: int = CASES) -> Figures:
    """Return how many cases a second go over and back; each is a transaction of its own with durable commits."""
    tell("startar Räls", 0)
    with house.opened() as running, running.engine() as engine:
        running.publish(KEY)
        _fill(engine, cases, tell)
        who = _person(engine, "stefan-aberg")
        _publish(engine)
        begun = time.perf_counter()
        made: UUID = engine.do(StartMigration(KEY, 1, 2, "Mätning"), who)
        over = _wait(engine, who, made, lambda done: tell(f"{done} ärenden", 0.4 + 0.3 * done / cases))
        forth = time.perf_counter() - begun
        begun = time.perf_counter()
        engine.do(UndoMigration(made), who)
        back = _wait(engine, who, made, lambda left: tell(f"{left} kvar", 1 - 0.3 * left / cases))
        seconds = time.perf_counter() - begun
    return {
        "cases": cases,
        "done": over.done,
        "undone": back.undone,
        "seconds": forth,
        "per_second": over.done / forth,
        "back_per_second": back.undone / seconds,
    }


def _fill(engine: Engine, cases: int, tell: Tell) -> None:
    who = _person(engine, PERSON)
    for number in range(cases):
        engine.do(StartCase(KEY, {}), who)
        if number % 100 == 0:
            tell(f"{number} startade", 0.4 * number / cases)


def _publish(engine: Engine) -> None:
    """Publish a version where others have the task that the cases wait at."""
    files = models.files_of(MODELS / KEY)
    files[f"{KEY}.bpmn"] = files[f"{KEY}.bpmn"].decode().replace(*_CHANGED).encode()
    for organisation in engine.ask(Organisations(), RALS):
        engine.do(PublishModel(files, organisation.id), RALS)


def _person(engine: Engine, key: str) -> Identity:
    return Identity(person_id=next(one.id for one in engine.ask(DemoPeople(), RALS) if one.key == key))


def _wait(engine: Engine, who: Identity, made: UUID, told: Any) -> MigrationRow:
    """Look now and then until the worker has taken every case."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        row: MigrationRow = engine.ask(MigrationById(made), who)
        if row.state == "done":
            return row
        told(row.done)
        time.sleep(0.2)
    raise UnavailableError("Arbetaren blev inte klar.", "The worker did not finish.")
