"""Mark notices as read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store.tables import notice


@dataclass(frozen=True)
class ReadNotices:
    """Mark my notices up to this instant as read: those that came later have not been seen yet."""

    until: datetime

    def run(self, desk: Desk) -> int:
        """Return how many were unread; the trail does not tell who has read what."""
        require(desk.actor, Permission.NOTIFICATION_CHOOSE)
        mine = (notice.c.person_id == desk.person_id, notice.c.read_at.is_(None))
        marked = update(notice).where(*mine, notice.c.sent_at <= self.until).values(read_at=desk.now)
        return desk.connection.execute(marked).rowcount
