"""An event on the edge of an activity leads somewhere.

When it happens and nothing follows, nobody is told; an interrupting one would take the work away and the case with it.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Händelsen på kanten leder vidare", "The event on the edge leads on")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each boundary event without a way out, or without its activity."""
    for scope in subject.scopes:
        for key, node in scope.nodes.items():
            if local(node) != "boundaryEvent":
                continue
            name = called(node)
            if node.get("attachedToRef") not in scope.nodes:
                text = Text(
                    f"Händelsen {name.sv} sitter inte på någon aktivitet.",
                    f"The event {name.en} sits on no activity.",
                )
                yield Fault(key, text, Text("Fäst den på en aktivitet.", "Attach it to an activity."))
            elif not scope.out[key]:
                text = Text(f"Inget följer på händelsen {name.sv}.", f"Nothing follows the event {name.en}.")
                yield Fault(
                    key,
                    text,
                    Text(
                        "Dra ett flöde från den till det som då ska göras.",
                        "Draw a flow from it to what is then done.",
                    ),
                )
