"""Makes files of a model the version that new cases run on, after checking them against what governs today."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from engine import clock
from engine.connectors.known import known_to
from engine.desk import Desk
from engine.errors import Finding, ModelRefusedError
from engine.library import assemble, compile_forms
from engine.runtime import checks
from engine.store import content, holders
from engine.store.work import Event


def findings(desk: Desk, files: Mapping[str, bytes], organisation_id: UUID) -> tuple[Finding, ...]:
    """Return what the checks say of the files under the organisation's profile, with its vacancies."""
    profile = desk.library.profile(content.profile_of(desk.connection, organisation_id))
    held = holders.holding(desk.connection, organisation_id, clock.day(desk.now))
    return checks.check(files, known_to(profile, compile_forms(files), held))


def put_in_force(desk: Desk, files: Mapping[str, bytes], organisation_id: UUID) -> dict[str, Any]:
    """Keep the files and make them the next version; return its key, number and hash. The trail tells."""
    published = assemble(files)
    model = published.model
    content.keep(desk.connection, model.hash, files)
    row: dict[str, Any] = {
        "organisation_id": organisation_id,
        "key": model.key,
        "hash": model.hash,
        "name": model.name,
        "name_en": published.name.en,
        "published_at": desk.now,
        "published_by": desk.actor.person_id,
    }
    version = {"key": model.key, "number": content.publish(desk.connection, row), "hash": model.hash}
    desk.work.record(Event("model-published", None, None, version, organisation_id))
    return version


def refuse(findings: tuple[Finding, ...]) -> None:
    """Raise ModelRefusedError if any finding is an error."""
    errors = tuple(finding for finding in findings if finding.severity == "error")
    if errors:
        raise ModelRefusedError(
            f"Modellen har {len(errors)} fel och kan inte publiceras. Rätta dem och försök igen.",
            f"The model has {len(errors)} faults and cannot be published. Mend them and try again.",
            errors,
        )
