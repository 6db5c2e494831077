"""A user task resolves to exactly one role, and the profile knows it.

The role decides in whose inbox the task lands. Without one it would lie nowhere; with two lanes of different roles it would depend on which happens to
be read first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, RALS, WORKED_BY_PEOPLE
from forms.text import Text

NAME: Final = Text("Uppgiften har en roll", "The task has a role")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task without a role, with an unknown one, or in several lanes."""
    lanes = _lanes(subject)
    for node in subject.of_kind(*WORKED_BY_PEOPLE):
        key = node.get("id", "")
        role = subject.elements[key].role if key in subject.elements else None
        several = {lane.get(f"{RALS}role") for lane in lanes.get(key, ())}
        if not node.get(f"{RALS}role") and len(several) > 1:
            yield _several(node)
        elif (role is None or role not in subject.known.roles) and not _is_of_lane(node, role, lanes):
            yield _unknown(node, role)


def _is_of_lane(node: etree._Element, role: str | None, lanes: Mapping[str, list[etree._Element]]) -> bool:
    """Say whether what is wrong with a task's role is wrong with its lane; lane_role tells of that."""
    around = (node, *node.iterancestors(f"{BPMN}subProcess", f"{BPMN}process"))
    if role is None:
        return any(lanes.get(up.get("id", "")) for up in around)
    return all(up.get(f"{RALS}role") != role for up in around)


def _several(node: etree._Element) -> Fault:
    name = called(node)
    text = Text(
        f"{name.sv} ligger i flera banor med olika roller.",
        f"{name.en} lies in several lanes with different roles.",
    )
    return Fault(node.get("id"), text, Text("Låt en bana lista uppgiften.", "Let one lane list the task."))


def _unknown(node: etree._Element, role: str | None) -> Fault:
    name = called(node)
    if role is None:
        text = Text(
            f"{name.sv} har ingen roll. Ingen får uppgiften.", f"{name.en} has no role. Nobody gets the task."
        )
        remedy = Text(
            "Välj en roll för uppgiften eller för dess bana.", "Choose a role for the task or for its lane."
        )
    else:
        text = Text(
            f"{name.sv} har rollen {role}, som inte finns i profilen.",
            f"{name.en} has the role {role}, which the profile does not have.",
        )
        remedy = Text(
            "Välj en roll som finns, eller lägg till rollen i profilen.",
            "Choose a role that exists, or add the role to the profile.",
        )
    return Fault(node.get("id"), text, remedy)


def _lanes(subject: Subject) -> Mapping[str, list[etree._Element]]:
    """Return the innermost lanes that list each element."""
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for lane in subject.of_kind("lane"):
        for ref in lane.findall(f"{BPMN}flowNodeRef"):
            key = (ref.text or "").strip()
            outer = set(lane.iterancestors())
            found[key] = [other for other in found[key] if other not in outer] + [lane]
    return found
