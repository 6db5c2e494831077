"""Who approves is not who wrote.

A decision that can send the case back to a task judges what is done from there on; one that comes right after a task judges that. If the same person does both, nobody has looked. An approval names the task it
judges in `rals:separate-from`, which is upheld when the case runs; and a role with one holder does not decide over its own work.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.judging import judged
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.model import Element
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Den som godkänner har inte skrivit", "Who approves did not write")
_NAME: Final = Text(
    'Sätt rals:separate-from="{0}" på beslutet, eller låt en annan roll fatta det.',
    'Set rals:separate-from="{0}" on the decision, or let another role take it.',
)
_OTHER: Final = Text("Låt en annan roll fatta beslutet.", "Let another role take the decision.")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each decision over own work, and a warning when only one person could do both."""
    for scope in subject.scopes:
        for key in scope.of_kind("userTask"):
            decision = subject.elements.get(key)
            if decision is None or not scope.nodes[key].get(f"{RALS}mandate"):
                continue
            sent_back, before = judged(scope, key)
            authors = [subject.elements[author] for author in sent_back or before]
            named = [author for author in authors if author.id in decision.separate_from]
            if named:
                yield from _one_person(subject, decision, named)
            elif sent_back or (authors and _is_one(subject, decision, authors)):
                yield _unnamed(subject, decision, authors[-1])


def _is_one(subject: Subject, decision: Element, authors: Sequence[Element]) -> bool:
    """Say whether decision and work lie with one and the same seat, which one person holds."""
    seat = (decision.role, decision.scope)
    return decision.role not in subject.known.groups and all(
        (author.role, author.scope) == seat for author in authors
    )


def _unnamed(subject: Subject, decision: Element, author: Element) -> Fault:
    name, other = called(subject.nodes[decision.id]), called(subject.nodes[author.id])
    return Fault(
        decision.id,
        Text(
            f"{name.sv} avgör om {other.sv} duger, men samma person kan göra båda.",
            f"{name.en} decides whether {other.en} will do, but one person can do both.",
        ),
        Text(_NAME.sv.format(author.id), _NAME.en.format(author.id)),
    )


def _one_person(subject: Subject, decision: Element, named: Sequence[Element]) -> Iterator[Fault]:
    if _is_one(subject, decision, named):
        name = called(subject.nodes[decision.id])
        yield Fault(
            decision.id,
            Text(
                f"{name.sv} ska göras av någon annan, men rollen {decision.role} har oftast en enda innehavare. Då kan ingen göra den.",
                f"{name.en} is to be done by another, but the role {decision.role} mostly has one holder. Then nobody can do it.",
            ),
            _OTHER,
            "warning",
        )
