"""What a gateway chooses by has been decided by somebody with a mandate.

When a condition reads the outcome (`utfall`) of a task, that task is a decision. Without a mandate nobody could say by what right the case took that way,
and no row is written in the register of decisions.
"""

from collections.abc import Iterator

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import sites
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS, local
from forms.text import Text


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task whose outcome a flow reads but that has no mandate."""
    reported: set[str] = set()
    for site in sites(subject):
        if local(site.owner) != "sequenceFlow" or site.expression is None:
            continue
        for path in sorted(site.expression.paths):
            node = subject.nodes.get(path[0])
            if path[1:2] != ("utfall",) or node is None or path[0] in reported:
                continue
            if local(node) == "userTask" and not node.get(f"{RALS}mandate"):
                reported.add(path[0])
                name = called(node)
                yield Fault(
                    path[0],
                    Text(
                        f"Ett vägval läser utfallet av {name.sv}, men uppgiften har inget mandat.",
                        f"A gateway reads the outcome of {name.en}, but the task has no mandate.",
                    ),
                    Text(
                        "Sätt rals:mandate, eller låt vägvalet läsa ett annat fält än utfall.",
                        "Set rals:mandate, or let the gateway read another field than utfall.",
                    ),
                )
