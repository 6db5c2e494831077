"""Connections between Räls and PostgreSQL drop: ended by the server, cut in the middle, refused for a while."""

import time
from random import Random
from threading import Event, Thread

from serving import Served

from tests.soak.crew import Crew
from tests.soak.house import House
from tests.soak.proxy import Proxy
from tests.soak.tally import Tally

_ONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1
"""
AWAY_SECONDS = 1.0


def cut(house: House, tally: Tally, cases: int, cuts: int, chance: Random) -> list[str]:
    """Let cases run over a second installation on the same database, through a proxy that cuts."""
    socket = house.embedded.url().rpartition("host=")[2]
    with Proxy(f"{socket}/.s.PGSQL.5432") as proxy:
        second = Served(house.served.folder.parent / "second", log=house.served.log)
        second.environment["RALS_WEB_PROCESSES"] = "1"
        second.environment["RALS_DATABASE_URL"] = (
            f"postgresql://rals@127.0.0.1:{proxy.port}/rals?sslmode=disable"
        )
        second.start()
        try:
            crew, over = Crew(house, tally, second.http.base), Event()
            begun = crew.start(cases)
            cutter = Thread(target=_cutter, args=(house, tally, proxy, cuts, (chance, over)))
            cutter.start()
            try:
                while not over.is_set():
                    crew.work(begun)
                    begun += crew.start(2)
            finally:
                over.set()
                cutter.join()
        finally:
            second.stop()
    ended, broken, away = (tally.counts[kind] for kind in ("ended", "cut", "away"))
    tally.notes.append(f"{ended} connections ended by PostgreSQL, {broken} cut on the way; away {away} times")
    return begun


def _cutter(house: House, tally: Tally, proxy: Proxy, cuts: int, by: tuple[Random, Event]) -> None:
    chance, over = by
    try:
        for number in range(cuts):
            if over.wait(chance.uniform(0.1, 0.8)):
                return
            way = (_end, _cut, _refuse)[number % 3]
            way(house, tally, proxy)
    except Exception as error:  # noqa: BLE001  a thread's fault must reach the report
        tally.fault(f"{type(error).__name__}: {error}")
    finally:
        proxy.refuses = False
        over.set()


def _end(house: House, tally: Tally, _: Proxy) -> None:
    tally.counts["ended"] += len(house.rows(_ONE))


def _cut(_: House, tally: Tally, proxy: Proxy) -> None:
    tally.counts["cut"] += proxy.cut()


def _refuse(_: House, tally: Tally, proxy: Proxy) -> None:
    proxy.refuses = True
    proxy.cut()
    time.sleep(AWAY_SECONDS)
    proxy.refuses = False
    tally.counts["away"] += 1
