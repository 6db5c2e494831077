"""Compares what the clients were told with what stands in the database."""

from collections.abc import Iterable

from tests.soak.house import House, wait_for
from tests.soak.tally import Tally

_STORED = """
SELECT s.task_id::text, count(*), min(s.answers->>'anteckning') FROM submission s WHERE s.task_id IS NOT NULL GROUP BY 1
"""
_DONE = "SELECT details->>'task', count(*) FROM trail WHERE kind = 'task-completed' GROUP BY 1"
_CASES = 'SELECT id::text FROM "case"'
# Räls itself starts cases about vacant seats once a minute, and no client is told of those.
_BY_PEOPLE = 'SELECT id::text FROM "case" WHERE started_by IS NOT NULL'
# What must stand there once: a decision, a notice of the model prov, a task where the model passes once, a case that
# fills a seat.
_DOUBLES = (
    "SELECT 'decision of ' || task_id FROM decision GROUP BY task_id HAVING count(*) > 1",
    """SELECT subject || ' in ' || case_id FROM notice WHERE subject LIKE 'Prov:%%'
        GROUP BY subject, case_id, person_id HAVING count(*) > 1""",
    """SELECT t.element || ' in ' || t.case_id FROM task t JOIN "case" c ON c.id = t.case_id
        WHERE c.process IN ('prov', 'tva_steg') GROUP BY t.element, t.case_id HAVING count(*) > 1""",
    """SELECT 'case that fills ' || fills_id FROM "case" WHERE state = 'running' AND fills_id IS NOT NULL
        GROUP BY fills_id HAVING count(*) > 1""",
)
# Nobody to do anything, no time to wait for, no job: such a case would stand for ever.
_STUCK = """
SELECT c.number FROM instance i JOIN "case" c ON c.id = i.case_id
 WHERE i.status <> 'ended' AND i.next_due IS NULL
   AND NOT EXISTS (SELECT 1 FROM task t WHERE t.instance_id = i.id AND t.state = 'open')
   AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs j
                    WHERE j.status IN ('todo', 'doing') AND j.args->>'instance_id' = i.id::text)
"""
_OPEN = """
SELECT c.id::text, concat_ws(' ', c.process, c.number, 'phase', c.phase, 'next', max(i.next_due), 'open', string_agg(t.element, ' '))
  FROM "case" c JOIN instance i ON i.case_id = c.id LEFT JOIN task t ON t.instance_id = i.id AND t.state = 'open'
 WHERE c.state <> 'ended' GROUP BY c.id
"""
_INCIDENTS = "SELECT c.number FROM instance i JOIN \"case\" c ON c.id = i.case_id WHERE i.status = 'incident'"
# A task that lay for a week has been reminded of, and an ended case has been told of: else a timer or a call was lost.
_SILENT = """
SELECT 'Prov: påminnelse in ' || c.id FROM task t JOIN "case" c ON c.id = t.case_id
 WHERE c.process = 'prov' AND t.element = 'ut_gora' AND t.ended_at > t.created_at + interval '7 days 1 minute'
   AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.subject = 'Prov: påminnelse')
UNION ALL
SELECT 'Prov: klart in ' || c.id FROM "case" c WHERE c.process = 'prov' AND c.state = 'ended'
   AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.case_id = c.id AND n.subject = 'Prov: klart')
"""
_FAILED_JOBS = "SELECT 'job ' || id || ' ' || task_name FROM procrastinate_jobs WHERE status = 'failed'"
_RUNNING_JOBS = "SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND task_name = 'wake'"


def stored(house: House, tally: Tally) -> None:
    """Look for what is lost or stored twice. It can be asked at any time: what is told is in the database already."""
    told, started = dict(tally.told), list(tally.started)
    submissions = {task: (count, note) for task, count, note in house.rows(_STORED)}
    done: dict[str, int] = dict(house.rows(_DONE))  # type: ignore[arg-type]
    for task, note in told.items():
        count, kept = submissions.get(task, (0, None))
        if not count or not done.get(task) or (note is not None and note != kept):
            tally.lost.add(f"task {task}")
    cases = set(_column(house, _CASES))
    tally.lost |= {f"case {case}" for case in started if case not in cases}
    tally.twice |= {f"submission of {task}" for task, (count, _) in submissions.items() if count > 1}
    tally.twice |= {f"completion of {task}" for task, count in done.items() if count > 1}
    for statement in _DOUBLES:
        tally.twice |= set(_column(house, statement))
    tally.hanging |= {f"case {number}" for number in _column(house, _STUCK)}


def ended(house: House, tally: Tally, before: Iterable[str]) -> None:
    """Look at the end: every case has ended, nobody's start was stored twice, no timer, call or job is left."""
    stored(house, tally)
    ours = set(tally.started)
    tally.twice |= {f"case {case}" for case in _column(house, _BY_PEOPLE) if case not in ours | set(before)}
    tally.hanging |= {told for case, told in house.rows(_OPEN) if case in ours}
    tally.hanging |= {f"incident in {number}" for number in _column(house, _INCIDENTS)}
    tally.hanging |= set(_column(house, _FAILED_JOBS))
    try:
        wait_for(lambda: not house.rows(_RUNNING_JOBS), "jobs to be done, by their worker or another")
    except AssertionError:
        tally.hanging |= {f"job {job}" for job in _column(house, _RUNNING_JOBS)}
    tally.lost |= set(_column(house, _SILENT))


def cases(house: House) -> list[str]:
    """Return the ids of all cases."""
    return _column(house, _CASES)


def _column(house: House, statement: str) -> list[str]:
    return [str(row[0]) for row in house.rows(statement)]
