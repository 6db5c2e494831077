"""Which documents in force Räls should begin a case about now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import feel
from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.governance.profile import Profile
from engine.queries.people.organisations import Organisations
from engine.store import content, recorded

PROCESS: Final = "dokumentgodkannande"
# Where a model of the process lets a document in that is in force already; one that has no such way begins with the review.
WAY: Final = "gw_galler_redan"
REVIEW: Final = "ut_besluta_revidering"
# Of one organisation at a time: the rest wait until the next.
BATCH: Final = 300
# So many reviews one person has at once, unless more come by themselves.
MOST_REVIEWS: Final = 10
_BEFORE_ITS_END: Final = "dokument_revidering"
_WITHOUT_END: Final = "dokument_oversyn"


@dataclass(frozen=True)
class DocumentsToRaise:
    """The versions in force that have no case, where the process has a way for them; bounded, the rest come later."""

    def run(self, view: View) -> tuple[tuple[UUID, UUID], ...]:
        """Return them with their organisations; those whose last day has passed first, the others in no order."""
        require(view.actor, Permission.CASE_RAISE)
        return tuple((one.id, found) for one in Organisations().run(view) for found in _of(view, one.id))


def _of(view: View, organisation_id: UUID) -> Iterator[UUID]:
    named = content.in_force(view.connection, organisation_id, PROCESS)
    if named is None or WAY not in view.library.model(named).model.elements:
        return
    profile = view.library.profile(content.profile_of(view.connection, organisation_id))
    today = clock.day(view.now)
    ends_by = feel.add(today, _length(profile, _BEFORE_ITS_END))
    began_by = today - (feel.add(today, _length(profile, _WITHOUT_END)) - today)
    days = recorded.Days(today, ends_by, began_by)
    yield from recorded.without_case(
        view.connection, organisation_id, days, review=REVIEW, most=MOST_REVIEWS, limit=BATCH
    )


def _length(profile: Profile, cadence: str) -> feel.Duration:
    """Return a cadence of the profile; without it one is asked at once."""
    return feel.parse_duration(profile.cadences.get(cadence, {}).get("duration", "P0D"))
