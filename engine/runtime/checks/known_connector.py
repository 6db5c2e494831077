"""A service task asks for something that can be done, with exactly what is needed.

A connector is a piece of the product with fixed parameters. An unknown one, one that is missing or one too many would stop the case at that step.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import parameters
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import CALLS, RALS
from forms.text import Text

NAME: Final = Text("Det som uppgiften anropar finns", "What the task asks for exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each service or send task whose connector or parameters do not fit."""
    for node in subject.of_kind(*CALLS):
        key, name = node.get(f"{RALS}connector"), called(node)
        connector = subject.known.connectors.get(key or "")
        if connector is None:
            text = Text(
                f"{name.sv} anropar {key or 'ingenting'}, som inte finns.",
                f"{name.en} asks for {key or 'nothing'}, which does not exist.",
            )
            listed = ", ".join(sorted(subject.known.connectors))
            yield Fault(
                node.get("id"),
                text,
                Text(f"Ange rals:connector, en av: {listed}.", f"Give rals:connector, one of: {listed}."),
            )
            continue
        given = parameters(node)
        missing = [parameter for parameter, needed in connector.items() if needed and parameter not in given]
        unknown = [parameter for parameter in given if parameter not in connector]
        for named, sv, en in (
            (missing, "saknar", "lacks"),
            (unknown, "har parametrar för mycket", "has parameters too many:"),
        ):
            if named:
                names = ", ".join(named)
                text = Text(f"{name.sv} {sv}: {names}.", f"{name.en} {en} {names}.")
                listed = ", ".join(connector)
                yield Fault(node.get("id"), text, Text(f"{key} tar: {listed}.", f"{key} takes: {listed}."))
