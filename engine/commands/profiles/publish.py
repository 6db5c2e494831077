"""Publish a profile: check it, keep it as a version, and let it govern from now on."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from engine.commands.governing import govern
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.library import profile_files, read_profile
from engine.store import content, profiles
from engine.store.work import Event

# Roles are adjusted, and what they answer for is made clearer, as the structures settle.
KRAV: Final = ("VGR-PRI-07",)


@dataclass(frozen=True)
class PublishProfile:
    """Publish a profile file. What it extends is taken from the product and kept with it.

    Running cases follow it from the next step. Raises ModelRefusedError with every finding.
    """

    data: bytes
    organisation_id: UUID | None = None

    def run(self, desk: Desk) -> dict[str, Any]:
        """Return key, number and hash of the version, and how many open decisions went to another role."""
        require(desk.actor, Permission.PROFILE_PUBLISH)
        organisation_id = (self.organisation_id if desk.actor.is_rals else None) or desk.organisation_id
        files = profile_files(self.data)
        profile = read_profile(files, new=True)
        content.keep(desk.connection, profile.hash, files)
        row = profiles.as_row(profile, organisation_id, desk.now, desk.actor.person_id)
        number = profiles.publish(desk.connection, row)
        moved = govern(desk, organisation_id, profile)
        version = {"key": profile.key, "number": number, "hash": profile.hash, "moved": moved}
        desk.work.record(Event("profile-published", None, None, version, organisation_id))
        return version
