"""The keys that people have made for their programs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store import actors, tokens


@dataclass(frozen=True)
class KeyRow:
    """A key: whose, what it may do (`scopes`), for which cases, and when it was used. `case_number`: for that case only."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    own: bool
    made_at: datetime
    used_at: datetime | None
    ends_at: datetime
    in_force: bool
    owner: str
    case_number: str | None

    @property
    def last_day(self) -> date:
        """The last day when it is in force."""
        return clock.day(self.ends_at - timedelta(seconds=1))


@dataclass(frozen=True)
class OwnCase:
    """A case in which the reader has a role."""

    id: UUID
    number: str
    title: str


@dataclass(frozen=True)
class MyKeys:
    """Which keys have I made?"""

    def run(self, view: View) -> tuple[KeyRow, ...]:
        """Return them, those in force first."""
        require(view.actor, Permission.TOKEN_MAKE)
        return _rows(view, view.actor.person_id)


@dataclass(frozen=True)
class AllKeys:
    """Which keys have been made in the organisation?"""

    def run(self, view: View) -> tuple[KeyRow, ...]:
        """Return them with their owners, those in force first."""
        require(view.actor, Permission.TOKEN_MANAGE)
        return _rows(view, None)


@dataclass(frozen=True)
class OwnCases:
    """In which cases have I a role, which a key can be for?"""

    def run(self, view: View) -> tuple[OwnCase, ...]:
        """Return them by number."""
        require(view.actor, Permission.TOKEN_MAKE)
        found = tokens.cases(view.connection, view.actor.own_cases)
        return tuple(OwnCase(row.id, row.number, row.title) for row in found)


def _rows(view: View, person_id: UUID | None) -> tuple[KeyRow, ...]:
    ahead = actors.ahead(view.connection)
    rows = tokens.listed(view.connection, view.organisation_id, person_id, ahead)
    return tuple(KeyRow(**{**row._mapping, "scopes": tuple(row.scopes)}) for row in rows)  # noqa: SLF001  SQLAlchemy's public name
