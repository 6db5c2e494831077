"""An event has one trigger, of a kind that can happen there.

An event without a trigger that somebody waits for never happens, and one with a trigger that the engine does not raise at that place
would be passed as if it were not there.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Händelsen har en utlösare som kan ske", "The event has a trigger that can happen")
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "startEvent": frozenset(),
    "endEvent": frozenset({"terminate", "error", "escalation", "signal"}),
    "intermediateThrowEvent": frozenset({"escalation", "signal"}),
    "intermediateCatchEvent": frozenset({"timer", "message", "signal"}),
    "boundaryEvent": frozenset({"timer", "message", "signal", "error", "escalation"}),
}
_NEEDED: Final = frozenset({"intermediateCatchEvent", "boundaryEvent"})
# The check unsupported_element tells of these.
_ELSEWHERE: Final = frozenset({"link", "compensate", "cancel", "conditional"})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each event with none, several, or the wrong kind of trigger."""
    for node in subject.of_kind(*_ALLOWED):
        kinds = [
            local(child).removesuffix("EventDefinition")
            for child in node
            if local(child).endswith("Definition")
        ]
        allowed, name = _ALLOWED[local(node)], called(node)
        if len(kinds) > 1:
            text = Text(
                f"Händelsen {name.sv} har flera utlösare.", f"The event {name.en} has several triggers."
            )
            remedy = Text("Rita en händelse för var och en.", "Draw one event for each.")
            yield Fault(node.get("id"), text, remedy)
        elif not kinds and local(node) in _NEEDED:
            text = Text(
                f"Händelsen {name.sv} säger inte vad den väntar på.",
                f"The event {name.en} does not say what it waits for.",
            )
            yield Fault(
                node.get("id"),
                text,
                Text("Ge den en tid eller ett meddelande.", "Give it a time or a message."),
            )
        elif kinds and kinds[0] not in allowed | _ELSEWHERE:
            yield Fault(node.get("id"), *_misplaced(name, kinds[0], allowed))


def _misplaced(name: Text, kind: str, allowed: frozenset[str]) -> tuple[Text, Text]:
    text = Text(
        f"Händelsen {name.sv} har utlösaren {kind}, som inte kan stå där.",
        f"The event {name.en} has the trigger {kind}, which cannot stand there.",
    )
    if kind == "message":
        return text, Text(
            "Använd en sändaktivitet med rals:connector.", "Use a send task with rals:connector."
        )
    listed = ", ".join(sorted(allowed))
    return text, Text(
        f"Här kan stå: {listed or 'ingen utlösare'}.", f"What can stand there: {listed or 'no trigger'}."
    )
