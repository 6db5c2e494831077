"""Plays the demo's cases through the door, with the real commands, so that they stand in different phases; enters its documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import feel
from engine import clock
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.cases.start import StartCase
from engine.commands.cases.wake import WakeInstance
from engine.commands.document_drafts import Content, Draft, Links
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.record import RecordDocument
from engine.commands.tasks.complete import CompleteTask
from engine.desk import NOWHERE
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.models.versions import StartFormOf
from engine.queries.operations.due import DueInstances
from engine.queries.operations.open_work import OpenWork, Work
from engine.queries.people.me import DemoPeople
from engine.queries.processes.structure import Nodes
from engine.queries.registers.units import Units
from engine.queries.tasks.detail import TaskById
from engine.sending import tell_all
from forms.example import example

MOST_ROUNDS = 200
MOST_ROWS = 1_000


@dataclass(frozen=True)
class Player:
    """Plays cases as bpmn/demo/cases.yaml tells them."""

    engine: Engine
    told: Mapping[str, Any]

    def play(self, tick: Callable[[str], None]) -> None:
        """Play every case, from the past up to now; `tick` hears the title of each. Nobody is told of it by mail."""
        today = self.engine.now()
        people = {one.key: one.id for one in self.engine.ask(DemoPeople(), RALS)}
        for case in sorted(self.told["cases"], key=lambda case: -case["days_ago"]):
            tick(case["start"]["rubrik"])
            self._wait(today - timedelta(days=case["days_ago"]) - self.engine.now())
            self._case(case, Identity(person_id=people[case["by"]]))
        self._wait(today - self.engine.now())
        self._hush()

    def _hush(self) -> None:
        """Let what has happened be told without a mail server, so that nobody is told of it later."""
        outgoing, self.engine.outgoing = self.engine.outgoing, NOWHERE
        try:
            tell_all(self.engine)
        finally:
            self.engine.outgoing = outgoing

    def _case(self, case: Mapping[str, Any], who: Identity) -> None:
        form = self.engine.ask(StartFormOf("implementering"), who)
        today = clock.day(form.now)
        answers = example(
            form.form.to_json(form.context, form.now), {**self.told["words"], **case["start"]}, today
        )
        case_id = UUID(self.engine.do(StartCase("implementering", answers), who).case["id"])
        for stretch in case["stretches"]:
            self._until(case_id, case, stretch)
            self._wait(timedelta(days=stretch.get("days", 0)))

    def _until(self, case_id: UUID, case: Mapping[str, Any], stretch: Mapping[str, Any]) -> None:
        """Do tasks until one of the named element is open, and then so many of those."""
        left = stretch.get("do", 0)
        for _ in range(MOST_ROUNDS):
            work = [
                one
                for one in self.engine.ask(OpenWork(case_id), RALS)
                if one.element not in case.get("leave", ())
                and one.element in stretch.get("only", (one.element,))
            ]
            first = [one for one in work if one.element in self.told["first"]]
            last = [one for one in work if one.element == stretch.get("until")]
            if not work or (last and left == 0 and not first):
                return
            left -= bool(last and not first)
            self._do((first or last or work)[0], case, stretch)
        raise RuntimeError(f"The demo case {case['start']['rubrik']} never reached {stretch}.")

    def _do(self, work: Work, case: Mapping[str, Any], stretch: Mapping[str, Any]) -> None:
        who = Identity(person_id=work.person_id)
        task = self.engine.ask(TaskById(work.task_id), who)
        today = clock.day(task.now)
        usual = {
            # What the task begins with, then what is said of the demo.
            **task.answers,
            **self.told["words"],
            **self.told["answers"].get(work.element, {}),
            **case.get("answers", {}).get(work.element, {}),
            **stretch.get("answers", {}).get(work.element, {}),
        }
        usual = _dated(usual, today) | dict.fromkeys(("beslutsdatum", "fran", "matdatum"), today.isoformat())
        answers = example(task.form.to_json(task.context, task.now), usual, today) if task.form else {}
        done = self.engine.do(CompleteTask(work.task_id, answers), who)
        if done.incident:
            raise RuntimeError(
                f"The demo case {case['start']['rubrik']} stopped at {work.element}: {done.incident}"
            )

    def _wait(self, how_long: timedelta) -> None:
        """Let time pass (or go back, to begin another case), and wake what is due, as the worker would."""
        seconds = int(how_long.total_seconds())
        if seconds:
            self.engine.do(AdvanceClock(f"{'-' if seconds < 0 else ''}PT{abs(seconds)}S"), RALS)
        for instance_id in self.engine.ask(DueInstances(), RALS):
            self.engine.do(WakeInstance(instance_id), RALS)


def _dated(said: Any, today: date) -> Any:
    """Return what is said with its days: +P9M is nine months from today."""
    if isinstance(said, str) and said.startswith("+P"):
        return feel.add(today, feel.parse_duration(said[1:])).isoformat()
    if isinstance(said, Mapping):
        return {key: _dated(value, today) for key, value in said.items()}
    return [_dated(one, today) for one in said] if isinstance(said, list) else said


def enter_documents(engine: Engine, told: Mapping[str, Any]) -> None:
    """Enter every document as bpmn/demo/documents.yaml tells it."""
    people = {one.key: one.id for one in engine.ask(DemoPeople(), RALS)}
    recorder = Identity(person_id=people[told["recorded_by"]])
    units = {one.code: one.id for one in engine.ask(Units(limit=MOST_ROWS), recorder).items}
    nodes = {one.code: one.id for one in engine.ask(Nodes(limit=MOST_ROWS), recorder).items}
    today = clock.day(engine.now())
    for one in told["documents"]:
        days = {"giltig_fran": one["from"], "giltig_till": one.get("to")}
        given = {
            "titel": one["title"],
            "innehallsansvar": str(people[one["responsible"]]),
            "galler_for": [str(units[code]) for code in one["applies_to"]],
            **{key: today + timedelta(days=count) for key, count in days.items() if count is not None},
        }
        draft = Draft(given, Content.of_text(one["text"]), links=_links(nodes, one["processes"]))
        if "by" in one:
            engine.do(CreateDocument(one["kind"], draft), Identity(person_id=people[one["by"]]))
        else:
            engine.do(RecordDocument(one["kind"], draft), recorder)


def _links(nodes: Mapping[str, UUID], about: list[Any]) -> Links:
    named = [one if isinstance(one, Mapping) else {"process": one, "element": ""} for one in about]
    return tuple((nodes[one["process"]], one["element"]) for one in named)
