"""The inbox of a person with twelve roles among a million open tasks, and among a thousand."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, event, text

from benchmarks import beside, house
from benchmarks.figures import Figures, Tell
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from engine.queries.tasks.counts import InboxCounts
from engine.queries.tasks.inbox import Inbox
from web.cli import models

SMALL: Final = 1_000
BIG: Final = 1_000_000
ROLES: Final = 12
TASKS_OF_A_CASE: Final = 5
ROUNDS: Final = 200
WARM: Final = 20
PER_SEAT: Final = 50
PAGE: Final = 100
PAGES: Final = {
    "first": Inbox(limit=PAGE),
    "text": Inbox(limit=PAGE, q="provtagningar"),
    "filtered": Inbox(limit=PAGE, process="implementering", due="later", sort="newest"),
}

# Each seat of a unit is held by two, and above it hang the seats of ten cases, one of them vacant. A case has five
# tasks: one for its own seat and four for seats of units. Whoever has twelve roles has the same work in both.
_FILL: Final = (
    """CREATE TEMP TABLE home AS
       SELECT o.id, p.id AS person, (SELECT hash FROM model_version WHERE key = 'implementering' LIMIT 1) AS model
         FROM organisation o JOIN person p ON p.organisation_id = o.id ORDER BY p.key LIMIT 1""",
    """INSERT INTO person (id, organisation_id, key, name)
       SELECT gen_random_uuid(), home.id, 'q' || n, 'Person ' || n FROM home, generate_series(0, :seats) n""",
    """CREATE TEMP TABLE place AS
       SELECT n, gen_random_uuid() AS seat, gen_random_uuid() AS unit FROM generate_series(1, :seats) n""",
    """INSERT INTO unit (id, organisation_id, code, name, kind)
       SELECT place.unit, home.id, 'q' || n, 'Mottagning ' || n, 'enhet' FROM home, place""",
    """INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id)
       SELECT place.seat, home.id, 'chef', 'enhet', place.unit FROM home, place""",
    """INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
       SELECT gen_random_uuid(), place.seat, p.id, DATE '2020-01-01', now()
         FROM home, place JOIN person p ON p.key IN ('q' || place.n, CASE WHEN place.n <= :roles THEN 'q0' END)""",
    """CREATE TEMP TABLE made AS
       SELECT n, gen_random_uuid() AS "case", gen_random_uuid() AS instance, gen_random_uuid() AS seat
         FROM generate_series(0, :cases - 1) n""",
    """INSERT INTO "case" (id, organisation_id, number, title, process, model_hash, state, started_by, started_at)
       SELECT made."case", home.id, 'ARB-2026-' || n,
              (ARRAY['Gemensam provtagning', 'Ny remiss', 'Digital kallelse', 'Kortare vårdtid'])[1 + n % 4] || ' ' || n,
              'implementering', home.model, 'running', home.person, now() - n % 400 * interval '1 day'
         FROM home, made""",
    """INSERT INTO instance (id, case_id, model_hash, state, version, status, tokens)
       SELECT made.instance, made."case", home.model, '', 1, 'running', '{}' FROM home, made""",
    """INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id, superior_id)
       SELECT made.seat, home.id, 'uppdragsagare', 'arende', made."case", place.seat
         FROM home, made JOIN place ON place.n = 1 + made.n % :seats""",
    """INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
       SELECT gen_random_uuid(), made.seat, p.id, DATE '2020-01-01', now()
         FROM made JOIN person p ON p.key = 'q' || 1 + (made.n + 1) % :seats WHERE made.n / :seats % 10 > 0""",
    """INSERT INTO task (id, case_id, instance_id, element, name, name_en, item, seat_id, mandate, state, priority,
                         due_at, created_at)
       SELECT gen_random_uuid(), made."case", made.instance, 'ut_analysera', 'Analysera förslaget',
              'Analyse the proposal', '', CASE WHEN k = 0 THEN made.seat ELSE place.seat END, NULL, 'open', made.n % 3,
              CASE WHEN (made.n + k) % 7 > 0 THEN now() + ((made.n * 7 + k * 13) % 120 - 20) * interval '1 day' END,
              now() - (made.n * 31 + k) % 200 * interval '1 hour'
         FROM made CROSS JOIN generate_series(0, 4) k JOIN place ON place.n = 1 + (made.n + k * 3) % :seats""",
    "ANALYZE",
)


def measure(tell: Tell, rounds: int = ROUNDS, small: int = SMALL, big: int = BIG) -> Figures:
    """Return for each page the ratio of the two 95th percentiles, counts included, and the plans of the larger."""
    with ExitStack() as stack:
        engine = stack.enter_context(stack.enter_context(house.opened()).engine())
        sides = []
        for name, tasks in (("liten", small), ("stor", big)):
            other = stack.enter_context(beside.another(engine, name))
            tell(f"fyller {tasks} uppgifter", 0)
            sides.append(_Side(other, _filled(other, tasks)))
        for number in range(WARM + rounds):
            # Seldom, since drawing the progress would take the time of what is measured.
            if number % WARM == 0:
                tell("läser inkorgen", number / (WARM + rounds))
            for side in sides:
                side.look()
        few, many = sides
        pages = {name: _compared(few.times[name], many.times[name]) for name in PAGES}
        ratio = max(page["ratio"] for page in pages.values())
        return {"ratio": ratio, **pages, "mine": many.mine, "tasks": many.tasks, "plan": many.plans()}


def _compared(few: list[float], many: list[float]) -> dict[str, float]:
    small_ms, big_ms = (1000 * sorted(some[WARM:])[int(0.95 * len(some[WARM:]))] for some in (few, many))
    return {"ratio": big_ms / small_ms, "small_p95_ms": small_ms, "big_p95_ms": big_ms}


@dataclass
class _Side:
    """One of the two: who looks, and how long each page took each time."""

    engine: Engine
    person: UUID
    times: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PAGES})
    mine: int = 0

    def look(self) -> None:
        """Ask for each page once, with the counts that stand beside it."""
        who = Identity(person_id=self.person)
        for name, page in PAGES.items():
            begun = time.perf_counter()
            counts = self.engine.ask(InboxCounts(), who)
            self.engine.ask(page, who)
            self.times[name].append(time.perf_counter() - begun)
            self.mine = counts.own + counts.groups

    @property
    def tasks(self) -> int:
        """How many open tasks there are in all."""
        with self.engine.database.snapshot() as connection:
            return int(
                connection.execute(text("SELECT count(*) FROM task WHERE state = 'open'")).scalar_one()
            )

    def plans(self) -> dict[str, list[str]]:
        """Return how PostgreSQL answers each page, and the counts."""
        who = Identity(person_id=self.person)
        return {
            name: self._plan(lambda page=page: self.engine.ask(page, who))
            for name, page in {**PAGES, "counts": InboxCounts()}.items()
        }

    def _plan(self, ask: Any) -> list[str]:
        with _noted(self.engine) as statements:
            ask()
        statement, values = next(one for one in statements if "WITH RECURSIVE" in one[0])
        with self.engine.database.snapshot() as connection:
            return list(
                connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", values).scalars()
            )


@contextmanager
def _noted(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Give the statements that are sent to the database, with their values."""
    statements: list[tuple[str, Any]] = []

    def note(_conn: Connection, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    event.listen(engine.database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine.database.engine, "before_cursor_execute", note)


def _filled(engine: Engine, tasks: int) -> UUID:
    """Fill the database and return the person with twelve roles."""
    organisation = engine.ask(Organisations(), RALS)[0]
    engine.do(PublishModel(models.files_of(PRODUCT / "bpmn" / "implementering"), organisation.id), RALS)
    cases = tasks // TASKS_OF_A_CASE
    asked = {"cases": cases, "seats": max(ROLES, tasks // PER_SEAT), "roles": ROLES}
    with engine.database.transaction() as connection:
        for statement in _FILL:
            used = {name: value for name, value in asked.items() if f":{name}" in statement}
            connection.execute(text(statement), used)
        return UUID(str(connection.execute(text("SELECT id FROM person WHERE key = 'q0'")).scalar_one()))
