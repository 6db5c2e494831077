"""Many clients who take cases through side by side, month after month, until all have ended."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import demo

from tests.soak.clients import PERSON, Patient, Registrar, Steady
from tests.soak.house import House
from tests.soak.tally import Tally

CLIENTS = 8
MONTHS = 60
EVERY = 20
SETTLED_SECONDS = 150
OUTCOMES = {
    "ut_besluta_hantering": {"utfall": "bereda"},
    "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
}
START = {**demo.START, "berorda_regionomraden": demo.AREAS[:2], "berorda_enheter": demo.UNITS[:3]}


class Crew:
    """Works on the cases of a house, through its own web server or the one at `base`."""

    def __init__(self, house: House, tally: Tally, base: str | None = None) -> None:
        self.house, self.tally = house, tally
        self.patient = Patient(base or house.served.http.base, tally)
        self.registrar = Registrar(self.patient, house.people[PERSON], tally)
        self.robot = Steady(self.patient, house.people, demo.answers(OUTCOMES))  # type: ignore[arg-type]
        self.robot.tally, self.robot.names = tally, house.names
        self._ended: set[str] = set()

    def start(self, number: int) -> list[str]:
        """Start cases: every twentieth of the product's own process, the others of the small model."""
        return self._side_by_side(self._start, range(number))

    def work(self, cases: Iterable[str]) -> None:
        """Do all that can be done now in the cases."""
        self._side_by_side(self._one, [case for case in cases if case not in self._ended])

    def month(self, cases: list[str]) -> None:
        """Do what can be done at its beginning, when reminders have come, and a month later."""
        self.work(cases)
        self.advance("P8D")
        self.work(cases)
        self.advance("P1M")

    def to_the_end(self, cases: list[str]) -> None:
        """Work and let time pass until all have ended, or as long as any case may take."""
        for _ in range(MONTHS):
            self.work(cases)
            if self._all_ended(cases):
                return
            self.advance("P1M")

    def advance(self, by: str) -> None:
        """Let time pass, and wait until everything that is due has been woken."""
        self.robot.advance(by)
        deadline = time.monotonic() + SETTLED_SECONDS
        while time.monotonic() < deadline:
            status = self.robot.get("/operations", demo.LEAD)
            if not status["late"]:
                return
            time.sleep(0.2)
        self.tally.hanging.add(f"{status['late']} instances that are late")

    def _start(self, number: int) -> str:
        if number % EVERY != EVERY - 1:
            return self.registrar.start("prov")
        case = str(self.robot.start(demo.LEAD, START)["id"])
        self.tally.began(case, "implementering")
        return case

    def _one(self, case: str) -> None:
        if self.tally.started[case] == "implementering":
            while self.robot.round(case):
                pass
            return
        for task in self.registrar.open(case):
            # Every second case leaves its first task until the reminder has come.
            if task["element_id"] != "ut_gora" or int(case[:8], 16) % 2 or self._reminded(task):
                self.registrar.complete(task["id"])

    def _reminded(self, task: dict[str, object]) -> bool:
        return str(task["created_at"])[:10] < self.robot.today().isoformat()

    def _all_ended(self, cases: list[str]) -> bool:
        found = self.house.rows("SELECT id::text FROM \"case\" WHERE state = 'ended'")
        self._ended |= {str(row[0]) for row in found}
        return self._ended >= set(cases)

    def _side_by_side(
        self, act: Callable[[int], str] | Callable[[str], None], what: Iterable[object]
    ) -> list[str]:
        with ThreadPoolExecutor(CLIENTS) as pool:
            return list(pool.map(act, what))  # type: ignore[arg-type]
