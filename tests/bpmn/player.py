"""Plays a scenario (bpmn/<process>/scenarios/*.yaml) on the runtime alone: no database, connectors played by a register."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

import feel
import forms
from engine.governance.routing import ORGANISATION_KINDS
from engine.library import product_profile
from engine.runtime import catalogue, running
from engine.runtime.model import Model
from engine.runtime.timing import later
from tests.bpmn.register import Register
from web.cli import models

ROOT = Path(__file__).parents[2]
UNIT_KINDS = ("regionomrade", "enhet", "stabsfunktion")


def load(path: Path) -> Any:
    """Read a YAML file; dates stay text, as they are in JSON."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - BaseLoader makes texts only


def published(process: str) -> tuple[Model, dict[str, forms.Form]]:
    """Compile a process of the product with its forms."""
    files = models.files_of(ROOT / "bpmn" / process)
    drawn = {Path(name).name: data for name, data in files.items() if name.endswith(".form.json")}
    compiled = {name.removesuffix(".form.json"): forms.compile(data) for name, data in drawn.items()}
    return catalogue.compile_model(process, files), compiled


class Player:
    """One case. Between every two steps it is saved and restored."""

    def __init__(self, process: str, folder: Path) -> None:
        self.model, self.forms = published(process)
        self.parts = load(folder / "parts.yaml")
        self.directory = load(folder / "directory.yaml")
        self.register = Register(
            appointing=self.directory.get("appointing", {}),
            hindrances=self.directory.get("hindrances", {}),
            document=self.directory.get("document", {}),
        )
        named = ("units", "processes", "forums", "people", "roles", "documents")
        listed = (row for name in named for row in self.directory.get(name, ()))
        self._named = {row["namn"]: row for row in listed}

    def play(self, scenario: Mapping[str, Any]) -> None:
        """Start the case and take each step."""
        self.now = datetime.fromisoformat(scenario["at"])
        self.profile = product_profile(scenario.get("profile", "vgr"))
        self.register.document = {**self.register.document, **scenario.get("document", {})}
        self.register.delegations = scenario.get("delegations", [])
        begins = (each.form for each in self.model.elements.values() if each.kind == "startEvent")
        form = next(filter(None, begins), None)
        # A process that others call has no form to start it: it sees what the case says of itself.
        said = self._typed(form, scenario["start"], {}) if form else scenario["start"]
        arende = {"id": "a1", "nummer": "ARB-1", **said}
        data = {"arende": arende, "organisation": self._organisation(scenario)}
        self._after(running.start(self.model, data, self.now))
        for number, step in enumerate(self._steps(scenario["steps"]), 1):
            try:
                self._take(step)
            except AssertionError as error:
                raise AssertionError(f"{scenario['name']}, step {number}: {step}: {error}") from error

    def _organisation(self, scenario: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a process reads of the organisation: the profile's switches and cadences, some by the scenario."""
        set_here = {key: value == "true" for key, value in scenario.get("switches", {}).items()}
        cadences = {key: one["duration"] for key, one in self.profile.cadences.items()}
        return {
            **self.directory["organisation"],
            "val": {**self.profile.switches, **set_here},
            "frist": {**cadences, **scenario.get("cadences", {})},
        }

    def _steps(self, steps: list[Any]) -> Iterator[Any]:
        for step in steps:
            if "play" in step:
                yield from self._steps(self.parts[step["play"]])
            else:
                yield step

    def _take(self, step: Mapping[str, Any]) -> None:
        if "advance" in step:
            self.now = later(self.now, feel.parse_duration(step["advance"]))
            run = self._restored()
            run.wake()
            self._after(run)
        elif "deliver" in step:
            run = self._restored()
            assert run.receive(step["deliver"]), "nothing waits for it"
            self._after(run)
        elif "do" in step:
            self._do(step)
        else:
            self._expect(step["expect"], self._restored())

    def _do(self, step: Mapping[str, Any]) -> None:
        count = sum(each.element == step["do"] for each in self._restored().waiting) if "all" in step else 1
        assert count, "no such task is open"
        for _ in range(count):
            run = self._restored()
            task = next(
                (each for each in run.waiting if each.element == step["do"] and self._is_item(each, step)),
                None,
            )
            assert task is not None, f"not open; open are {sorted(each.element for each in run.waiting)}"
            self._permitted(task, step["as"])
            form = self.model.elements[task.element].form
            assert form
            run.complete(task.id, self._typed(form, step["answers"] or {}, task.context))
            self._after(run)

    def _is_item(self, task: running.Waiting, step: Mapping[str, Any]) -> bool:
        return "item" not in step or step["item"] in [item["namn"] for _, item in task.items]

    def _permitted(self, task: running.Waiting, role: str) -> None:
        """Demand that the role has the task, that its scope is known, and the mandate when it decides."""
        element = self.model.elements[task.element]
        assert element.role == role, f"the task belongs to {element.role}"
        holder = self.profile.role_for(role)
        assert holder is not None
        kind = holder.scope
        if element.scope:
            scope = self.model.expressions[element.scope].evaluate(task.context, now=self.now)
            assert scope["id"] if isinstance(scope, Mapping) else scope, f"no scope: {element.scope}"
        elif kind in UNIT_KINDS:
            assert task.context[kind]["id"]
        else:
            assert holder.in_case or kind in {"arende", *ORGANISATION_KINDS}, f"nothing says which {kind}"
        assert element.mandate is None or self._decides(holder.key, role, element.mandate)

    def _decides(self, holder: str, role: str, mandate: str) -> bool:
        """Say whether a role has a mandate; one that the profile lets another play is given to those who have it."""
        decides = self.profile.mandates[mandate].decides
        return holder in decides or (holder != role and bool(decides))

    def _typed(self, key: str | None, answers: Any, context: Mapping[str, Any]) -> dict[str, Any]:
        """Give answers to the form as a person would, and return what the engine gets."""
        form = self.forms[key or ""]
        checked = form.check(self._known(answers), {**context, **self._sources()}, self.now)
        assert checked.ok, [(error.pointer, error.message.sv) for error in checked.errors]
        assert not checked.dropped, f"not asked for: {checked.dropped}"
        return form.typed(checked.clean)

    def _sources(self) -> dict[str, Any]:
        units = self.directory["units"]
        kinds = {"enheter": "enhet", "regionomraden": "regionomrade", "stabsfunktioner": "stabsfunktion"}
        chosen = {name: [unit for unit in units if unit["typ"] == kind] for name, kind in kinds.items()}
        rest = {"processer": "processes", "forum": "forums", "personer": "people"}
        goals = {"effektmal": [{"id": goal["id"], "namn": goal["namn"]} for goal in self.register.goals]}
        roles = {"roller": self.directory.get("roles", [])}
        drafts = {"dokumentversioner": self.directory.get("documents", [])}
        return chosen | {name: self.directory[key] for name, key in rest.items()} | goals | roles | drafts

    def _known(self, answer: Any) -> Any:
        """Replace names of the directory and of goals by ids; true and numbers come as text from YAML."""
        if isinstance(answer, dict):
            return {key: self._known(value) for key, value in answer.items()}
        if isinstance(answer, list):
            return [self._known(value) for value in answer]
        goals = {goal["namn"]: goal["id"] for goal in self.register.goals}
        if answer in self._named:
            return self._named[answer]["id"]
        return {"true": True, "false": False}.get(answer, goals.get(answer, answer))

    def _restored(self) -> running.Run:
        return running.restore(self.model, self._saved, self.now)

    def _after(self, run: running.Run) -> None:
        """Answer the service tasks, one restored case at a time."""
        self._saved = run.save()
        while (run := self._restored()).calls:
            call = run.calls[0]
            connector = getattr(self.register, call.connector or "")
            run.answer(call.id, connector(**call.parameters))
            self._saved = run.save()

    def _expect(self, expected: Mapping[str, Any], run: running.Run) -> None:
        waiting = Counter(each.element for each in run.waiting)
        open_now = Counter({key: int(value) for key, value in expected.get("waiting", {}).items()})
        seen = {
            "waiting": +waiting == +open_now,
            "open": set(expected.get("open", ())) <= set(waiting),
            "not_open": not set(expected.get("not_open", ())) & set(waiting),
            "phase": run.phase == expected.get("phase"),
            "ended": run.done and run.ended[-1:] == (expected.get("ended"),),
            "sent": self.register.sent == int(expected.get("sent", 0)),
            "document": self.register.document.get("state") == expected.get("document"),
            "read": self.register.read == int(expected.get("read", 0)),
            "reports": len(self.register.reports) == int(expected.get("reports", 0)),
            "started": self.register.started == expected.get("started", []),
            "answered": self.register.answered == expected.get("answered", []),
            "rollout": expected.get("rollout", {}).items() <= self.register.rollout.items(),
            "measured": len(self.register.measured) == int(expected.get("measured", 0)),
            "holders": all(
                self.register.holders.get(role, []) == names
                for role, names in expected.get("holders", {}).items()
            ),
            "goals": expected.get("goals", {}).items()
            <= {goal["namn"]: goal["status"] for goal in self.register.goals}.items(),
        }
        wrong = [name for name in expected if not seen[name]]
        state = f"open {dict(waiting)}, phase {run.phase}, ended {run.ended}, {self.register.sent} sent, {self.register.holders}"
        assert not wrong, f"{wrong} differ: {state}"
