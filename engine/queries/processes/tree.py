"""The process structure as a tree, with who answers for what in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from engine import clock
from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.profile import Role
from engine.queries import names
from forms.text import Text

SCOPE: Final = "processnod"
_TREE = text("""
WITH RECURSIVE down AS (
  SELECT id, code, name, kind, parent_id, variant, 1 AS level, ARRAY[code] AS way FROM process_node
   WHERE organisation_id = :organisation AND parent_id IS NULL
  UNION ALL
  SELECT n.id, n.code, n.name, n.kind, n.parent_id, n.variant, down.level + 1, down.way || n.code
    FROM process_node n JOIN down ON n.parent_id = down.id)
SELECT id, code, name, kind, parent_id, variant, level,
       ARRAY(SELECT u.code FROM participation i JOIN unit u ON u.id = i.unit_id WHERE i.node_id = down.id
              ORDER BY u.code) AS administrations
  FROM down ORDER BY way
""")
_HOLDERS = text("""
SELECT s.scope_id, s.role, array_agg(p.name ORDER BY p.name) AS people
  FROM seat s
  JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
  JOIN person p ON p.id = a.person_id AND p.active
 WHERE s.organisation_id = :organisation AND s.scope_kind = 'processnod'
   AND (cast(:id AS uuid) IS NULL OR s.scope_id = :id)
 GROUP BY s.scope_id, s.role
""")
_KIND = text("SELECT kind FROM process_node WHERE id = :id AND organisation_id = :organisation")


@dataclass(frozen=True)
class Seated:
    """A role in a process node, and who has it today; nobody: a vacancy, if the profile wants a holder."""

    role: str
    name: Text
    people: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True)
class Branch:
    """A process node in its place.

    `level` counts from the top; `administrations` are the codes of those that take part, `held` the roles that somebody
    has in it today.
    """

    id: UUID
    code: str
    name: str
    kind: str
    parent_id: UUID | None
    variant: str | None
    level: int
    administrations: list[str]
    held: tuple[Seated, ...]


@dataclass(frozen=True)
class Tree:
    """How do the processes lie under each other?"""

    def run(self, view: View) -> tuple[Branch, ...]:
        """Return every process node, each right after the one it lies under or a sibling's branch."""
        require(view.actor, Permission.REGISTER_READ)
        people = _people(view, None)
        rows = view.connection.execute(_TREE, {"organisation": view.organisation_id}).mappings()
        return tuple(Branch(**row, held=_held(view, people.get(row["id"], {}))) for row in rows)


@dataclass(frozen=True)
class RolesIn:
    """Which roles belong to a process node, and who has them? Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> tuple[Seated, ...]:
        """Return the roles that the profile has for such a node, also those that nobody holds."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"id": self.id, "organisation": view.organisation_id}
        kind = view.connection.execute(_KIND, asked).scalar_one_or_none()
        if kind is None:
            raise NotFoundError("Processen finns inte.", "There is no such process.")
        people = _people(view, self.id).get(self.id, {})
        roles = (role for role in view.profile.roles.values() if _fits(role, kind))
        return tuple(_seated(view, role.key, people.get(role.key, ())) for role in roles)


def _people(view: View, node: UUID | None) -> dict[UUID, dict[str, tuple[str, ...]]]:
    asked = {"organisation": view.organisation_id, "today": clock.day(view.now), "id": node}
    found: dict[UUID, dict[str, tuple[str, ...]]] = {}
    for row in view.connection.execute(_HOLDERS, asked):
        found.setdefault(row.scope_id, {})[row.role] = tuple(row.people)
    return found


def _held(view: View, people: Mapping[str, tuple[str, ...]]) -> tuple[Seated, ...]:
    """Return the held roles in the order of the profile; a role of an older edition stands last."""
    order = list(view.profile.roles)
    return tuple(_seated(view, role, people[role]) for role in sorted(people, key=_place_in(order)))


def _place_in(order: list[str]) -> Any:
    return lambda role: order.index(role) if role in order else len(order)


def _seated(view: View, role: str, people: Iterable[str]) -> Seated:
    known = view.profile.roles.get(role)
    wanted = known is not None and known.cardinality.least > 0
    return Seated(role, names.role(view, role), tuple(people), wanted)


def _fits(role: Role, kind: str) -> bool:
    return role.scope == SCOPE and role.kind != "abstract" and (not role.scope_of or kind in role.scope_of)
