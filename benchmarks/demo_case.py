"""Cases of the demo organisation's own process, taken on over HTTP by everybody in it; each completion is timed."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from statistics import median
from typing import Any, Final

from benchmarks.client import Client
from benchmarks.figures import Figures
from benchmarks.house import House
from forms.example import example

PROCESS: Final = "implementering"
STARTER: Final = "hanna-virtanen"
CHAIR: Final = "Maria Lindqvist"
START: Final = {
    "berorda_regionomraden": ["Regionområde Norr", "Regionområde Söder", "Regionområde Öster"],
    "berorda_enheter": [
        "Barnmorskemottagningen Granvik",
        "Rehabmottagningen Ekdalen",
        "Psykologenheten Lindåsa",
    ],
}
# Where the first option would end the case, or the form's own check asks for somebody in particular.
CHOSEN: Final[Mapping[str, Mapping[str, Any]]] = {
    "ut_besluta_hantering": {"utfall": "bereda"},
    "ut_utse_uppdragsagare": {"person": "Johan Bergström"},
    "ut_utse_projektledare": {"person": "Olga Ivanova"},
}


@dataclass
class Demo:
    """The people of the demo organisation at one connection."""

    client: Client
    tokens: Mapping[str, str]
    today: str
    times: list[float] = field(default_factory=list)

    def case(self) -> Iterator[None]:
        """Start a case and take it as far as it goes without time passing, yielding after each task."""
        case, before = self._start(), -1
        while before < len(self.times):
            before = len(self.times)
            yield from self._round(case)

    def _start(self) -> str:
        token = self.tokens[STARTER]
        form = self.client.get(f"/process-definitions/{PROCESS}/start-form", token)["form"]
        body = {"process": PROCESS, "answers": example(form, START, date.fromisoformat(self.today))}
        return str(self.client.post("/cases", token, body)["case"]["id"])

    def _round(self, case: str) -> Iterator[None]:
        for token in self.tokens.values():
            for task in self.client.get(f"/tasks?case={case}&limit=200", token)["items"]:
                whole = self.client.get(f"/tasks/{task['id']}", token)
                if whole["state"] == "open":
                    self._complete(whole, token)
                    yield

    def _complete(self, whole: Mapping[str, Any], token: str) -> None:
        day = whole["created_at"][:10]
        usual = {"jav": False, "beslutsfattare": CHAIR, "beslutsdatum": day, "fran": day}
        wanted = {**usual, **CHOSEN.get(whole["element_id"], {})}
        body = {"answers": example(whole["form"], wanted, date.fromisoformat(self.today))}
        begun = time.perf_counter()
        self.client.post(f"/tasks/{whole['id']}/complete", token, body)
        self.times.append((time.perf_counter() - begun) * 1000)


def measure(house: House, steps: int, told: Callable[[float], None]) -> Figures:
    """Complete some tasks of the process and return the median, in milliseconds, and how many there were."""
    tokens = house.tokens()
    with house.client() as client:
        now = client.get("/operations", tokens[STARTER])["now"]
        demo = Demo(client, tokens, now[:10])
        while len(demo.times) < steps:
            for _ in islice(demo.case(), steps - len(demo.times)):
                told(len(demo.times) / steps)
    return {"p50_ms": median(demo.times), "steps": len(demo.times)}
