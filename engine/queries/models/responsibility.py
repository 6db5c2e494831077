"""Who does, answers for, is asked and is told in each step of a process, derived from its model and the profile.

R: the role that does the step. A: where a mandate is used, the role that decides by it; else the role of the phase that the step
lies in. C: whom the mandate says to consult, and who gives input one by one (several instances) between the decision before and
this one. I: whom `send_information` writes to. Nothing is made up: what the model does not say is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.governance.profile import Profile
from engine.library import Published
from engine.runtime.model import Element
from engine.runtime.names import WORKED_BY_PEOPLE
from forms.text import Text

INFORMS: Final = "send_information"
_QUOTED: Final = re.compile(r'"([\w.]+)"')
Elements = Mapping[str, Element]


@dataclass(frozen=True)
class Answering:
    """One step: the names of the roles that do it, answer for it, are asked and are told."""

    element: str
    name: Text
    phase: Text | None
    does: tuple[Text, ...]
    answers: tuple[Text, ...]
    asked: tuple[Text, ...]
    told: tuple[Text, ...]


def answering(published: Published, profile: Profile, order: tuple[str, ...]) -> tuple[Answering, ...]:
    """Return the steps that people do and the information that is sent, in the order given."""
    elements = published.model.elements
    before = _before(elements)
    found = (elements[key] for key in order)
    return tuple(
        _row(each, elements, profile, before)
        for each in found
        if each.kind in WORKED_BY_PEOPLE or each.connector == INFORMS
    )


def phase_of(element: Element, elements: Elements) -> Element | None:
    """Return the outermost subprocess that an element lies in."""
    top = None
    while element.parent is not None:
        top = element = elements[element.parent]
    return top


def decider(element: Element, profile: Profile) -> str | None:
    """Return the role that decides by the mandate of a step, None where there is none: its own, else the first that may."""
    mandate = profile.mandates.get(element.mandate or "")
    if mandate is None or not mandate.decides:
        return None
    own = profile.role_for(element.role or "")
    return own.key if own is not None and own.key in mandate.decides else mandate.decides[0]


def _row(each: Element, elements: Elements, profile: Profile, before: Mapping[str, list[str]]) -> Answering:
    phase = phase_of(each, elements)
    does = (each.role,) if each.kind in WORKED_BY_PEOPLE and each.role else ()
    answers = decider(each, profile) or (phase.role if phase is not None else None) or each.role
    mandate = profile.mandates.get(each.mandate or "")
    consulted = [*(mandate.consults if mandate else ()), *_input(each, elements, before)]
    told = _QUOTED.findall(each.parameters.get("roles", "")) if each.connector == INFORMS else []

    def named(roles: Iterator[str] | list[str] | tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(dict.fromkeys(profile.role_name(role) for role in roles))

    own = {*named(does), *named([answers] if answers else [])}
    return Answering(
        element=each.id,
        name=each.label,
        phase=None if phase is None else phase.label,
        does=named(does),
        answers=named([answers] if answers else []),
        asked=tuple(name for name in named(consulted) if name not in own),
        told=named(told),
    )


def _before(elements: Elements) -> dict[str, list[str]]:
    """Return for each element what leads to it: over a flow, or as the step whose edge it stands on."""
    found: dict[str, list[str]] = {}
    for each in elements.values():
        if each.source and each.target:
            found.setdefault(each.target, []).append(each.source)
        if each.attached_to:
            found.setdefault(each.id, []).append(each.attached_to)
    return found


def _input(each: Element, elements: Elements, before: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the roles that give input in several instances on the ways to a decision, back to the decision before."""
    if each.mandate is None:
        return
    todo, seen = list(before.get(each.id, ())), {each.id}
    while todo:
        key = todo.pop()
        if key in seen or elements[key].mandate is not None:
            continue
        seen.add(key)
        at = elements[key]
        if at.collection is not None:
            yield from _doers(at, elements)
        outside = at.parent if at.kind == "startEvent" else None
        # Input is gathered within a phase, not before it.
        inner = outside is not None and elements[outside].parent is not None
        todo += [*before.get(key, ()), *(before.get(outside, ()) if outside and inner else ())]


def _doers(at: Element, elements: Elements) -> Iterator[str]:
    """Yield the role of a task, and those of the tasks inside a subprocess."""
    if at.kind in WORKED_BY_PEOPLE and at.role:
        yield at.role
    for each in elements.values():
        if each.parent == at.id:
            yield from _doers(each, elements)
