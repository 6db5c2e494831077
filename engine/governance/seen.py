"""What models read of an organisation, under the name `organisation`."""

from typing import Any
from uuid import UUID

from engine.governance.profile import Profile


def organisation(profile: Profile, organisation_id: UUID) -> dict[str, Any]:
    """Return the id of the organisation, and the choices and the cadences of its profile."""
    cadences = {key: one["duration"] for key, one in profile.cadences.items()}
    return {"id": str(organisation_id), "val": dict(profile.switches), "frist": cadences}
