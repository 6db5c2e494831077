"""Expressions are FEEL and not Python.

Models made for other engines often have Python in them. Some of it means something else in FEEL (`None` is just an unknown name, and so null), so it is told of
apart, with what to write instead.
"""

import re
from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import Site, sites
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Uttrycket är inte Python", "The expression is not Python")


# What gives Python (or Java and its like) away, and what FEEL has instead; strings are left out before.
_SIGNS: Final = (
    (re.compile(r"=="), "==", "="),
    (re.compile(r"\bNone\b"), "None", "null"),
    (re.compile(r"\bTrue\b"), "True", "true"),
    (re.compile(r"\bFalse\b"), "False", "false"),
    (re.compile(r"\blen\s*\("), "len(…)", "count(…)"),
    (re.compile(r"&&"), "&&", "and"),
    (re.compile(r"\|\|"), "||", "or"),
    (re.compile(r"\bnot\s+(?!\()\w"), "not x", "not(x)"),
    (re.compile(r"'[^']*'"), "'x'", '"x"'),
    (re.compile(r"\.get\s*\("), ".get(…)", ".x"),
    (re.compile(r"\bis\s+(not\s+)?None\b"), "is None", "= null"),
    (re.compile(r"\bnot\s+in\b"), "not in", "not(x in y)"),
    (re.compile(r"\$\{"), "${…}", "…"),
)


def looks_like_python(site: Site) -> tuple[str, str] | None:
    """Return the first thing that gives Python away and what to write instead, or nothing."""
    for pattern, wrong, right in _SIGNS:
        if pattern.search(site.bare):
            return wrong, right
    return None


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each expression that looks like Python."""
    for site in sites(subject):
        found = looks_like_python(site)
        if found is not None:
            wrong, right = found
            name = called(site.owner)
            yield Fault(
                site.id,
                Text(
                    f"{name.sv}: {site.place.sv} ser ut som Python ({wrong}).",
                    f"{name.en}: {site.place.en} looks like Python ({wrong}).",
                ),
                Text(f"Skriv {right} i stället för {wrong}.", f"Write {right} instead of {wrong}."),
            )
