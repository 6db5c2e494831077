"""Start a case: register it, and let its process run to the first people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.commands import in_force
from engine.commands.opening import Beginning, open_case
from engine.desk import Desk
from engine.errors import ForbiddenError
from engine.governance.actor import Held
from engine.governance.permissions import Permission, require
from engine.governance.rights import mandate_of
from engine.receipt import Receipt
from engine.runtime.model import Element
from engine.store import tasks


@dataclass(frozen=True)
class StartCase:
    """Start a case of a process with the answers of its start form.

    Raises NotFoundError (no such process), ForbiddenError (no role that may) and InvalidError (the form refuses).
    """

    process: str
    answers: Mapping[str, Any]

    def run(self, desk: Desk) -> Receipt:
        """Check the right and the form, give the case its number, and take the first step."""
        require(desk.actor, Permission.CASE_START)
        published = in_force.published(desk, self.process)
        held = _right(desk, published.start, self.process)
        desk.work.actor = replace(desk.actor, acting=held)
        receipt = open_case(desk, Beginning(published, self.answers, held))
        tasks.forget_start_draft(desk.connection, self.process, desk.person_id)
        return receipt


def _right(desk: Desk, start: Element, process: str) -> Held:
    """Return the assignment by which the actor may start: the chosen one, or the first that has the mandate."""
    mine = [held for held in desk.actor.chosen or desk.actor.held if held.covers(start.mandate, process)]
    if not start.mandate:
        if not mine:
            raise _no_role()
        return mine[0]
    refusal: ForbiddenError | None = None
    for held in mine:
        try:
            mandate_of(start.mandate, held.role, desk.profile)
        except ForbiddenError as error:
            refusal = error
        else:
            return held
    raise refusal or _no_role()


def _no_role() -> ForbiddenError:
    return ForbiddenError(
        "Du behöver en roll för att starta ett ärende. Be din chef om en.",
        "You need a role to start a case. Ask your manager for one.",
    )
