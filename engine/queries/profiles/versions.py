"""The profile that governs, and its versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.profile import Profile
from engine.store.tables import organisation, profile_version
from forms.text import Text


@dataclass(frozen=True)
class ProfileVersion:
    """A published version. One of an organisation's versions is active."""

    key: str
    number: int
    hash: str
    name: Text
    published_at: datetime
    active: bool


@dataclass(frozen=True)
class ActiveProfile:
    """The profile that governs the reader's organisation."""

    def run(self, view: View) -> Profile:
        """Return it whole."""
        require(view.actor, Permission.PROFILE_READ)
        return view.profile


@dataclass(frozen=True)
class ProfileVersions:
    """Published versions, newest first; of one profile (NotFoundError when there is none) or of all."""

    key: str | None = None
    organisation_id: UUID | None = None

    def run(self, view: View) -> tuple[ProfileVersion, ...]:
        """Return the versions of the reader's organisation; an operator says which."""
        require(view.actor, Permission.PROFILE_READ)
        own = (self.organisation_id if view.actor.is_rals else None) or view.organisation_id
        columns = profile_version.c
        wanted = select(profile_version, organisation.c.profile_hash).join(organisation)
        wanted = wanted.where(columns.organisation_id == own).order_by(
            columns.published_at.desc(), columns.number.desc()
        )
        rows = view.connection.execute(wanted if self.key is None else wanted.where(columns.key == self.key))
        found = tuple(
            ProfileVersion(
                row.key,
                row.number,
                row.hash,
                Text(row.name, row.name_en),
                row.published_at,
                row.hash == row.profile_hash,
            )
            for row in rows
        )
        if self.key is not None and not found:
            raise NotFoundError(
                f"Profilen {self.key} är inte publicerad här. Se listan över profiler.",
                f"The profile {self.key} has not been published here. See the list of profiles.",
            )
        return found
