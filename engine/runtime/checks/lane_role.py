"""A lane names a role of the profile.

The lane gives its role to what is drawn in it. One without a role, or with one that the profile does not have, gives its tasks to nobody, and a task that is moved into it later
loses the role it had.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, RALS
from forms.text import Text

NAME: Final = Text("Banan har en roll i profilen", "The lane has a role of the profile")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each lane without a role (its own, or that of the lane around it), or with an unknown one."""
    for lane in subject.of_kind("lane"):
        own, key, name = lane.get(f"{RALS}role"), lane.get("id"), called(lane)
        around = [up for up in lane.iterancestors(f"{BPMN}lane") if up.get(f"{RALS}role")]
        if own and own not in subject.known.roles:
            text = Text(
                f"Banan {name.sv} har rollen {own}, som inte finns i profilen.",
                f"The lane {name.en} has the role {own}, which the profile does not have.",
            )
            remedy = Text(
                "Välj en roll som finns, eller lägg till rollen i profilen.",
                "Choose a role that exists, or add the role to the profile.",
            )
            yield Fault(key, text, remedy)
        elif not own and not around and lane.find(f"{BPMN}childLaneSet") is None:
            text = Text(f"Banan {name.sv} har ingen roll.", f"The lane {name.en} has no role.")
            yield Fault(key, text, Text("Välj en roll för banan.", "Choose a role for the lane."))
