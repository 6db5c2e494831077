"""What is decided is decided by somebody with a mandate.

A task whose form offers outcomes (`utfall`) is a decision, and so is one whose outcome a condition reads. Without a mandate nobody could say by what right the case took that way,
and no row is written in the register of decisions.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import sites
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS, local
from forms.text import Text

NAME: Final = Text("Ett beslut har ett mandat", "A decision has a mandate")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task without a mandate that has an outcome, by its form or by a flow that reads it."""
    reported: set[str] = set()
    for node in subject.of_kind("userTask"):
        form = node.get(f"{RALS}form", "")
        if subject.known.outcomes.get(form) and not node.get(f"{RALS}mandate"):
            reported.add(node.get("id", ""))
            yield _by_form(node, form)
    for site in sites(subject):
        if local(site.owner) != "sequenceFlow" or site.expression is None:
            continue
        for path in sorted(site.expression.paths):
            task = subject.nodes.get(path[0])
            if path[1:2] != ("utfall",) or task is None or path[0] in reported:
                continue
            if local(task) == "userTask" and not task.get(f"{RALS}mandate"):
                reported.add(path[0])
                name = called(task)
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


def _by_form(node: etree._Element, form: str) -> Fault:
    name = called(node)
    return Fault(
        node.get("id"),
        Text(
            f"{name.sv} fattar ett beslut i formuläret {form}, men uppgiften har inget mandat.",
            f"{name.en} takes a decision in the form {form}, but the task has no mandate.",
        ),
        Text(
            "Sätt rals:mandate, eller kalla formulärets fält något annat än utfall.",
            "Set rals:mandate, or call the field of the form something else than utfall.",
        ),
    )
