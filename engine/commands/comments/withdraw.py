"""Take back what one has said about a case."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import comments, sight
from engine.store.work import Event


@dataclass(frozen=True)
class WithdrawComment:
    """Withdraw a comment of one's own: a line stays that says so.

    Raises NotFoundError, ForbiddenError (another's) and ConflictError (withdrawn already).
    """

    comment_id: UUID

    def run(self, desk: Desk) -> None:
        """Hold the comment, and mark it."""
        require(desk.actor, Permission.CASE_COMMENT)
        found = comments.of(desk.connection, self.comment_id)
        if found is None:
            raise NotFoundError("Kommentaren finns inte.", "There is no such comment.")
        case = sight.case_of(desk.connection, desk.actor, desk.now, found.case_id)
        if found.person_id != desk.person_id:
            raise ForbiddenError(
                "Bara den som skrev kommentaren kan ta tillbaka den.",
                "Only the one who wrote the comment can withdraw it.",
            )
        if found.withdrawn_at is not None:
            raise ConflictError(
                "Kommentaren är redan tillbakatagen.", "The comment must stand; it is withdrawn."
            )
        comments.withdraw(desk.connection, self.comment_id, desk.now)
        desk.work.record(Event("comment-withdrawn", case.id, details={"comment": str(self.comment_id)}))
