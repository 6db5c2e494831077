"""The inbox of a person with twelve roles among a million open tasks, and among a thousand."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, event, text

from benchmarks import beside, house
from benchmarks.figures import Figures, Tell
from benchmarks.pages import Side, compared
from engine.desk import Question
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.tasks.counts import InboxCounts
from engine.queries.tasks.inbox import Inbox

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
            sides.append(Side(other, _filled(other, tasks)))
        for number in range(WARM + rounds):
            # Seldom, since drawing the progress would take the time of what is measured.
            if number % WARM == 0:
                tell("läser inkorgen", number / (WARM + rounds))
            for side in sides:
                side.read({name: [InboxCounts(), page] for name, page in PAGES.items()})
        few, many = sides
        asked = {"mine": _mine(many), "tasks": _tasks(many), "plan": _plans(many)}
        return {**compared(few, many, WARM), **asked}


def _mine(side: Side) -> int:
    counts = side.engine.ask(InboxCounts(), Identity(person_id=side.person))
    return counts.own + counts.groups


def _tasks(side: Side) -> int:
    with side.engine.database.snapshot() as connection:
        return int(connection.execute(text("SELECT count(*) FROM task WHERE state = 'open'")).scalar_one())


def _plans(side: Side) -> dict[str, list[str]]:
    """Return how PostgreSQL answers each page, and the counts."""
    asked: dict[str, Question[object]] = {**PAGES, "counts": InboxCounts()}
    return {name: _plan(side, question) for name, question in asked.items()}


def _plan(side: Side, question: Question[object]) -> list[str]:
    with _noted(side.engine) as statements:
        side.engine.ask(question, Identity(person_id=side.person))
    statement, values = next(one for one in statements if "WITH RECURSIVE" in one[0])
    with side.engine.database.snapshot() as connection:
        return list(connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", values).scalars())


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
    beside.publish(engine, "implementering")
    sizes = {"cases": tasks // TASKS_OF_A_CASE, "seats": max(ROLES, tasks // PER_SEAT), "roles": ROLES}
    return beside.fill(engine, _FILL, "SELECT id FROM person WHERE key = 'q0'", **sizes)
