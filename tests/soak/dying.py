"""A worker dies in the middle of a job: another takes it up, and what it does is done once."""

from random import Random

from tests.soak.crew import Crew
from tests.soak.house import House, wait_for
from tests.soak.tally import Tally

_HOLD = "SELECT id FROM instance WHERE case_id = ANY(%(cases)s::uuid[]) FOR UPDATE"
_TAKEN = """
SELECT count(*) FROM procrastinate_jobs j JOIN instance i ON j.args->>'instance_id' = i.id::text
 WHERE j.status = 'doing' AND i.case_id = ANY(%(cases)s::uuid[])
"""
_REMINDED = (
    "SELECT count(*) FROM notice WHERE case_id = ANY(%(cases)s::uuid[]) AND subject = 'Prov: påminnelse'"
)
JOBS = 3


def die(house: House, tally: Tally, chance: Random) -> list[str]:
    """Hold the cases so that the worker stands in the middle of their jobs, kill it, and let go."""
    crew = Crew(house, tally)
    cases = [crew.registrar.start("prov") for _ in range(JOBS)]
    with house.connect() as holder:
        holder.execute(_HOLD, {"cases": cases})
        crew.robot.advance("P8D")
        wait_for(lambda: _count(house, _TAKEN, cases) == JOBS, "the jobs to be taken")
        tally.away.append(house.kill("worker", chance))
        tally.kills["worker"] += 1
    wait_for(lambda: _count(house, _REMINDED, cases) == JOBS, "another worker to do the jobs")
    wait_for(lambda: _count(house, _TAKEN, cases) == 0, "the jobs to be done")
    tally.notes.append(f"a worker died with {JOBS} jobs, and each was done by another, once")
    return cases


def _count(house: House, statement: str, cases: list[str]) -> int:
    return int(house.rows(statement, cases=cases)[0][0])
