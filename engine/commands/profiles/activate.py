"""Let an edition of a profile that was published before govern again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands.governing import govern
from engine.desk import Desk
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import profiles
from engine.store.work import Event


@dataclass(frozen=True)
class ActivateProfile:
    """Go back, or forward, to a published version. Raises NotFoundError."""

    key: str
    number: int
    organisation_id: UUID | None = None

    def run(self, desk: Desk) -> dict[str, Any]:
        """Return key, number and hash of the version, and how many open decisions went to another role."""
        require(desk.actor, Permission.PROFILE_PUBLISH)
        organisation_id = (self.organisation_id if desk.actor.is_rals else None) or desk.organisation_id
        named = profiles.version(desk.connection, organisation_id, self.key, self.number)
        if named is None:
            raise NotFoundError(
                f"Profilen {self.key} har ingen version {self.number}. Se listan över versioner.",
                f"The profile {self.key} has no version {self.number}. See the list of versions.",
            )
        moved = govern(desk, organisation_id, desk.library.profile(named))
        version = {"key": self.key, "number": self.number, "hash": named, "moved": moved}
        desk.work.record(Event("profile-activated", None, None, version, organisation_id))
        return version
