"""What the checks say of a model, under the profile of today and with the people of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from engine import clock
from engine.connectors.known import known_to
from engine.desk import View
from engine.errors import Finding
from engine.governance.permissions import Permission, require
from engine.library import compile_forms
from engine.queries.models.versions import VersionFiles
from engine.runtime import checks
from engine.store import content, holders


@dataclass(frozen=True)
class ChecksOf:
    """The findings on a version. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> tuple[Finding, ...]:
        """Return errors and warnings; a model that was fine may have fallen behind the profile or lost its people."""
        require(view.actor, Permission.MODEL_READ)
        _, published = VersionFiles(self.id).run(view)
        held = holders.holding(view.connection, view.organisation_id, clock.day(view.now))
        return checks.check(published.files, known_to(view.profile, published.forms, held))


@dataclass(frozen=True)
class ChecksOfFiles:
    """The findings on files that are not published, in an organisation. For operators."""

    files: Mapping[str, bytes]
    organisation_id: UUID

    def run(self, view: View) -> tuple[Finding, ...]:
        """Return errors and warnings; raises ModelRefusedError when a form cannot be compiled."""
        require(view.actor, Permission.ORGANISATION_LOAD)
        profile = view.library.profile(content.profile_of(view.connection, self.organisation_id))
        held = holders.holding(view.connection, self.organisation_id, clock.day(view.now))
        return checks.check(self.files, known_to(profile, compile_forms(self.files), held))
