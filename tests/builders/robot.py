"""A client that knows nothing but the API's own answers: it looks into inboxes, fills in forms and hands them in.

What a form asks for is read from its JSON; what the robot wants to answer otherwise is given by element id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask.testing import FlaskClient

from engine import clock
from forms.example import example

Headers = Mapping[str, str]
Choose = Callable[[dict[str, Any]], Mapping[str, Any]]


def swedish_day(instant: str) -> date:
    """Return the day of an instant of the API, which tells them in UTC: between midnight and two it is another one there."""
    return clock.day(datetime.fromisoformat(instant))


@dataclass
class Robot:
    """Works through the inboxes of all people it has tokens for."""

    client: FlaskClient
    people: Mapping[str, Headers]
    choose: Choose
    done: list[tuple[str, str]] = field(default_factory=list)

    def get(self, path: str, who: str, **query: Any) -> Any:
        """Return the JSON of a GET; anything but 200 is a fault."""
        answer = self.client.get(f"/api/v1{path}", headers=self.people[who], query_string=query)
        assert answer.status_code == 200, (path, answer.status_code, answer.get_data(as_text=True)[:2000])
        return answer.json

    def today(self) -> date:
        """Return the day by the house's clock."""
        return swedish_day(self.get("/operations", next(iter(self.people)))["now"])

    def fill(self, form: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return answers to every question of a form."""
        return example(form, wanted, self.today(), all_of_it=True)

    def start(self, who: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Start a case and return it."""
        form = self.get("/process-definitions/implementering/start-form", who)["form"]
        body = {"process": "implementering", "answers": example(form, wanted, self.today(), all_of_it=True)}
        answer = self.client.post("/api/v1/cases", json=body, headers=self.people[who])
        assert answer.status_code == 201, answer.get_data(as_text=True)[:3000]
        case: dict[str, Any] = answer.json["case"]
        return case

    def round(self, case_id: str, leave: Callable[[dict[str, Any]], bool] = lambda _: False) -> int:
        """Do every task of a case that stands in somebody's inbox now; return how many."""
        count = 0
        for who in self.people:
            for task in self.get("/tasks", who, case=case_id, limit=200)["items"]:
                if not leave(task) and self.complete(who, task):
                    count += 1
        return count

    def complete(self, who: str, task: Mapping[str, Any]) -> bool:
        """Open a task and hand it in; False when it was gone by then."""
        found = self.client.get(f"/api/v1/tasks/{task['id']}", headers=self.people[who])
        if found.status_code == 404 or found.json["state"] != "open":
            return False
        whole = found.json
        answers = example(whole["form"], self.choose(whole), self.today(), all_of_it=True)
        answer = self.client.post(
            f"/api/v1/tasks/{task['id']}/complete", json={"answers": answers}, headers=self.people[who]
        )
        assert answer.status_code == 200, (whole["element_id"], answer.get_data(as_text=True)[:3000], answers)
        assert answer.json["incident"] is None, answer.json
        self.done.append((whole["element_id"], who))
        return True

    def advance(self, by: str) -> None:
        """Let time pass."""
        who = next(iter(self.people))
        answer = self.client.post("/api/v1/demo/clock", json={"advance": by}, headers=self.people[who])
        assert answer.status_code == 200, answer.get_data(as_text=True)
