"""A published process in words: its handbook, its fact sheet and who answers for what, all derived from the version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance import routing
from engine.governance.permissions import Permission, require
from engine.library import Published, Statement
from engine.queries import names
from engine.queries.models.about import About, about
from engine.queries.models.responsibility import Answering, answering, decider, phase_of
from engine.queries.models.versions import VersionRow, Versions, chosen
from engine.runtime import drawing
from engine.runtime.durations import in_words
from engine.runtime.model import Element
from engine.runtime.names import WORKED_BY_PEOPLE
from forms.fields import Field, Rows
from forms.text import Language, Text
from forms.tree import walk


@dataclass(frozen=True)
class HandbookStep:
    """A step that people do. `described` is in Swedish, as the model has it; `decides` is the role that decides in it."""

    id: str
    name: Text
    phase: Text | None
    role: str
    role_name: Text
    described: str
    due: Text | None
    working_days: bool
    several: bool
    mandate: Text | None
    decides: Text | None
    outcomes: tuple[Text, ...]
    form: str | None
    krav: tuple[str, ...]


@dataclass(frozen=True)
class HandbookForm:
    """A form with what it asks for, and whether that must be answered."""

    key: str
    name: Text
    fields: tuple[tuple[Text, bool], ...]


@dataclass(frozen=True)
class RoleIn:
    """A role that does steps, what the profile says it answers for, and who has it today; `in_cases`: it is given in each case."""

    key: str
    name: Text
    answers_for: tuple[Text, ...]
    people: tuple[str, ...]
    in_cases: bool
    steps: tuple[HandbookStep, ...]


@dataclass(frozen=True)
class Handbook:
    """Everything that is told of a version. `starters` may start a case, `results` are its ends."""

    version: VersionRow
    at: datetime
    about: About
    described: str
    trigger: Text
    start_form: str | None
    starters: tuple[Text, ...]
    results: tuple[Text, ...]
    phases: tuple[Text, ...]
    roles: tuple[RoleIn, ...]
    steps: tuple[HandbookStep, ...]
    forms: tuple[HandbookForm, ...]
    statements: tuple[Statement, ...]
    answering: tuple[Answering, ...]


@dataclass(frozen=True)
class HandbookOf:
    """A version of a process in words, by id or number; the one in force by default.

    Raises NotFoundError without the process, InvalidError without the version.
    """

    key: str
    version: str | None = None

    def run(self, view: View) -> Handbook:
        """Return what is told of it."""
        require(view.actor, Permission.MODEL_READ)
        version, published = _version(view, self.key, self.version)
        order = tuple(one.id for one in drawing.steps(published.files[f"{self.key}.bpmn"]))
        elements = published.model.elements
        steps = tuple(_steps(view, published, order))
        found = about(view, self.key, [step.role for step in steps])
        start = published.start
        mandate = view.profile.mandates.get(start.mandate or "")
        return Handbook(
            version=version,
            at=view.now,
            about=found,
            described=elements[self.key].documentation,
            trigger=start.label,
            start_form=start.form,
            starters=tuple(view.profile.role_name(role) for role in (mandate.decides if mandate else ())),
            results=tuple(dict.fromkeys(_ends(published, self.key, order))),
            phases=tuple(elements[key].label for key in published.model.phases),
            roles=tuple(_roles(view, steps, found)),
            steps=steps,
            forms=tuple(_forms(published)),
            statements=_statements(view, published),
            answering=answering(published, view.profile, order),
        )


@dataclass(frozen=True)
class HandbookDrawings:
    """The drawings of a version: the whole, then each phase that has content to show. Raises as HandbookOf."""

    key: str
    version: str | None = None
    language: Language = "sv"

    def run(self, view: View) -> tuple[tuple[Text, bytes], ...]:
        """Return the name and the SVG of each."""
        require(view.actor, Permission.MODEL_READ)
        version, published = _version(view, self.key, self.version)
        called = {key: name.to(self.language) for key, name in view.profile.names().items()}
        data, marks = published.files[f"{self.key}.bpmn"], drawing.Marks(role_names=called)
        found = [(version.name, drawing.svg(data, marks, self.language))]
        for phase in published.model.phases:
            try:
                part = drawing.svg(data, marks, self.language, part=phase)
            except NotFoundError:  # drawn closed: the whole drawing shows all there is
                continue
            found.append((published.model.elements[phase].label, part))
        return tuple(found)


def _version(view: View, key: str, wanted: str | None) -> tuple[VersionRow, Published]:
    all_ = Versions(key).run(view)
    version = chosen(all_, wanted, "/version") or all_[0]
    return version, view.library.model(version.hash)


def _steps(view: View, published: Published, order: tuple[str, ...]) -> Iterator[HandbookStep]:
    elements = published.model.elements
    for each in (elements[key] for key in order):
        if each.kind in WORKED_BY_PEOPLE and each.role:
            decides = decider(each, view.profile)
            phase = phase_of(each, elements)
            yield HandbookStep(
                id=each.id,
                name=each.label,
                phase=None if phase is None else phase.label,
                role=each.role,
                role_name=names.role(view, each.role),
                described=each.documentation,
                due=in_words(each.due) if each.due else None,
                working_days=each.working_days,
                several=each.collection is not None,
                mandate=names.mandate(view, each.mandate),
                decides=names.role(view, decides) if decides else None,
                outcomes=tuple(option.label for option in names.outcomes(published, each.id)),
                form=each.form,
                krav=each.krav,
            )


def _ends(published: Published, key: str, order: tuple[str, ...]) -> Iterator[Text]:
    for each in (published.model.elements[one] for one in order):
        if each.kind == "endEvent" and each.parent is None and each.process == key and each.name:
            yield each.label


def _roles(view: View, steps: tuple[HandbookStep, ...], found: About) -> Iterator[RoleIn]:
    for key in dict.fromkeys(step.role for step in steps):
        role = view.profile.role_for(key)
        yield RoleIn(
            key=role.key if role else key,
            name=names.role(view, key),
            answers_for=tuple(one.text for one in role.responsibilities) if role else (),
            people=found.holders.get(role.key if role else key, ()),
            in_cases=role is not None and routing.in_cases(role),
            steps=tuple(step for step in steps if step.role == key),
        )


def _forms(published: Published) -> Iterator[HandbookForm]:
    for key in published.model.forms:
        form = published.forms.get(key)
        if form is not None:
            asked = (node.item for node in walk(form.fields))
            fields = [
                (one.label, isinstance(one, Field) and one.required)
                for one in asked
                if isinstance(one, Field | Rows)
            ]
            yield HandbookForm(key, form.title, tuple(fields))


def _statements(view: View, published: Published) -> tuple[Statement, ...]:
    carried: dict[str, Element] = {
        krav: each for each in published.model.elements.values() for krav in each.krav
    }
    return tuple(one for key, one in sorted(view.library.statements.items()) if key in carried)
