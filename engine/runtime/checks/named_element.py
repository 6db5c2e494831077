"""What people see has a name.

The name of a task is its line in the inbox, that of a gateway the question in the drawing, that of an event what one waits for. Without it only the id shows. (Starts, ends, joins and parallel
gateways speak for themselves.)
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import ACTIVITIES, local
from forms.text import Text

NAME: Final = Text("Det som syns har ett namn", "What is seen has a name")
_CHOICES: Final = frozenset({"exclusiveGateway", "inclusiveGateway"})
_NAMED: Final = ACTIVITIES | {"intermediateCatchEvent", "boundaryEvent"}


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a warning for each activity, awaited event and choice without a name."""
    for scope in subject.scopes:
        for key, node in scope.nodes.items():
            chooses = local(node) in _CHOICES and len(scope.out[key]) > 1
            if (local(node) in _NAMED or chooses) and not node.get("name", "").strip():
                yield Fault(
                    key,
                    Text(f"{key} har inget namn.", f"{key} has no name."),
                    Text(
                        "Ge det ett namn som en handläggare förstår.",
                        "Give it a name that a case worker understands.",
                    ),
                    "warning",
                )
