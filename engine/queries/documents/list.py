"""The list of governing documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.document_kinds import DocumentKind
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.documents import sql
from engine.queries.documents.rows import DocumentRow, Named
from engine.queries.rows import Page
from engine.queries.tasks.filters import one_of
from engine.queries.tasks.order import Order
from engine.store.document_sight import MY_DOCUMENTS, READS
from engine.store.documents import COMING, PUBLISHED

STATES: Final = (*COMING, *PUBLISHED)
_OVER: Final = "(v.state = 'utgangen' OR (v.state = 'gallande' AND v.valid_to < :today))"
# `expired`: its last day has passed; `soon`: it comes within the time that the profile reminds of it.
ENDING: Final[Mapping[str, str]] = {
    "expired": _OVER,
    "soon": "(v.state = 'gallande' AND v.valid_to BETWEEN :today AND :soon)",
}
_ID: Final = ("d.id", "uuid")
ORDERS: Final[Mapping[str, Order]] = {
    "title": Order((("lower(v.metadata ->> 'titel')", "text"), _ID)),
    "number": Order((("d.number", "text"), _ID)),
    "kind": Order((("d.kind", "text"), ("lower(v.metadata ->> 'titel')", "text"), _ID)),
    "valid_to": Order((("coalesce(v.valid_to, 'infinity'::date)", "date"), _ID)),
    "newest": Order((("v.saved_at", "timestamptz"), _ID), falling=True),
}
_EQUAL: Final[Mapping[str, str]] = {
    "kind": "d.kind = :kind",
    "responsible": "d.responsible_id = :responsible",
    "process": "EXISTS (SELECT FROM document_link l WHERE l.document_id = d.id AND l.process_id = :process)",
    # What applies to a unit applies to those under it.
    "unit": """EXISTS (SELECT FROM up WHERE v.metadata -> 'galler_for' @> jsonb_build_array(jsonb_build_object('id', up.id)))""",
}
_SHOWN: Final = f"""
  FROM document d JOIN LATERAL (
    SELECT v.* FROM document_version v WHERE v.document_id = d.id AND {READS}
     ORDER BY (v.state = 'gallande') DESC, v.number DESC LIMIT 1) v ON true
  LEFT JOIN person p ON p.id = d.responsible_id
 WHERE d.organisation_id = :organisation
"""  # noqa: S608  constants
_UP: Final = """
  up (id, parent_id) AS (
    SELECT u.id, u.parent_id FROM unit u WHERE u.id = :unit
    UNION SELECT u.id, u.parent_id FROM unit u JOIN up ON up.parent_id = u.id)
"""
# By the stem of each word, in Swedish, or by any part of the number and the title.
_TEXT: Final = """(v.id IN (SELECT w.id FROM document_version w
                     WHERE w.organisation_id = :organisation AND w.search @@ websearch_to_tsquery('swedish', :q))
   OR (d.number || ' ' || (v.metadata ->> 'titel')) ILIKE :like)"""


@dataclass(frozen=True)
class Documents:
    """Documents that the reader may read. `q` looks in number, title and text; `unit` also finds what applies above it."""

    q: str | None = None
    kind: str | None = None
    state: str | None = None
    ending: str | None = None
    process: UUID | None = None
    unit: UUID | None = None
    responsible: UUID | None = None
    sort: str = "title"
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of DocumentRow."""
        require(view.actor, Permission.DOCUMENT_READ)
        order = ORDERS[one_of("sort", self.sort, ORDERS)]
        today, soon = clock.day(view.now), sql.soon(view)
        values: dict[str, Any] = {**sql.reader(view), "today": today, "soon": soon, "limit": self.limit + 1}
        values["unit"] = self.unit
        where = [*self._where(values), *order.after(self.cursor, values)]
        asked = f"""WITH RECURSIVE {MY_DOCUMENTS}, {_UP}
            SELECT d.id, d.number, d.kind, d.secrecy, p.name AS responsible, v.id AS version_id, v.number AS version, v.state,
                   v.metadata, v.valid_from, v.valid_to, v.saved_at, {_OVER} AS expired, {ENDING["soon"]} AS ends_soon,
                   ARRAY(SELECT DISTINCT jsonb_build_object('id', n.id, 'name', n.name) FROM document_link l
                           JOIN process_node n ON n.id = l.process_id WHERE l.document_id = d.id) AS processes, {order.columns}
            {_SHOWN} {"".join(f" AND {one}" for one in where)} ORDER BY {order.by} LIMIT :limit"""  # noqa: S608  constants
        rows = view.connection.execute(text(asked), values).all()
        known = sql.known_kinds(view)
        items = tuple(_row(known, row) for row in rows[: self.limit])
        return Page(items, order.cursor(rows[self.limit - 1]) if len(rows) > self.limit else None)

    def _where(self, values: dict[str, Any]) -> list[str]:
        where = []
        if self.q:
            where.append(_TEXT)
            values.update(q=self.q, like=cursors.containing(self.q))
        if self.state:
            where.append("v.state = :state")
            values["state"] = one_of("state", self.state, STATES)
        if self.ending:
            where.append(ENDING[one_of("ending", self.ending, ENDING)])
        for name, condition in _EQUAL.items():
            if getattr(self, name):
                where.append(condition)
                values[name] = getattr(self, name)
        return where


def _row(known: Mapping[str, DocumentKind], row: Row[Any]) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        number=row.number,
        kind=row.kind,
        kind_name=sql.kind_name(known, row.kind),
        title=row.metadata["titel"],
        secret=row.secrecy is not None,
        responsible=row.responsible,
        version_id=row.version_id,
        version=row.version,
        state=row.state,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        expired=row.expired,
        expires_soon=bool(row.ends_soon),
        processes=tuple(Named(UUID(one["id"]), one["name"]) for one in row.processes),
        applies_to=tuple(one["name"] for one in row.metadata.get("galler_for", ())),
        saved_at=row.saved_at,
    )
