"""The keys that people have made for their programs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.rows import Page
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

    limit: int = 100
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of them, those in force first."""
        require(view.actor, Permission.TOKEN_MAKE)
        return _page(view, view.actor.person_id, self.limit, self.cursor)


@dataclass(frozen=True)
class AllKeys:
    """Which keys have been made in the organisation?"""

    limit: int = 100
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of them with their owners, those in force first."""
        require(view.actor, Permission.TOKEN_MANAGE)
        return _page(view, None, self.limit, self.cursor)


@dataclass(frozen=True)
class OwnCases:
    """In which cases have I a role, which a key can be for?"""

    def run(self, view: View) -> tuple[OwnCase, ...]:
        """Return them by number."""
        require(view.actor, Permission.TOKEN_MAKE)
        found = tokens.cases(view.connection, view.actor.own_cases)
        return tuple(OwnCase(row.id, row.number, row.title) for row in found)


def _page(view: View, person_id: UUID | None, limit: int, cursor: str | None) -> Page:
    asked = tokens.Listed(view.organisation_id, person_id, limit + 1, cursors.read(cursor, 2))
    rows = tokens.listed(view.connection, asked, actors.ahead(view.connection))
    shown = rows[:limit]
    more = cursors.write([shown[-1].expires_at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(_key(row) for row in shown), more)


def _key(row: Row[Any]) -> KeyRow:
    told = {name: value for name, value in row._mapping.items() if name != "expires_at"}  # noqa: SLF001  SQLAlchemy's public name
    return KeyRow(**{**told, "scopes": tuple(row.scopes)})
