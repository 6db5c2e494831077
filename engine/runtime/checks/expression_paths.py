"""What an expression reads is there.

An unknown name is null in FEEL: a condition on it is an incident, a list of it empty. So a mistyped field is found here or by the person whose case stops.
Names inside a filter (`enheter[typ = "enhet"]`) belong to what is filtered and are let through.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.readable_names import Names, in_brackets
from engine.runtime.checks.subject.sites import Site, sites
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Det som uttrycket läser finns", "What the expression reads is there")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each path that leads nowhere."""
    names = Names(subject)
    for site in sites(subject):
        if site.expression is None:
            continue
        filtered = in_brackets(site.bare)
        for path in sorted(site.expression.paths):
            reason = why_nowhere(path, site, names, filtered)
            if reason is not None:
                yield leads_nowhere(site, path, reason)


def why_nowhere(path: tuple[str, ...], site: Site, names: Names, filtered: set[str]) -> Text | None:
    """Return why a path leads nowhere, or nothing when it may lead somewhere."""
    first = path[0]
    if first in names.always or first in names.items(site.owner):
        return names.field_of_case(path)
    node = names.subject.nodes.get(first)
    if node is None or not names.gives_result(node):
        if first in filtered and node is None and not names.looks_like_element(first):
            return None
        return Text(f"{first} finns inte", f"there is no {first}") if node is None else _no_result(node)
    return names.hidden(node, site.owner) or names.field_of(node, path)


def _no_result(node: etree._Element) -> Text:
    name = called(node)
    return Text(f"{name.sv} ger inget resultat att läsa", f"{name.en} gives no result to read")


def leads_nowhere(site: Site, path: tuple[str, ...], reason: Text) -> Fault:
    """Return the fault of a path that leads nowhere."""
    name = called(site.owner)
    dotted = ".".join(path)
    return Fault(
        site.id,
        Text(
            f"{name.sv}: {site.place.sv} läser {dotted}, men {reason.sv}.",
            f"{name.en}: {site.place.en} reads {dotted}, but {reason.en}.",
        ),
        Text(
            "Läs ett svar som elementets id, punkt, fältets namn; ärendets fält som arende, punkt, namn.",
            "Read an answer as the id of the element, a dot, the name of the field; the case as arende, a dot, a name.",
        ),
    )
