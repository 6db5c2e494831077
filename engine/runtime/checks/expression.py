"""Every expression can be read.

Expressions are FEEL. One that cannot be read would stop the case the first time it is met, perhaps months after the model was published.
"""

from collections.abc import Iterator
from typing import Final

import feel
from engine.runtime.checks.python_expression import looks_like_python
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import Site, sites
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Uttrycket går att läsa", "The expression can be read")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each expression that is not FEEL; what looks like Python is told of by its own check."""
    for site in sites(subject):
        if looks_like_python(site) is None:
            yield from _unreadable(site)


def _unreadable(site: Site) -> Iterator[Fault]:
    try:
        feel.parse(site.text)
    except feel.FeelError as error:
        name = called(site.owner)
        yield Fault(
            site.id,
            Text(
                f"{name.sv}: {site.place.sv} går inte att läsa. {error.sv}",
                f"{name.en}: {site.place.en} cannot be read. {error}",
            ),
            Text(
                "Rätta uttrycket. Vad som kan stå i FEEL finns i docs/feel.md.",
                "Correct the expression. What FEEL has is in docs/feel.md.",
            ),
        )
