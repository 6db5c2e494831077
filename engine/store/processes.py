"""The process structure and the classification: written one row at a time, while the organisation's are held."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store import rows
from engine.store.tables import classified, delivery, participation, process_class, process_node, unit

# The kinds of units that are administrations of their own; what a profile calls them differs.
ADMINISTRATIONS: Final = ("forvaltning", "regionomrade")
# From a row upwards, itself first; the one that is written is known by its code.
_UP = """
WITH RECURSIVE up AS (
  SELECT id, code, parent_id, 1 AS level FROM {table} WHERE id = :id AND organisation_id = :organisation
  UNION ALL SELECT t.id, t.code, t.parent_id, up.level + 1 FROM {table} t JOIN up ON t.id = up.parent_id
   WHERE up.level < 100)
SELECT code FROM up ORDER BY level
"""
_WAY_UP = text("""
WITH RECURSIVE up AS (
  SELECT id, kind, parent_id, 1 AS level FROM process_node WHERE id = :id AND organisation_id = :organisation
  UNION ALL SELECT t.id, t.kind, t.parent_id, up.level + 1 FROM process_node t JOIN up ON t.id = up.parent_id
   WHERE up.level < 100)
SELECT id, kind FROM up ORDER BY level
""")
_DEEPEST = text("""
WITH RECURSIVE down AS (
  SELECT id, 1 AS level FROM process_class WHERE code = :code AND organisation_id = :organisation
  UNION ALL SELECT c.id, down.level + 1 FROM process_class c JOIN down ON c.parent_id = down.id WHERE down.level < 100)
SELECT coalesce(max(level), 1) FROM down
""")
_AROUND = text("""
SELECT (SELECT count(*) FROM process_node WHERE organisation_id = :organisation AND kind = :kind AND code <> :code
           AND active_to IS NULL) AS others,
       ARRAY(SELECT DISTINCT c.kind FROM process_node c JOIN process_node p ON p.id = c.parent_id
              WHERE p.organisation_id = :organisation AND p.code = :code) AS below
""")


@dataclass(frozen=True)
class Around:
    """What is beside and under a process node."""

    others: int
    below: tuple[str, ...]


def upwards(connection: Connection, table: Table, organisation_id: UUID, start: UUID) -> list[str]:
    """Return the codes from a node or class up to the top, itself first; empty if the organisation has none such."""
    found = connection.execute(
        text(_UP.format(table=table.name)), {"id": start, "organisation": organisation_id}
    )
    return list(found.scalars())


def way_up(connection: Connection, organisation_id: UUID, node_id: UUID) -> list[tuple[UUID, str]]:
    """Return a process node and those above it, itself first, each with its kind."""
    asked = {"id": node_id, "organisation": organisation_id}
    return [(row.id, row.kind) for row in connection.execute(_WAY_UP, asked)]


def levels_below(connection: Connection, organisation_id: UUID, code: str) -> int:
    """Return how many levels a class has, itself included; 1 for a new one."""
    return int(connection.execute(_DEEPEST, {"code": code, "organisation": organisation_id}).scalar_one())


def save(connection: Connection, table: Table, row: Mapping[str, Any]) -> UUID:
    """Write a node or class, or the new values of the one with this code, and return its id."""
    values = {name: value for name, value in row.items() if name not in ("id", "organisation_id", "code")}
    made = (
        upsert(table)
        .values(**row)
        .on_conflict_do_update(index_elements=["organisation_id", "code"], set_=values)
    )
    found: UUID = connection.execute(made.returning(table.c.id)).scalar_one()
    return found


def is_ours(connection: Connection, table: Table, organisation_id: UUID, row_id: UUID) -> bool:
    """Whether the node or class belongs to the organisation."""
    found = select(table.c.id).where(table.c.id == row_id, table.c.organisation_id == organisation_id)
    return connection.execute(found).first() is not None


def kind_of(connection: Connection, organisation_id: UUID, node_id: UUID) -> str | None:
    """Return the kind of a process node of the organisation."""
    found = select(process_node.c.kind).where(
        process_node.c.id == node_id, process_node.c.organisation_id == organisation_id
    )
    return connection.execute(found).scalar_one_or_none()


def around(connection: Connection, organisation_id: UUID, code: str, kind: str) -> Around:
    """Return how many others of a kind the organisation has, and what kinds lie right under the node with a code."""
    asked = {"organisation": organisation_id, "code": code, "kind": kind}
    row = connection.execute(_AROUND, asked).one()
    return Around(row.others, tuple(row.below))


def deliver(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep that one process delivers to another."""
    rows.add(connection, delivery, [row])


def end_delivery(connection: Connection, delivery_id: UUID, organisation_id: UUID, day: Any) -> bool:
    """End a delivery; False if the organisation has none such that goes on."""
    ended = (
        delivery.update()
        .where(
            delivery.c.id == delivery_id,
            delivery.c.ended_on.is_(None),
            delivery.c.from_id.in_(
                select(process_node.c.id).where(process_node.c.organisation_id == organisation_id)
            ),
        )
        .values(ended_on=day)
    )
    return connection.execute(ended).rowcount == 1


def classify(connection: Connection, node_id: UUID, class_id: UUID) -> None:
    """Put a process under a class; again changes nothing."""
    rows.add(connection, classified, [{"node_id": node_id, "class_id": class_id}], once=True)


def administrations(connection: Connection, organisation_id: UUID) -> frozenset[UUID]:
    """Return the units of the organisation that can take part in a process."""
    ours = (unit.c.organisation_id == organisation_id) & unit.c.kind.in_(ADMINISTRATIONS)
    return frozenset(connection.execute(select(unit.c.id).where(ours)).scalars())


def take_part(connection: Connection, node_id: UUID, unit_ids: Collection[UUID]) -> None:
    """Let these units, and no others, take part in a process."""
    connection.execute(participation.delete().where(participation.c.node_id == node_id))
    rows.add(
        connection, participation, [{"node_id": node_id, "unit_id": one} for one in dict.fromkeys(unit_ids)]
    )


TABLES: Mapping[str, Table] = {"node": process_node, "class": process_class}
