"""Processes are killed outright, one after another, while cases run; after each the house must be whole again."""

from random import Random
from threading import Event, Thread
from typing import Final

from tests.soak import check
from tests.soak.crew import Crew
from tests.soak.house import House
from tests.soak.tally import Tally

KINDS: Final = ("PostgreSQL", "worker", "web", "connection", "web server", "everything")
# Between two kills, so that there is something to kill in the middle of.
LEAST, MOST = 0.3, 3.0


def kill(house: House, tally: Tally, cases: int, kills: int, chance: Random) -> list[str]:
    """Run this many cases, and as many more as the kills last for."""
    crew, over = Crew(house, tally), Event()
    begun = crew.start(cases)
    killer = Thread(target=_killer, args=(house, tally, kills, chance, over))
    killer.start()
    try:
        while not over.is_set():
            crew.month(begun)
            begun += crew.start(max(cases // 8, 2))
    finally:
        over.set()
        killer.join()
    tally.notes.append(f"{sum(tally.kills.values())} processes killed while {len(tally.started)} cases ran")
    return begun


def kinds(kills: int, chance: Random) -> list[str]:
    """Return what to kill: every kind as often as the others, in an order of chance."""
    rounds = [chance.sample(KINDS, len(KINDS)) for _ in range(0, kills, len(KINDS))]
    return [kind for one in rounds for kind in one][:kills]


def _killer(house: House, tally: Tally, kills: int, chance: Random, over: Event) -> None:
    try:
        for kind in kinds(kills, chance):
            if over.wait(chance.uniform(LEAST, MOST)):
                return
            tally.away.append(house.kill(kind, chance))
            tally.kills[kind] += 1
            check.stored(house, tally)
    except Exception as error:  # noqa: BLE001  a thread's fault must reach the report
        tally.fault(f"{type(error).__name__}: {error}")
    finally:
        over.set()
