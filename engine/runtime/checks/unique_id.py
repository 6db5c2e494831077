"""Every id is there only once, in all files together.

Answers, tokens and the trail are found by the id of an element. With the same id twice (or a process with the id of one of its elements) the answers of
one are read as those of the other.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, FLOW_NODES, local
from forms.text import Text

NAME: Final = Text("Varje id finns en gång", "Every id is there once")
_COUNTED = FLOW_NODES | {"process", "sequenceFlow", "lane"}


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each id that is used more than once."""
    ids = Counter(
        node.get("id", "")
        for root in subject.roots.values()
        for node in root.iter(f"{BPMN}*")
        if local(node) in _COUNTED and node.get("id")
    )
    for key, count in ids.items():
        if count > 1:
            yield Fault(
                key,
                Text(f"Id {key} används {count} gånger.", f"The id {key} is used {count} times."),
                Text(
                    "Ge varje element ett eget id, även processen och element i andra filer.",
                    "Give every element an id of its own, the process and elements of other files too.",
                ),
            )
