"""People of the organisation, and what is known of one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.rows import Page
from forms.text import Text

_COLUMNS = "p.id, p.key, p.name, p.title, p.email, p.hsa_id, p.user_id, u.name AS unit, p.active"
_PEOPLE = text(f"""
SELECT {_COLUMNS} FROM person p LEFT JOIN unit u ON u.id = p.unit_id
 WHERE p.organisation_id = :organisation AND (p.active OR :all)
   AND (cast(:q AS text) IS NULL OR p.name || ' ' || p.title || ' ' || p.key || ' ' || coalesce(p.user_id, '') ILIKE :q
        OR p.hsa_id = :exact)
   AND (cast(:name AS text) IS NULL OR (p.name, p.id) > (:name, cast(:id AS uuid)))
 ORDER BY p.name, p.id LIMIT :limit
""")  # noqa: S608  constants
_ONE = text(f"""
SELECT {_COLUMNS} FROM person p LEFT JOIN unit u ON u.id = p.unit_id
 WHERE p.organisation_id = :organisation AND p.id = :id
""")  # noqa: S608  constants
_POSITIONS = text("""
SELECT o.kind, u.name AS unit, o.valid_from, o.valid_to FROM position o JOIN unit u ON u.id = o.unit_id
 WHERE o.person_id = :id ORDER BY o.valid_from DESC, o.id
""")
_COMPETENCES = text("""
SELECT key, level, attained_on, valid_to FROM competence WHERE person_id = :id ORDER BY key, attained_on DESC
""")
_LICENCES = text("""
SELECT id, system, kind, valid_from, valid_to FROM licence WHERE person_id = :id ORDER BY system, valid_from DESC
""")


@dataclass(frozen=True)
class PersonRow:
    """A person in the register."""

    id: UUID
    key: str
    name: str
    title: str
    email: str | None
    hsa_id: str | None
    user_id: str | None
    unit: str | None
    active: bool


@dataclass(frozen=True)
class PositionRow:
    """A position in the line that a person has, had or will have."""

    kind: str
    unit: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class CompetenceRow:
    """What a person can do, from 1 to 4; `level_name` is what the profile calls the level."""

    key: str
    level: int
    level_name: Text | None
    attained_on: date
    valid_to: date | None


@dataclass(frozen=True)
class LicenceRow:
    """A licence for a system; `kind` is full or light."""

    id: UUID
    system: str
    kind: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class PersonWhole:
    """A person with positions, competences and licences, also those that have been."""

    person: PersonRow
    positions: tuple[PositionRow, ...]
    competences: tuple[CompetenceRow, ...]
    licences: tuple[LicenceRow, ...]


@dataclass(frozen=True)
class People:
    """People by name. `q` looks in name, title, key and user id, and finds a whole HSA-id; `all` has the inactive too."""

    q: str | None = None
    all: bool = False
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of PersonRow."""
        require(view.actor, Permission.REGISTER_READ)
        after = cursors.read(self.cursor, 2)
        values = {
            "organisation": view.organisation_id,
            "q": cursors.containing(self.q),
            "exact": self.q,
            "all": self.all,
            "name": after[0] if after else None,
            "id": after[1] if after else None,
            "limit": self.limit + 1,
        }
        rows = view.connection.execute(_PEOPLE, values).mappings().all()
        return cursors.page(
            rows, self.limit, lambda row: PersonRow(**row), lambda row: [row["name"], row["id"]]
        )


@dataclass(frozen=True)
class PersonById:
    """One person. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> PersonWhole:
        """Return the person with what is known."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"organisation": view.organisation_id, "id": self.id}
        row = view.connection.execute(_ONE, asked).mappings().one_or_none()
        if row is None:
            raise NotFoundError("Personen finns inte.", "There is no such person.")
        return PersonWhole(
            PersonRow(**row),
            tuple(PositionRow(**one) for one in self._all(view, _POSITIONS)),
            tuple(
                CompetenceRow(**one, level_name=view.profile.words.get(f"kompetensniva_{one['level']}"))
                for one in self._all(view, _COMPETENCES)
            ),
            tuple(LicenceRow(**one) for one in self._all(view, _LICENCES)),
        )

    def _all(self, view: View, statement: TextClause) -> list[dict[str, Any]]:
        return [dict(row) for row in view.connection.execute(statement, {"id": self.id}).mappings()]
