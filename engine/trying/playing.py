"""Plays a trial: every choice again from the start, on the runtime as it is, in memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import feel
from engine import clock
from engine.errors import ConflictError, FieldError, InvalidError
from engine.governance.calendar import ORDINARY, Calendar
from engine.governance.profile import Profile
from engine.library import Published
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.runtime.running import Call, Run, Visit, Waiting
from engine.trying import results
from engine.trying.choices import MAX_CHOICES, Choice, too_long
from engine.trying.results import Memory
from forms import Form
from forms.jsonable import jsonable
from forms.text import Text

# Ids that no case and no person have: a trial is none.
CASE: Final = UUID(int=1)
TITLE_FIELDS: Final = ("rubrik", "fraga", "titel")


@dataclass(frozen=True)
class Setting:
    """What a trial begins with: the draft, what models read of the organisation, the lists of its register, the time."""

    published: Published
    profile: Profile
    organisation: Mapping[str, Any]
    lists: Mapping[str, Any]
    now: datetime
    calendar: Calendar = ORDINARY


@dataclass(frozen=True)
class Stopped:
    """Why the last choice could not be taken: the element if one is to blame, what failed, and why."""

    element: str | None
    what: Text
    why: Text


@dataclass
class Played:
    """Where a trial stands. `run` is None before the start; `stopped` is what the last choice came to, if it failed."""

    setting: Setting
    now: datetime
    run: Run | None = None
    choices: tuple[Choice, ...] = ()
    visits: tuple[Visit, ...] = ()
    stopped: Stopped | None = None
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing made."""
        self.memory = Memory(self.setting.profile, clock.day(self.setting.now), self.setting.calendar)

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The open tasks of people."""
        return self.run.waiting if self.run else ()

    @property
    def calls(self) -> tuple[Call, ...]:
        """What is asked of connectors."""
        return self.run.calls if self.run else ()

    @property
    def happened(self) -> tuple[Visit, ...]:
        """Everything that has happened, oldest first."""
        return (*self.visits, *(self.run.visits if self.run else ()))

    @property
    def passed(self) -> frozenset[str]:
        """The elements and flows that have been passed."""
        reached = {one.element for one in self.happened if one.what != "cancelled"}
        flows = {flow for one in self.happened for flow in one.flows if flow}
        starts = {self.setting.published.start.id} if self.run else set()
        return frozenset(reached | flows | starts)

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.run is not None and self.run.done

    @property
    def lists(self) -> dict[str, Any]:
        """The lists that forms choose from, with what the trial itself has made."""
        return {**self.setting.lists, "effektmal": self.memory.goals}

    def form(self, element: str) -> Form | None:
        """Return the form of a task or start event."""
        published = self.setting.published
        return published.forms.get(published.model.elements[element].form or "")

    # --- doing ------------------------------------------------------------------------------------------------

    def take(self, choice: Choice) -> None:
        """Do one thing. InvalidError with the faults when answers are refused; a failed step is told in `stopped`."""
        if len(self.choices) >= MAX_CHOICES:
            raise too_long()
        before = self.run.save() if self.run and not self.run.done else b""
        visits = self.happened
        try:
            _TAKEN[choice.do](self, choice)
        except RunFailure as failure:
            # A failed run is dead; the trial stands where it stood.
            self.stopped = Stopped(failure.element, failure.what, failure.why)
            self.visits = visits
            self.run = self._restored(before) if before else None
            return
        self.choices = (*self.choices, choice)

    def _start(self, choice: Choice) -> None:
        if self.run:
            raise _gone()
        start, published = self.setting.published.start, self.setting.published
        answers = self._typed(start.id, choice, {})
        title = next((answers[name] for name in TITLE_FIELDS if answers.get(name)), published.model.name)
        case = {**answers, "id": str(CASE), "nummer": "PROV-1", "rubrik": title}
        data = {"arende": case, "organisation": self.setting.organisation}
        self.run = running.start(published.model, data, self.now, self.setting.calendar)

    def _complete(self, choice: Choice) -> None:
        open_ones = [one for one in self.waiting if one.element == choice.element]
        if choice.number >= len(open_ones):
            raise _gone()
        task = open_ones[choice.number]
        self._going().complete(task.id, self._typed(task.element, choice, task.context))

    def _answer(self, choice: Choice) -> None:
        calls = [one for one in self.calls if one.element == choice.element]
        if choice.number >= len(calls):
            raise _gone()
        call = calls[choice.number]
        result = results.answer(call.connector, call.parameters, self.memory)
        if choice.result is not None:
            result = _evaluated(choice.result, self._going().data)
        self._going().answer(call.id, result)

    def _advance(self, _: Choice) -> None:
        due = self._going().next_due
        if due is None:
            raise _gone()
        self.now = max(due, self.now)
        self.visits = self.happened
        self.run = self._restored(self._going().save())
        self.run.wake()

    def _send(self, choice: Choice) -> None:
        if not self._going().receive(choice.message):
            raise _gone()

    def _typed(self, element: str, choice: Choice, context: Mapping[str, Any]) -> dict[str, Any]:
        form = self.form(element)
        if form is None:
            return {}
        checked = form.check(dict(choice.answers or {}), {**self.lists, **context}, self.now)
        if not checked.ok:
            faults = tuple(FieldError(f"/answers{one.pointer}", one.message) for one in checked.errors)
            raise InvalidError("Rätta svaren.", "Mend the answers.", faults)
        return form.typed(checked.clean)

    def _going(self) -> Run:
        if self.run is None:
            raise _gone()
        return self.run

    def _restored(self, saved: bytes) -> Run:
        return running.restore(self.setting.published.model, saved, self.now, self.setting.calendar)


def play(setting: Setting, choices: tuple[Choice, ...]) -> Played:
    """Play the choices. It stops before the first that cannot be taken any more, since the draft has changed; `stopped` says so."""
    played = Played(setting, setting.now)
    for choice in choices:
        try:
            played.take(choice)
        except (ConflictError, InvalidError) as error:
            why = Text(
                f"{error.text.sv} Det som gjordes efter det är borttaget.",
                f"{error.text.en} What was done after it is gone.",
            )
            played.stopped = Stopped(choice.element or None, _CHANGED, why)
        if played.stopped:
            break
    return played


def shown(played: Played, call: Call) -> str:
    """Return what a call would answer, as FEEL that can be changed."""
    likely = results.answer(call.connector, call.parameters, replace(played.memory))
    return json.dumps(jsonable(likely), ensure_ascii=False, indent=2)


def _evaluated(text: str, seen: Mapping[str, Any]) -> Any:
    try:
        return feel.parse(text).evaluate(seen)
    except feel.FeelError as error:
        sv, en = f"Resultatet går inte att läsa: {error.sv}", f"The result cannot be read: {error}"
        raise InvalidError.at("/result", sv, en) from error


def _gone() -> ConflictError:
    return ConflictError(
        "Steget finns inte längre: det är redan gjort, eller utkastet har ändrats.",
        "The step is not there any more: it is done already, or the draft has changed.",
    )


_CHANGED: Final = Text("Ett steg kunde inte tas om.", "A step could not be taken again.")
_TAKEN: Final = {
    "start": Played._start,  # noqa: SLF001  the table of what can be done
    "complete": Played._complete,  # noqa: SLF001
    "answer": Played._answer,  # noqa: SLF001
    "advance": Played._advance,  # noqa: SLF001
    "send": Played._send,  # noqa: SLF001
}
