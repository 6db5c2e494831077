"""Many clients hand in the same task in the same moment: one is first, the others are told so."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.soak.clients import PERSON, Once, Registrar
from tests.soak.crew import Crew
from tests.soak.house import House
from tests.soak.tally import Tally


def race(house: House, tally: Tally, clients: int) -> list[str]:
    """Let the clients race for one task; no connection may break, and the case goes on to its end."""
    crew, alone = Crew(house, tally), Tally()
    case = crew.registrar.start("tva_steg")
    (task,) = crew.registrar.open(case)
    racer = Registrar(Once(house.served.http.base, alone), house.people[PERSON], tally)
    together = Barrier(clients)

    def complete(_: int) -> int:
        together.wait()
        return racer.complete(task["id"])

    with ThreadPoolExecutor(clients) as pool:
        codes = Counter(pool.map(complete, range(clients)))
    tally.counts += alone.counts
    tally.faults += alone.faults
    if codes != {200: 1, 409: clients - 1}:
        tally.fault(f"{clients} clients raced for a task and were told {dict(codes)}")
    crew.work([case])
    tally.notes.append(
        f"{clients} clients raced for one task: {codes[200]} was first, {codes[409]} were told so"
    )
    return [case]
