"""Clients that go on: what is not answered is sent again under the same Idempotency-Key until it is."""

import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from uuid import uuid4

import demo
from robot import Robot
from serving import Answer, Http

from tests.soak.tally import Tally

PATIENCE = 120
PAUSE = 0.2
PERSON = "agneta-hallberg"
GOOD = {"bedomning": "bra", "timmar": 2.5}


class SilentError(Exception):
    """Nobody has answered for as long as a client waits."""


def sentence(answer: Answer) -> bool:
    """Whether a 503 is what it should be: problem+json with a sentence and when to come back."""
    kind = answer.headers.get("Content-Type", "")
    return (
        kind == "application/problem+json"
        and bool(answer.headers.get("Retry-After"))
        and bool(answer.json["detail"])
    )


@dataclass(frozen=True)
class Once(Http):
    """Sends once, and counts what came of it; None is a connection that broke."""

    tally: Tally

    def once(self, request: urllib.request.Request) -> Answer | None:
        try:
            answer = super()._call(request)
        except (OSError, HTTPException):
            self.tally.count("broken")
            return None
        self.tally.count(str(answer.status_code))
        wrong = answer.status_code >= 500 and not (answer.status_code == 503 and sentence(answer))
        if wrong and not request.full_url.endswith("/readyz"):
            said = answer.body.decode(errors="replace")
            self.tally.fault(f"{request.get_method()} {request.selector}: {answer.status_code} {said}")
        return answer

    def _call(self, request: urllib.request.Request) -> Answer:
        return self.once(request) or Answer(0, b"{}", {})


class Patient(Once):
    """Sends again until there is an answer."""

    def post(self, path: str, headers: Mapping[str, str], json: Any = None) -> Answer:
        return super().post(path, {"Idempotency-Key": uuid4().hex, **headers}, json)

    def _call(self, request: urllib.request.Request) -> Answer:
        begun = time.monotonic()
        while time.monotonic() < begun + PATIENCE:
            answer = self.once(request)
            if answer is not None and answer.status_code < 500:
                return answer
            self.tally.count("retries")
            time.sleep(PAUSE)
        raise SilentError(f"{request.get_method()} {request.selector}")


class Steady(Robot):
    """Takes cases through over a house that falls, and remembers what it was told."""

    tally: Tally
    names: Mapping[str, str]

    def round(self, case_id: str, leave: Any = lambda _: False) -> int:
        """Do every open task of a case, each by somebody who holds it; return how many."""
        listed = self.get("/tasks", demo.LEAD, whose="case", case=case_id, limit=200)["items"]
        done = 0
        for task in listed:
            holder = next((self.names[name] for name in task["holders"] if name in self.names), None)
            if holder is not None and not leave(task) and self.complete(holder, task):
                done += 1
        return done or super().round(case_id, leave)

    def complete(self, who: str, task: Mapping[str, Any]) -> bool:
        """Hand in a task; False when time has withdrawn it, or the role has ended, meanwhile."""
        found = self.client.get(f"/api/v1/tasks/{task['id']}", headers=self.people[who])
        if found.status_code == 404 or found.json["state"] != "open":
            return False
        whole = found.json
        answers = self.fill(whole["form"], self.choose(whole))
        address = f"/api/v1/tasks/{task['id']}/complete"
        answer = self.client.post(address, json={"answers": answers}, headers=self.people[who])
        if answer.status_code == 200 and answer.json["incident"] is None:
            self.tally.answered(str(task["id"]))
            return True
        if answer.status_code != 409:
            said = answer.body.decode(errors="replace")
            self.tally.fault(f"{whole['element_id']}: {answer.status_code} {said}")
        return False


@dataclass(frozen=True)
class Registrar:
    """The one person who does everything in the small models, with notes that can be told apart."""

    client: Http
    headers: Mapping[str, str]
    tally: Tally

    def start(self, process: str, key: str | None = None) -> str:
        """Start a case and return its id."""
        case = self.try_start(process, key or uuid4().hex)
        assert case is not None, "A client that goes on until it is answered was not."
        return case

    def try_start(self, process: str, key: str) -> str | None:
        """Start a case under a key; None when it was not taken."""
        body, headers = {"process": process, "answers": {}}, {**self.headers, "Idempotency-Key": key}
        answer = self.client.post("/api/v1/cases", json=body, headers=headers)
        if answer.status_code != 201:
            return None
        case = str(answer.json["case"]["id"])
        self.tally.began(case, process)
        return case

    def open(self, case: str) -> list[dict[str, Any]]:
        """Return the open tasks of a case."""
        query = {"case": case, "limit": 200}
        answer = self.client.get("/api/v1/tasks", headers=self.headers, query_string=query)
        assert answer.status_code == 200, answer.body
        found: list[dict[str, Any]] = answer.json["items"]
        return found

    def complete(self, task: str) -> int:
        """Hand in a task and return the status."""
        note = uuid4().hex
        address, body = f"/api/v1/tasks/{task}/complete", {"answers": {"anteckning": note, **GOOD}}
        answer = self.client.post(address, json=body, headers=self.headers)
        if answer.status_code == 200:
            self.tally.answered(task, note)
        elif answer.status_code != 409:
            self.tally.fault(f"{task}: {answer.status_code} {answer.body.decode(errors='replace')}")
        return answer.status_code
