"""Writes many rows of one table in one statement, however many columns they have in all."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects.postgresql import insert

# So many rows go in one statement, that it is a few megabytes at most.
BATCH: Final = 5_000


def add(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, once: bool = False
) -> None:
    """Insert rows that all have the same columns; with `once`, those that are there already are left alone."""
    for some in batches(rows):
        columns = ", ".join(f'"{name}"' for name in some[0])
        connection.execute(
            text(
                f'INSERT INTO "{table.name}" ({columns}) SELECT {columns}'  # noqa: S608  names of our own tables
                f' FROM jsonb_populate_recordset(CAST(NULL AS "{table.name}"), CAST(:rows AS jsonb))'
                + (" ON CONFLICT DO NOTHING" if once else "")
            ),
            {"rows": as_json(some)},
        )


def change(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Give rows new values: each has the id, and all the same columns beside it."""
    for some in batches(rows):
        sets = ", ".join(f'"{name}" = w."{name}"' for name in some[0] if name != "id")
        connection.execute(
            text(
                f'UPDATE "{table.name}" t SET {sets}'  # noqa: S608  names of our own tables
                f' FROM jsonb_populate_recordset(CAST(NULL AS "{table.name}"), CAST(:rows AS jsonb)) w WHERE t.id = w.id'
            ),
            {"rows": as_json(some)},
        )


def put(connection: Connection, table: Table, row: Mapping[str, Any], key: Sequence[str]) -> None:
    """Insert a row, or give the one that has the same key its values."""
    changed = {name: value for name, value in row.items() if name != "id" and name not in key}
    connection.execute(
        insert(table).values(**row).on_conflict_do_update(index_elements=list(key), set_=changed)
    )


def batches(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Return the rows in as few parts as a statement takes."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def as_json(value: Any) -> str:
    """Return rows as JSON, with ids and days as PostgreSQL reads them."""
    return json.dumps(value, ensure_ascii=False, default=_written)


def _written(value: Any) -> str:
    if isinstance(value, UUID | date):
        return str(value)
    raise TypeError(f"A row cannot hold {type(value).__name__}.")
