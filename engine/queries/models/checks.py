"""What the checks say of a published version, under the profile of today."""

from dataclasses import dataclass
from uuid import UUID

from engine.connectors.known import known_to
from engine.desk import View
from engine.errors import Finding
from engine.governance.permissions import Permission, require
from engine.queries.models.versions import VersionFiles
from engine.runtime import checks


@dataclass(frozen=True)
class ChecksOf:
    """The findings on a version. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> tuple[Finding, ...]:
        """Return errors and warnings; a model that was fine may have fallen behind the profile."""
        require(view.actor, Permission.MODEL_READ)
        _, published = VersionFiles(self.id).run(view)
        return checks.check(published.files, known_to(view.profile, published.forms))
