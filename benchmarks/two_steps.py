"""Cases of the benchmarks' model with two steps, taken through over HTTP by one person who holds both."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from benchmarks.client import Client

KEY: Final = "tva_steg"
PERSON: Final = "agneta-hallberg"
ANSWERS: Final = {
    "anteckning": "En anteckning av vanlig längd om vad som gjordes.",
    "bedomning": "bra",
    "timmar": 2.5,
}
STEPS: Final = 2


@dataclass(frozen=True)
class Worker:
    """A person who starts a case and does its tasks, one after another."""

    client: Client
    token: str

    def start(self) -> str:
        """Start a case, find its first task in the inbox, and return the task's id."""
        case = self.client.post("/cases", self.token, {"process": KEY, "answers": {}})["case"]["id"]
        (task,) = self.client.get(f"/tasks?case={case}", self.token)["items"]
        return str(task["id"])

    def complete(self, task: str) -> Any:
        """Hand in a task and return the receipt."""
        return self.client.post(f"/tasks/{task}/complete", self.token, {"answers": ANSWERS})

    def case(self, around: Callable[[Callable[[], Any]], Any] = lambda act: act()) -> None:
        """Take a case from its start to its end; `around` is given each completion to carry out."""
        task = self.start()
        for step in range(STEPS):
            receipt = around(partial(self.complete, task))
            task = _next(receipt) if step < STEPS - 1 else ""


def _next(receipt: Any) -> str:
    (task,) = receipt["next"]
    return str(task["id"])
