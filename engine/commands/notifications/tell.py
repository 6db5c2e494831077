"""Tell people and systems what has happened since last time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.outgoing.kinds import USUAL, digest_time
from engine.store import dispatches, telling, webhooks

MOST: Final = 100
KEPT: Final = timedelta(days=30)


@dataclass(frozen=True)
class TellWhatHappened:
    """Take steps out of the outbox and make the mails and calls that tell of them, and of days near or past.

    Without a mail server nobody is told by mail, and nothing is kept for later.
    """

    def run(self, desk: Desk) -> bool:
        """Return whether there may be more to tell of."""
        require(desk.actor, Permission.DISPATCH_SEND)
        connection, now = desk.connection, desk.now
        since = telling.begin(connection, now)
        steps = telling.take(connection, MOST)
        if steps:
            calls = list(webhooks.calls(connection, steps))
            if calls:
                dispatches.send(connection, calls, now)
        if desk.outgoing.sends_mail:
            told = telling.due_tasks(connection, since, now)
            if steps:
                told += telling.new_tasks(connection, steps, now)
                told += telling.decisions(connection, steps) + telling.notices(connection, steps)
            if told:
                dispatches.tell(connection, told, USUAL, now)
            dispatches.digests(connection, digest_time(now), now)
        return len(steps) == MOST


@dataclass(frozen=True)
class ForgetSent:
    """Forget what was sent a month ago."""

    def run(self, desk: Desk) -> None:
        """Delete it; what was given up stays until somebody tries it again."""
        require(desk.actor, Permission.DISPATCH_SEND)
        dispatches.forget(desk.connection, desk.now - KEPT)
