"""Publish a model: check everything, then make it the version that new cases run on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.connectors.putting_in_force import findings, put_in_force, refuse
from engine.desk import Desk
from engine.governance.permissions import Permission, require


@dataclass(frozen=True)
class PublishModel:
    """Publish the files of a model: `<key>.bpmn`, called models, `decisions/*.dmn` and `forms/<key>.form.json`.

    Running cases stay on the version they began with. Raises ModelRefusedError with every error.
    """

    files: Mapping[str, bytes]
    organisation_id: UUID | None = None

    def run(self, desk: Desk) -> dict[str, Any]:
        """Return the key, number and hash of the version, and the warnings (findings) that it was published with."""
        require(desk.actor, Permission.MODEL_PUBLISH)
        chosen = self.organisation_id if desk.actor.is_rals else None
        organisation_id = chosen or desk.organisation_id
        # The checks say more of what is wrong than the compiler, which stops at what it cannot run.
        found = findings(desk, self.files, organisation_id)
        refuse(found)
        version = put_in_force(desk, self.files, organisation_id)
        return {**version, "warnings": found}
