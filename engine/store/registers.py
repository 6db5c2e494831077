"""Reads and writes whole registers: units, people and positions, by the names that files know them by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, text

from engine.governance.register_diff import Key
from engine.store import rows, tables

_CURRENT: Final = {
    "units": text("""
SELECT u.id, u.code, u.name, u.kind, p.code AS parent, u.active_from, u.active_to
  FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.organisation_id = :organisation
"""),
    "persons": text("""
SELECT p.id, p.key, p.name, nullif(p.title, '') AS title, p.email, p.hsa_id, p.user_id, p.issuer, p.subject,
       u.code AS unit, p.active
  FROM person p LEFT JOIN unit u ON u.id = p.unit_id WHERE p.organisation_id = :organisation
"""),
    "positions": text("""
SELECT o.id, p.key AS person, o.kind, u.code AS unit, o.valid_from, o.valid_to
  FROM position o JOIN person p ON p.id = o.person_id JOIN unit u ON u.id = o.unit_id
 WHERE p.organisation_id = :organisation
"""),
}
_TABLES: Final[Mapping[str, Table]] = {
    "units": tables.unit,
    "persons": tables.person,
    "positions": tables.position,
}
# A column of the file that names another row, and the column that refers to it.
REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "units": {"parent": "parent_id"},
    "persons": {"unit": "unit_id"},
    "positions": {"person": "person_id", "unit": "unit_id"},
}
UNIQUE: Final = ("hsa_id", "user_id", "issuer", "subject")

_NAMED: Final = {
    "unit": text("SELECT code AS name, id FROM unit WHERE organisation_id = :organisation"),
    "person": text("SELECT key AS name, id FROM person WHERE organisation_id = :organisation"),
}
_ELSEWHERE = text("""
SELECT hsa_id, issuer, subject FROM rals_taken_elsewhere(:organisation, :hsa_ids, :subjects)
""")


def current(
    connection: Connection, kind: str, organisation_id: UUID, key: Sequence[str]
) -> dict[Key, dict[str, Any]]:
    """Return the register by what names a row; each row has its id."""
    found = connection.execute(_CURRENT[kind], {"organisation": organisation_id}).mappings()
    return {tuple(row[name] for name in key): dict(row) for row in found}


def named(connection: Connection, what: str, organisation_id: UUID) -> dict[str, UUID]:
    """Return the ids of the organisation's units by code, or people by key."""
    found = connection.execute(_NAMED[what], {"organisation": organisation_id})
    return {row.name: row.id for row in found}


def taken_elsewhere(
    connection: Connection, organisation_id: UUID, hsa_ids: Collection[str], subjects: Collection[str]
) -> tuple[set[str], set[tuple[str, str]]]:
    """Return which HSA-ids, and which issuers with subjects, people of other organisations have."""
    asked = {"organisation": organisation_id, "hsa_ids": list(hsa_ids), "subjects": list(subjects)}
    found = connection.execute(_ELSEWHERE, asked).all()
    return {row.hsa_id for row in found}, {(row.issuer, row.subject) for row in found}


def write(
    connection: Connection,
    kind: str,
    new: Sequence[Mapping[str, Any]],
    changed: Mapping[UUID, Mapping[str, Any]],
) -> None:
    """Write new rows, and new values by id for those that are there; references are ids by now.

    Who gets another id, such as an HSA-id, has all of UNIQUE among the values.
    """
    # Two people may change ids with each other, so those that change are let go before any is taken.
    free = [
        {"id": row_id, **dict.fromkeys(UNIQUE)}
        for row_id, one in changed.items()
        if set(UNIQUE) <= one.keys()
    ]
    rows.change(connection, tables.person, free)
    for some in _alike({"id": uuid4(), **row} for row in new):
        rows.add(connection, _TABLES[kind], some)
    for some in _alike({"id": row_id, **one} for row_id, one in changed.items()):
        rows.change(connection, _TABLES[kind], some)


def _alike(given: Iterable[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Return the rows in parts that have the same columns, each in the order given."""
    parts: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in given:
        parts.setdefault(tuple(row), []).append(row)
    return parts.values()
