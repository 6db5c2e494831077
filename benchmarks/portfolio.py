"""The portfolio of 5,000 cases with 100,000 reports, and of 50 with 1,000."""

from contextlib import ExitStack
from typing import Final
from uuid import UUID

from benchmarks import beside, house
from benchmarks.figures import Figures, Tell
from benchmarks.pages import Side, compared
from engine.door import Engine
from engine.queries.reports.portfolio import Portfolio

SMALL: Final = 50
BIG: Final = 5_000
REPORTS_OF_A_CASE: Final = 20
ROUNDS: Final = 100
WARM: Final = 10
PAGES: Final = {
    "first": Portfolio(),
    "red": Portfolio(status="rod"),
    "late": Portfolio(late=True, sort="oldest"),
}
# One who owns no case looks. A fifth of the cases is red and a fifth yellow; each has a goal, an assignment owner, and a task for its next report.
_FILL: Final = (
    """CREATE TEMP TABLE home AS
       SELECT o.id, p.id AS person, (SELECT max(q.id::text)::uuid FROM person q WHERE q.id <> p.id) AS owner, (SELECT hash FROM model_version WHERE key = 'implementering' LIMIT 1) AS model
         FROM organisation o JOIN person p ON p.organisation_id = o.id ORDER BY p.key LIMIT 1""",
    """CREATE TEMP TABLE made AS
       SELECT n, gen_random_uuid() AS "case", gen_random_uuid() AS instance, gen_random_uuid() AS seat
         FROM generate_series(0, :cases - 1) n""",
    """INSERT INTO "case" (id, organisation_id, number, title, process, model_hash, state, started_by, started_at)
       SELECT made."case", home.id, 'IMP-2026-' || n, 'Gemensam provtagning ' || n, 'implementering', home.model, 'running',
              home.person, now() - n % 400 * interval '1 day' FROM home, made""",
    """INSERT INTO instance (id, case_id, model_hash, state, version, status, tokens)
       SELECT made.instance, made."case", home.model, '', 1, 'running', '{}' FROM home, made""",
    """INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id)
       SELECT made.seat, home.id, 'uppdragsagare', 'arende', made."case" FROM home, made""",
    """INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
       SELECT gen_random_uuid(), made.seat, home.owner, DATE '2020-01-01', now() FROM home, made""",
    """INSERT INTO goal (id, case_id, name, description, measured_in, baseline, baseline_on, target, direction, end_on, interval,
                         method, status)
       SELECT gen_random_uuid(), made."case", 'Väntetid', '', 'dagar', 30, DATE '2026-01-01', 10, 'minska', DATE '2027-01-01',
              'P1M', '', 'beslutat' FROM made""",
    """INSERT INTO task (id, case_id, instance_id, element, name, name_en, item, seat_id, form, state, due_at, created_at)
       SELECT gen_random_uuid(), made."case", made.instance, 'ut_skriv_statusrapport', 'Skriv statusrapport',
              'Write a status report', '', made.seat, 'f_statusrapport', 'open', now() + (n % 20 - 10) * interval '1 day', now()
         FROM made""",
    """INSERT INTO status_report (id, organisation_id, case_id, number, period_from, period_to, total, trend, parts, content,
                                  submitted_by, role, submitted_at, latest)
       SELECT gen_random_uuid(), home.id, made."case", k, now()::date, now()::date,
              (ARRAY['rod', 'gul', 'gron', 'gron', 'gron'])[1 + (made.n + k) % 5], 'oforandrad', '{"tid": "gron"}',
              jsonb_build_object('sammanfattning', repeat('Alla mottagningar har fått utbildning. ', 12)), home.person,
              'projektledare', now() - (20 - k) * interval '30 days' - made.n * interval '1 minute',
              k = :reports
         FROM home, made CROSS JOIN generate_series(1, :reports) k""",
    "ANALYZE",
)


def measure(tell: Tell, rounds: int = ROUNDS, small: int = SMALL, big: int = BIG) -> Figures:
    """Return for each page the ratio of the two 95th percentiles, and how many cases and reports there were."""
    with ExitStack() as stack:
        engine = stack.enter_context(stack.enter_context(house.opened()).engine())
        sides = []
        for name, cases in (("liten", small), ("stor", big)):
            other = stack.enter_context(beside.another(engine, name))
            tell(f"fyller {cases} ärenden", 0)
            sides.append(Side(other, _filled(other, cases)))
        for number in range(WARM + rounds):
            tell("läser portföljen", number / (WARM + rounds))
            for side in sides:
                side.read({name: [page] for name, page in PAGES.items()})
        return {**compared(sides[0], sides[1], WARM), "cases": big, "reports": big * REPORTS_OF_A_CASE}


def _filled(engine: Engine, cases: int) -> UUID:
    """Fill the database and return a reader."""
    beside.publish(engine, "implementering")
    return beside.fill(engine, _FILL, "SELECT person FROM home", cases=cases, reports=REPORTS_OF_A_CASE)
