"""Whether there is anything to tell of."""

from dataclasses import dataclass

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.outgoing.kinds import digest_time
from engine.store import telling


@dataclass(frozen=True)
class AnythingToTell:
    """Has anything happened that nobody has been told of?"""

    def run(self, view: View) -> bool:
        """Look, without changing anything."""
        require(view.actor, Permission.DISPATCH_SEND)
        return telling.anything(view.connection, view.now, digest_time(view.now))
