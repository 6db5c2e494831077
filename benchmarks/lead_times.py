"""Lead times of 5,000 cases with 200,000 tasks, and their event log."""

import time
from contextlib import ExitStack
from typing import Final
from uuid import UUID

from api.shapes.event_log import pieces
from benchmarks import beside, house
from benchmarks.figures import Figures, Tell
from engine.desk import Question
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.reports.event_log import EventLog, events
from engine.queries.reports.lead_times import LeadTimes
from engine.queries.reports.lead_times_drawing import LeadTimesDrawn
from engine.queries.reports.lead_times_sql import ROLE, STEP, UNIT

CASES: Final = 5_000
STEPS: Final = 40
ROUNDS: Final = 7
# Each case has done all its steps but the last, in the seats of the register; a twentieth of the cases is secret.
_FILL: Final = (
    """CREATE TEMP TABLE home AS
       SELECT o.id, p.id AS person, (SELECT hash FROM model_version WHERE key = 'implementering' LIMIT 1) AS model
         FROM organisation o JOIN person p ON p.organisation_id = o.id ORDER BY p.key LIMIT 1""",
    """CREATE TEMP TABLE made AS
       SELECT n, gen_random_uuid() AS "case", gen_random_uuid() AS instance FROM generate_series(0, :cases - 1) n""",
    """INSERT INTO "case" (id, organisation_id, number, title, process, model_hash, state, secret, started_by, started_at)
       SELECT made."case", home.id, 'IMP-2026-' || lpad(n::text, 5, '0'), 'Gemensam provtagning ' || n, 'implementering', home.model, 'running',
              n % 20 = 0, NULL, now() - (400 + n % 400) * interval '1 day' FROM home, made""",
    """INSERT INTO instance (id, case_id, model_hash, state, version, status, tokens)
       SELECT made.instance, made."case", home.model, '', 1, 'running', '{}' FROM home, made""",
    """CREATE TEMP TABLE sat AS SELECT s.id, row_number() OVER () - 1 AS at, count(*) OVER () AS many FROM seat s""",
    """CREATE TEMP TABLE doer AS SELECT p.id, row_number() OVER () - 1 AS at, count(*) OVER () AS many FROM person p""",
    """INSERT INTO task (id, case_id, instance_id, element, name, name_en, item, seat_id, state, created_at, ended_at, ended_by)
       SELECT gen_random_uuid(), made."case", made.instance, 'ut_steg_' || k, 'Steg ' || k, 'Step ' || k, '', sat.id,
              CASE WHEN k < :steps THEN 'completed' ELSE 'open' END, began.at,
              CASE WHEN k < :steps THEN began.at + (1 + (made.n * 7919 + k * 31) % 400) * interval '1 hour' END,
              CASE WHEN k < :steps THEN doer.id END
         FROM made CROSS JOIN generate_series(1, :steps) k
        CROSS JOIN LATERAL (SELECT now() - (400 + made.n % 400 - k * 9) * interval '1 day' AS at) began
         JOIN sat ON sat.at = (made.n + k) % sat.many JOIN doer ON doer.at = (made.n * 3 + k) % doer.many""",
    "ANALYZE",
)


def measure(tell: Tell, rounds: int = ROUNDS, cases: int = CASES) -> Figures:
    """Return how long each question takes in the middle of some rounds, and how long it takes to write the log."""
    with ExitStack() as stack:
        engine = stack.enter_context(stack.enter_context(house.opened()).engine())
        other = stack.enter_context(beside.another(engine, "ledtider"))
        tell(f"fyller {cases} ärenden", 0)
        who = Identity(person_id=_filled(other, cases))
        questions = {by: LeadTimes("implementering", by) for by in (STEP, ROLE, UNIT)}
        asked: dict[str, Question[object]] = {**questions, "drawing": LeadTimesDrawn(questions[STEP])}
        found: dict[str, list[float]] = {name: [] for name in asked}
        for number in range(rounds):
            tell("läser ledtider", number / rounds)
            for name, question in asked.items():
                begun = time.perf_counter()
                other.ask(question, who)
                found[name].append(1000 * (time.perf_counter() - begun))
        tell("skriver händelseloggen", 1)
        middle = {f"{name}_ms": sorted(times)[rounds // 2] for name, times in found.items()}
        return {**middle, **_logged(other), "cases": cases, "tasks": cases * STEPS}


def _logged(engine: Engine) -> Figures:
    """Write the whole log to nowhere."""
    log = EventLog(engine.now(), "implementering")
    begun, size = time.perf_counter(), 0
    for piece in pieces("xes", "Implementering", events(lambda page: engine.ask(page, RALS), log)):
        size += len(piece)
    return {"log_s": time.perf_counter() - begun, "log_mb": size / 1e6}


def _filled(engine: Engine, cases: int) -> UUID:
    """Fill the database and return a reader."""
    beside.publish(engine, "implementering")
    return beside.fill(engine, _FILL, "SELECT person FROM home", cases=cases, steps=STEPS)
