"""Follow a case: be told when it is decided, ends or is changed from outside."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import followers, sight
from engine.store.work import Event


@dataclass(frozen=True)
class FollowCase:
    """Follow a case that one may see, or no longer. Raises NotFoundError."""

    case_id: UUID
    follows: bool = True

    def run(self, desk: Desk) -> None:
        """Keep what the person wants."""
        require(desk.actor, Permission.CASE_FOLLOW)
        case = sight.case_of(desk.connection, desk.actor, desk.now, self.case_id)
        followers.follow(desk.connection, case.id, desk.person_id, self.follows, desk.now)
        desk.work.record(Event("case-followed" if self.follows else "case-unfollowed", case.id))
