"""A client that knows nothing but the API's own answers: it looks into inboxes, fills in forms and hands them in.

What a form asks for is read from its JSON; what the robot wants to answer otherwise is given by element id.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask.testing import FlaskClient

Headers = Mapping[str, str]
Choose = Callable[[dict[str, Any]], Mapping[str, Any]]


def fill(form: Mapping[str, Any] | None, wanted: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return answers to every question of a form; `wanted` wins, by field key."""
    return dict(_fill(form["components"], wanted, today)) if form else {}


def _fill(components: list[Any], wanted: Mapping[str, Any], today: date) -> Iterator[tuple[str, Any]]:
    for one in components:
        kind, key = one["type"], one.get("key")
        if kind == "group" and one.get("path"):
            yield one["path"], dict(_fill(one["components"], wanted.get(one["path"], {}), today))
        elif kind == "group":
            yield from _fill(one["components"], wanted, today)
        elif kind == "dynamiclist":
            given = wanted.get(one["path"])
            rows = given if isinstance(given, list) else [{}]
            yield one["path"], [dict(_fill(one["components"], row, today)) for row in rows]
        elif key in wanted:
            yield key, _by_label(one, wanted[key])
        elif key and not one.get("readonly"):
            value = _value(one, today)
            if value is not None:
                yield key, value


def _by_label(one: Mapping[str, Any], value: Any) -> Any:
    """Let people and units be named by their label."""
    labels = {option["label"]: option["value"] for option in one.get("values", ())}
    if isinstance(value, list):
        return [labels.get(item, item) if isinstance(item, str) else item for item in value]
    return labels.get(value, value) if isinstance(value, str) else value


def _value(one: Mapping[str, Any], today: date) -> Any:  # noqa: PLR0911  one answer per kind
    options = [option["value"] for option in one.get("values", ())]
    match one["type"]:
        case "textfield" | "textarea":
            return f"Text om {one['label'].lower()}"
        case "number":
            return max(1, one.get("validate", {}).get("min", 1))
        case "datetime":
            return (today + timedelta(days=30)).isoformat() if one.get("subtype", "date") == "date" else None
        case "checkbox":
            return bool(one.get("validate", {}).get("required"))
        case "radio" | "select":
            return options[0] if options else None
        case "checklist" | "taglist":
            return options[:1]
    return None


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
        return date.fromisoformat(self.get("/operations", next(iter(self.people)))["now"][:10])

    def fill(self, form: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return answers to every question of a form."""
        return fill(form, wanted, self.today())

    def start(self, who: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Start a case and return it."""
        form = self.get("/process-definitions/implementering/start-form", who)["form"]
        body = {"process": "implementering", "answers": fill(form, wanted, self.today())}
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
        answers = fill(whole["form"], self.choose(whole), self.today())
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
