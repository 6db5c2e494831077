"""Which instances should be woken now."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store import instances


@dataclass(frozen=True)
class DueInstances:
    """The instances whose time has come."""

    def run(self, view: View) -> list[UUID]:
        """Return their ids."""
        require(view.actor, Permission.INSTANCE_WAKE)
        return instances.due(view.connection, view.now)
