"""Take a draft of a document back after it has been sent for approval."""

from dataclasses import dataclass, replace
from uuid import UUID

from engine.commands import documenting, intervening, step
from engine.commands.step import Footing, Left
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.store import document_sight, instances
from engine.store.document_sight import NOT_DECIDED
from engine.store.documents import Version
from engine.store.instances import Locked
from engine.store.work import Event

# What the process of approval waits for as long as nobody has decided.
MESSAGE = "dokument_tas_tillbaka"


@dataclass(frozen=True)
class WithdrawVersion:
    """Take back what one has written and sent for approval, and say why: the case ends, and it is a draft again.

    Raises NotFoundError, ConflictError (not on its way, decided, or its case has no such way), ForbiddenError (whoever
    has neither begun nor last saved it nor answers for it) and InvalidError (no reason).
    """

    version_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Hold the case, give it the message, and keep the reason in its trail."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        reason = intervening.said_why(self.reason)
        locked = self._held(desk)
        held = desk.actor.acting or next(iter(desk.actor.held), None)
        desk.work.actor = replace(desk.actor, acting=held)
        at = Footing(locked, desk.library.model(locked.model_hash), desk.profile)
        run = running.restore(at.published.model, locked.state, desk.now, desk.calendar)
        if not run.receive(MESSAGE):
            raise ConflictError(
                f"Ärende {locked.number} går inte att ta tillbaka. Be den som har uppgiften att avslå.",
                f"Case {locked.number} cannot be taken back. Ask whoever has the task to reject it.",
            )
        told = Event("document-withdrawn", details=intervening.details(reason))
        step.write(desk, at, run, step.settle(desk, at, run), Left(told))

    def _held(self, desk: Desk) -> Locked:
        """Hold the case that the version is in; the case is held before the version, as every step does."""
        found = self._sent(desk)
        locked = instances.lock_of_case(desk.connection, found.case_id) if found.case_id else None
        if locked is None or self._sent(desk).case_id != locked.case_id:
            raise _not_on_its_way(found)
        intervening.require_running(locked)
        return locked

    def _sent(self, desk: Desk) -> Version:
        found = documenting.readable(desk, self.version_id)
        if found.state not in NOT_DECIDED:
            raise _not_on_its_way(found)
        if not document_sight.may(desk.connection, desk.actor, desk.now, "withdraw", found.id):
            raise ForbiddenError(
                "Den som har skrivit utkastet eller ansvarar för dokumentet tar tillbaka det. Be den personen.",
                "Whoever has written the draft or answers for the document takes it back. Ask that person.",
            )
        return found


def _not_on_its_way(found: Version) -> ConflictError:
    return ConflictError(
        f"Version {found.number} väntar inte på godkännande, så den går inte att ta tillbaka.",
        f"Version {found.number} does not wait for approval, so it cannot be taken back.",
    )
