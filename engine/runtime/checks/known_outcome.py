"""An outcome that a condition asks for can be given.

A condition that compares an outcome with a value that the form does not offer is never true: that way is never taken, and most often it is a slip of the
pen.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.sites import outcomes_tested, sites
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Utfallet finns i formuläret", "The outcome is in the form")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each value that no form offers."""
    for site in sites(subject):
        for key, value in outcomes_tested(site.text):
            node = subject.nodes.get(key)
            form = "" if node is None else node.get(f"{RALS}form", "")
            offered = subject.known.outcomes.get(form, frozenset())
            if offered and value not in offered:
                listed = ", ".join(sorted(offered))
                yield Fault(
                    site.id,
                    Text(
                        f"Utfallet ”{value}” finns inte i formuläret {form}. Där finns: {listed}.",
                        f'The outcome "{value}" is not in the form {form}. It has: {listed}.',
                    ),
                    Text("Skriv ett av formulärets värden.", "Write one of the values of the form."),
                )
