"""Mark notices as read."""

from dataclasses import dataclass
from datetime import datetime

from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import records


@dataclass(frozen=True)
class ReadNotices:
    """Mark my notices up to this instant as read: those that came later have not been seen yet."""

    until: datetime

    def run(self, desk: Desk) -> int:
        """Return how many were unread; the trail does not tell who has read what."""
        require(desk.actor, Permission.NOTIFICATION_CHOOSE)
        return records.read_notices(desk.connection, desk.person_id, self.until, desk.now)
