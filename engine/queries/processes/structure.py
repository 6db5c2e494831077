"""The process structure with deliveries, and the classification beside it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.rows import Page
from engine.store.processes import ADMINISTRATIONS

_COLUMNS = """
SELECT n.id, n.code, n.name, n.kind, n.parent_id, p.code AS parent, n.variant_of_id, n.variant, n.purpose,
       ARRAY(SELECT jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name)
               FROM participation i JOIN unit u ON u.id = i.unit_id WHERE i.node_id = n.id ORDER BY u.code
       ) AS administrations,
       ARRAY(SELECT c.code FROM classified k JOIN process_class c ON c.id = k.class_id WHERE k.node_id = n.id
              ORDER BY c.code) AS classes
  FROM process_node n LEFT JOIN process_node p ON p.id = n.parent_id
 WHERE n.organisation_id = :organisation
"""
_NODES = text(f"""{_COLUMNS}
   AND (cast(:below AS uuid) IS NULL OR n.parent_id = :below) AND (cast(:kind AS text) IS NULL OR n.kind = :kind)
   AND (cast(:q AS text) IS NULL OR n.code || ' ' || n.name ILIKE :q)
   AND (cast(:after AS text) IS NULL OR n.code > :after)
 ORDER BY n.code LIMIT :limit
""")
_NODE = text(f"{_COLUMNS} AND n.id = :id")
_DELIVERIES = text("""
SELECT d.id, f.id AS from_id, f.name AS from_name, d.to_id, coalesce(t.name, d.receiver) AS to_name, d.kind, d.object,
       d.quality, d.ended_on
  FROM delivery d JOIN process_node f ON f.id = d.from_id LEFT JOIN process_node t ON t.id = d.to_id
 WHERE d.from_id = :id OR d.to_id = :id ORDER BY d.ended_on NULLS FIRST, d.object, d.id
""")
_ADMINISTRATIONS = text(
    "SELECT id, code, name FROM unit WHERE organisation_id = :organisation AND kind = ANY(:kinds) ORDER BY code"
)
_CLASSES = text("""
WITH RECURSIVE down AS (
  SELECT id, code, name, parent_id, 1 AS level FROM process_class
   WHERE organisation_id = :organisation AND parent_id IS NULL
  UNION ALL
  SELECT c.id, c.code, c.name, c.parent_id, down.level + 1 FROM process_class c JOIN down ON c.parent_id = down.id)
SELECT id, code, name, parent_id, level FROM down
 WHERE (cast(:after AS text) IS NULL OR code > :after) ORDER BY code LIMIT :limit
""")


@dataclass(frozen=True)
class Administration:
    """A unit that takes part in a process."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class NodeRow:
    """A process node; `classes` are the codes of its classes, `administrations` those that take part."""

    id: UUID
    code: str
    name: str
    kind: str
    parent_id: UUID | None
    parent: str | None
    variant_of_id: UUID | None
    variant: str | None
    purpose: str | None
    classes: list[str]
    administrations: tuple[Administration, ...]


@dataclass(frozen=True)
class DeliveryRow:
    """What one process delivers to another, or to somebody outside."""

    id: UUID
    from_id: UUID
    from_name: str
    to_id: UUID | None
    to_name: str
    kind: str
    object: str
    quality: str | None
    ended_on: Any


@dataclass(frozen=True)
class NodeWhole:
    """A process node with what it delivers and gets."""

    node: NodeRow
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True)
class ClassRow:
    """A class of the classification; `level` counts from the top."""

    id: UUID
    code: str
    name: str
    parent_id: UUID | None
    level: int


@dataclass(frozen=True)
class Nodes:
    """Process nodes by code; `below` leaves those right under one, `q` looks in code and name."""

    below: UUID | None = None
    kind: str | None = None
    q: str | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of NodeRow."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"below": self.below, "kind": self.kind, "q": cursors.containing(self.q)}
        values = {"organisation": view.organisation_id, **asked, **_page(self.limit, self.cursor)}
        rows = view.connection.execute(_NODES, values).mappings().all()
        return cursors.page(rows, self.limit, _node, lambda row: [row["code"]])


@dataclass(frozen=True)
class NodeById:
    """One process node. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> NodeWhole:
        """Return the node with its deliveries, also those that have ended."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"organisation": view.organisation_id, "id": self.id}
        row = view.connection.execute(_NODE, asked).mappings().one_or_none()
        if row is None:
            raise NotFoundError("Processen finns inte.", "There is no such process.")
        found = view.connection.execute(_DELIVERIES, {"id": self.id}).mappings()
        return NodeWhole(_node(row), tuple(DeliveryRow(**one) for one in found))


@dataclass(frozen=True)
class Administrations:
    """Which units can take part in a process?"""

    def run(self, view: View) -> tuple[Administration, ...]:
        """Return them by code."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"organisation": view.organisation_id, "kinds": list(ADMINISTRATIONS)}
        rows = view.connection.execute(_ADMINISTRATIONS, asked).mappings()
        return tuple(Administration(**row) for row in rows)


@dataclass(frozen=True)
class Classes:
    """The classification by code."""

    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of ClassRow."""
        require(view.actor, Permission.REGISTER_READ)
        values = {"organisation": view.organisation_id, **_page(self.limit, self.cursor)}
        rows = view.connection.execute(_CLASSES, values).mappings().all()
        return cursors.page(rows, self.limit, lambda row: ClassRow(**row), lambda row: [row["code"]])


def _node(row: RowMapping) -> NodeRow:
    taking_part = (
        Administration(UUID(one["id"]), one["code"], one["name"]) for one in row["administrations"]
    )
    return NodeRow(**{**row, "administrations": tuple(taking_part)})


def _page(limit: int, cursor: str | None) -> dict[str, Any]:
    after = cursors.read(cursor, 1)
    return {"after": after[0] if after else None, "limit": limit + 1}
