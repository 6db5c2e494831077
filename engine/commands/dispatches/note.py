"""Keep how the sending of a mail or call went."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import dispatches


@dataclass(frozen=True)
class NoteDispatch:
    """Keep that it was sent, or why not; `final`: it is given up and waits for an administrator."""

    dispatch_id: UUID
    trouble: str | None = None
    final: bool = False

    def run(self, desk: Desk) -> None:
        """Write it; what was sent stays sent."""
        require(desk.actor, Permission.DISPATCH_SEND)
        dispatches.note(desk.connection, self.dispatch_id, self.trouble, desk.now, final=self.final)


@dataclass(frozen=True)
class DropDispatch:
    """Forget a mail that has nothing to say any more: the task is done, or is another's."""

    dispatch_id: UUID

    def run(self, desk: Desk) -> None:
        """Delete it with its notifications."""
        require(desk.actor, Permission.DISPATCH_SEND)
        dispatches.drop(desk.connection, self.dispatch_id)
