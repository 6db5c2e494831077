"""Finding out who acts, with all rights of today: in the demo organisation, and in one of 50,000 people."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Final
from uuid import UUID

from sqlalchemy import event, text

from benchmarks import beside, house
from benchmarks.figures import Figures, Tell
from engine.door import Engine
from engine.governance.actor import Identity
from engine.store import actors
from engine.store.work import Database

PERSONS: Final = 50_000
ASSIGNMENTS: Final = 200_000
HELD: Final = 40
ROUNDS: Final = 500
WARM: Final = 50

# A region: units of fifty people, a seat for each of four roles in each, and four assignments a person.
_ORGANISATION: Final = """
INSERT INTO organisation (id, key, name, profile_hash)
SELECT gen_random_uuid(), 'stor', 'Stor', profile_hash FROM organisation LIMIT 1
"""
_BIG: Final = "CREATE TEMP TABLE big AS SELECT id FROM organisation WHERE key = 'stor'"
_UNITS: Final = """
INSERT INTO unit (id, organisation_id, code, name, kind)
SELECT gen_random_uuid(), big.id, 'u' || n, 'Enhet ' || n, 'enhet' FROM big, generate_series(1, :persons / 50) n
"""
_PERSONS: Final = """
INSERT INTO person (id, organisation_id, key, name)
SELECT gen_random_uuid(), big.id, 'p' || n, 'Person ' || n FROM big, generate_series(1, :persons) n
"""
_SEATS: Final = """
INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id)
SELECT gen_random_uuid(), big.id, role, 'enhet', u.id
  FROM big JOIN unit u ON u.organisation_id = big.id, unnest(ARRAY['chef', 'verksamhet', 'stab', 'sakkunnig']) role
"""
_HOLDERS: Final = """
INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
SELECT gen_random_uuid(), s.id, p.id, DATE '2020-01-01', now()
  FROM (SELECT id, row_number() OVER () AS n FROM seat WHERE organisation_id = (SELECT id FROM big)) s
  JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM person
         WHERE organisation_id = (SELECT id FROM big)) p ON s.n = 1 + p.n % (:persons / 50 * 4)
 CROSS JOIN generate_series(1, :assignments / :persons)
"""
_ONE_WITH_MANY: Final = """
INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
SELECT gen_random_uuid(), s.id, p.id, DATE '2020-01-01', now()
  FROM person p, (SELECT id FROM seat WHERE organisation_id = (SELECT id FROM big)
                   LIMIT :held - :assignments / :persons) s
 WHERE p.organisation_id = (SELECT id FROM big) AND p.key = 'p1'
"""
_FILL: Final = (_ORGANISATION, _BIG, _UNITS, _PERSONS, _SEATS, _HOLDERS, _ONE_WITH_MANY, "ANALYZE")


def measure(
    tell: Tell, rounds: int = ROUNDS, persons: int = PERSONS, assignments: int = ASSIGNMENTS
) -> Figures:
    """Return the ratio of the two medians, and how many assignments and statements the second had.

    The two stand in databases of their own and are measured in turns: neither carries what the other costs.
    """
    with house.opened() as running, running.engine() as engine, beside.another(engine, "stor") as other:
        tell("fyller en stor organisation", 0)
        asked = (engine, _person(engine, "camilla-holm")), (other, _fill(other, persons, assignments))
        with ExitStack() as stack:
            sides = [stack.enter_context(_opened(*one)) for one in asked]
            for number in range(WARM + rounds):
                # Seldom, since drawing the progress would take the time of what is measured.
                if number % WARM == 0:
                    tell("hittar rättigheter", number / (WARM + rounds))
                for side in sides:
                    side.find()
        demo_ms, big_ms = (1000 * median(side.times[WARM:]) for side in sides)
        figures = {"ratio": big_ms / demo_ms, "demo_ms": demo_ms, "big_ms": big_ms}
        big = sides[1]
        return {**figures, "held": big.held, "sql_statements": len(big.statements) / (WARM + rounds)}


@dataclass
class _Side:
    """One of the two: the person who is looked for, how long it took each time, and what was asked."""

    database: Database
    person: UUID
    times: list[float] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    held: int = 0

    def find(self) -> None:
        # Each in a transaction of its own, as it is asked: from there on the transaction is that person's.
        with self.database.snapshot() as connection:
            begun = time.perf_counter()
            actor, _ = actors.find(connection, Identity(person_id=self.person))
            self.times.append(time.perf_counter() - begun)
        self.held = len(actor.held)


@contextmanager
def _opened(engine: Engine, person: UUID) -> Iterator[_Side]:
    side = _Side(engine.database, person)

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        side.statements.append(statement)

    event.listen(engine.database.engine, "before_cursor_execute", note)
    yield side
    event.remove(engine.database.engine, "before_cursor_execute", note)


def _fill(engine: Engine, persons: int, assignments: int) -> UUID:
    sizes = {"persons": persons, "assignments": assignments, "held": HELD}
    return beside.fill(engine, _FILL, "SELECT id FROM person WHERE key = 'p1'", **sizes)


def _person(engine: Engine, key: str) -> UUID:
    with engine.database.snapshot() as connection:
        found: UUID = connection.execute(
            text("SELECT id FROM person WHERE key = :key"), {"key": key}
        ).scalar_one()
        return found
