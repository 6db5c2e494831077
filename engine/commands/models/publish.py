"""Publish a model: check everything, then make it the version that new cases run on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine import clock
from engine.connectors.known import known_to
from engine.desk import Desk
from engine.errors import Finding, ModelRefusedError
from engine.governance.permissions import Permission, require
from engine.library import assemble, compile_forms
from engine.runtime import checks
from engine.store import content, holders
from engine.store.work import Event


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
        findings = _findings(desk, self.files, organisation_id)
        refuse(findings)
        published = assemble(self.files)
        model = published.model
        content.keep(desk.connection, model.hash, self.files)
        row: dict[str, Any] = {
            "organisation_id": organisation_id,
            "key": model.key,
            "hash": model.hash,
            "name": model.name,
            "name_en": published.name.en,
            "published_at": desk.now,
            "published_by": desk.actor.person_id,
        }
        number = content.publish(desk.connection, row)
        version = {"key": model.key, "number": number, "hash": model.hash}
        desk.work.record(Event("model-published", None, None, version, organisation_id))
        return {**version, "warnings": findings}


def _findings(desk: Desk, files: Mapping[str, bytes], organisation_id: UUID) -> tuple[Finding, ...]:
    profile = desk.library.profile(content.profile_of(desk.connection, organisation_id))
    held = holders.holding(desk.connection, organisation_id, clock.day(desk.now))
    return checks.check(files, known_to(profile, compile_forms(files), held))


def refuse(findings: tuple[Finding, ...]) -> None:
    """Raise ModelRefusedError if any finding is an error."""
    errors = tuple(finding for finding in findings if finding.severity == "error")
    if errors:
        raise ModelRefusedError(
            f"Modellen har {len(errors)} fel och kan inte publiceras. Rätta dem och försök igen.",
            f"The model has {len(errors)} faults and cannot be published. Mend them and try again.",
            errors,
        )
