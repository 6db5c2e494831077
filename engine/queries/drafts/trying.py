"""A draft tried out: where a trial stands, what can be done in it, and what of the draft has been passed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import Final, Literal
from uuid import UUID, uuid4

from engine.desk import View
from engine.errors import ModelRefusedError
from engine.governance import seen
from engine.governance.permissions import Permission, require
from engine.library import Published, assemble
from engine.queries import names
from engine.queries.drafts.drafts import DraftById, DraftWhole
from engine.queries.drafts.receivers import Receiver, receivers
from engine.queries.drafts.tried import Asked, OpenTask, Several, Tried
from engine.queries.tasks.detail import why
from engine.runtime import drawing
from engine.runtime.due import due_of
from engine.runtime.failure import RunFailure
from engine.runtime.model import Element
from engine.runtime.placing import item_name
from engine.runtime.waiting import Waiting
from engine.store import choices as lists
from engine.trying.choices import Choice, Trial
from engine.trying.covering import coverage, passable
from engine.trying.playing import Played, Setting, play, shown
from engine.trying.robot import Robot, cover
from forms.text import Language, Text

Go = Literal["step", "walk", "cover"]
# A published model is compiled once; so is a draft, as long as nobody saves it.
_DRAFTS_KEPT: Final = 16
_NEW: Final = Trial()


@dataclass(frozen=True)
class TryDraft:
    """Plays a trial of a draft: its choices so far, then one more if given, then the robot if asked to go.

    Nothing is stored. Raises NotFoundError, ModelRefusedError (the draft cannot be run), InvalidError (answers to mend, or a
    trial that has become too long), ConflictError (the step is not there).
    """

    draft_id: UUID
    trial: Trial = _NEW
    more: Choice | None = None
    go: Go | None = None
    language: Language = "sv"

    def run(self, view: View) -> Tried:
        """Return where it stands then."""
        require(view.actor, Permission.MODEL_DRAFT)
        draft = DraftById(self.draft_id).run(view)
        setting = _setting(view, _assembled(tuple(sorted(draft.files.items()))))
        played = play(setting, self.trial.choices)
        if self.more and not played.stopped:
            played.take(self.more)
        said: Text | None = None
        passed = self.trial.passed & passable(setting.published.model)
        if self.go == "cover":
            played, passed, walks = cover(setting, Robot(Random(uuid4().int)), passed)  # noqa: S311  no secret
            said = Text(f"Roboten gick {walks} gånger.", f"The robot walked {walks} times.")
        elif self.go and not played.stopped:
            robot = Robot(Random(uuid4().int))  # noqa: S311  no secret
            said = robot.step(played) if self.go == "step" else robot.walk(played)
        return _Telling(view, draft, played, self.language).tried(passed | played.passed, said)


@lru_cache(_DRAFTS_KEPT)
def _assembled(files: tuple[tuple[str, bytes], ...]) -> Published:
    published = assemble(dict(files))
    elements, key = published.model.elements.values(), published.model.key
    if not any((one.kind, one.parent, one.process) == ("startEvent", None, key) for one in elements):
        raise ModelRefusedError(
            "Processen saknar start. Rita en starthändelse.", "The process has no start. Draw a start event."
        )
    return published


def _setting(view: View, published: Published) -> Setting:
    wanted = {name for form in published.forms.values() for name in form.sources} | {"personer"}
    known = lists.lists(view.connection, wanted, view.organisation_id, None, view.now, view.profile)
    about = seen.organisation(view.profile, view.organisation_id)
    return Setting(published, view.profile, about, known, view.now, view.calendar)


@dataclass(frozen=True)
class _Telling:
    view: View
    draft: DraftWhole
    played: Played
    language: Language

    def tried(self, passed: frozenset[str], said: Text | None) -> Tried:
        """Return what there is to tell."""
        played, run = self.played, self.played.run
        model = played.setting.published.model
        start = played.setting.published.start
        return Tried(
            draft=self.draft,
            trial=Trial(played.choices, passed),
            started=run is not None,
            over=played.over,
            now=played.now,
            start=(played.form(start.id), played.lists),
            tasks=self._tasks(),
            calls=self._calls(),
            several=self._several(),
            messages=tuple(sorted(run.listens)) if run else (),
            next_due=run.next_due if run else None,
            ended=tuple(self._name(one) for one in (run.ended if run else ())),
            happened=tuple(
                (self._name(one.element), one.what, one.at)
                for one in played.happened
                if model.elements[one.element].name
            ),
            stopped=played.stopped,
            said=said,
            coverage=coverage(model, passed),
            svg=self._svg(passed),
        )

    def _tasks(self) -> tuple[OpenTask, ...]:
        given = receivers(self.view, self.played)
        numbers: dict[str, int] = {}
        found = []
        for item in self.played.waiting:
            number = numbers[item.element] = numbers.get(item.element, -1) + 1
            found.append(self._task(item, number, given[item.id]))
        return tuple(found)

    def _task(self, item: Waiting, number: int, receiver: Receiver) -> OpenTask:
        element = self.played.setting.published.model.elements[item.element]
        due_at, due_failed = self._due(item)
        return OpenTask(
            element=element.id,
            number=number,
            name=element.label,
            item=item_name(item),
            receiver=receiver,
            mandate=element.mandate,
            mandate_name=names.mandate(self.view, element.mandate),
            instructions=element.documentation,
            why=why(self.view, element),
            apart=tuple(self._name(key) for key in element.separate_from if key in self._elements),
            due_at=due_at,
            due_failed=due_failed,
            now=self.played.now,
            form=self.played.form(element.id),
            context={**self.played.lists, **item.context},
        )

    def _due(self, item: Waiting) -> tuple[datetime | None, Text | None]:
        element = self.played.setting.published.model.elements[item.element]
        try:
            return due_of(element, item.context, self.played.now, self.view.calendar), None
        except RunFailure as failure:
            return None, failure.why

    def _calls(self) -> tuple[Asked, ...]:
        numbers: dict[str, int] = {}
        found = []
        for call in self.played.calls:
            number = numbers[call.element] = numbers.get(call.element, -1) + 1
            item = item_name(Waiting(call.id, call.element, call.items, {}))
            likely = shown(self.played, call)
            found.append(
                Asked(
                    call.element,
                    number,
                    self._name(call.element),
                    item,
                    call.connector,
                    call.parameters,
                    likely,
                )
            )
        return tuple(found)

    def _several(self) -> tuple[Several, ...]:
        tokens = self.played.run.tokens.items() if self.played.run else ()
        return tuple(
            Several(key, self._name(key), one.done, one.total) for key, one in tokens if one.done is not None
        )

    @property
    def _elements(self) -> Mapping[str, Element]:
        return self.played.setting.published.model.elements

    def _name(self, key: str) -> Text:
        return self._elements[key].label

    def _svg(self, passed: frozenset[str]) -> bytes:
        run, elements = self.played.run, self.played.setting.published.model.elements
        tokens = run.tokens if run else {}
        open_ones = {one.element for one in self.played.waiting}
        around = frozenset(key for key in tokens if elements[key].kind == "subProcess")
        marks = drawing.Marks(
            visited=passed,
            active={key: tokens[key].count for key in open_ones if key in tokens},
            around=around,
            waiting=frozenset(tokens) - open_ones - around,
            role_names={key: name.to(self.language) for key, name in self.view.profile.names().items()},
        )
        return drawing.svg(self.draft.main, marks, self.language)
