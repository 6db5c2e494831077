"""The register of decisions: those of every case that the reader may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.cases.list import reader
from engine.queries.cases.records import decision_row
from engine.queries.rows import DecisionInCase, Page
from engine.store.sight import MY_SEATS, VISIBLE

_FILTERS = {
    "mandate": "d.mandate = :mandate",
    "role": "d.role = :role",
    "outcome": "d.outcome = :outcome",
    "process": "c.process = :process",
    "case": "c.id = :case",
    "decider": "d.decider_id = :decider",
    "from_day": "d.decided_on >= :from_day",
    "to_day": "d.decided_on <= :to_day",
}


@dataclass(frozen=True)
class DecisionRegister:
    """Decisions, the latest first. `q` looks in the case's number and title and in the reason."""

    mandate: str | None = None
    role: str | None = None
    outcome: str | None = None
    process: str | None = None
    case: UUID | None = None
    decider: UUID | None = None
    from_day: date | None = None
    to_day: date | None = None
    q: str | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of DecisionInCase."""
        require(view.actor, Permission.CASE_READ)
        where, values = self._where(view)
        rows = view.connection.execute(
            text(
                # Every piece is a constant of ours; what the reader gave is in the values.
                f"""WITH RECURSIVE {MY_SEATS}
                    SELECT d.*, who.name AS decider, by.name AS recorder, c.number AS case_number,
                           c.title AS case_title, c.process, c.model_hash
                      FROM decision d JOIN "case" c ON c.id = d.case_id
                      JOIN person who ON who.id = d.decider_id JOIN person by ON by.id = d.recorded_by
                     WHERE {" AND ".join(where)} ORDER BY d.decided_on DESC, d.id LIMIT :limit"""  # noqa: S608
            ),
            values,
        ).all()
        return cursors.page(
            rows, self.limit, lambda row: _decision(view, row), lambda row: [row.decided_on, row.id]
        )

    def _where(self, view: View) -> tuple[list[str], dict[str, Any]]:
        values = {**reader(view), "limit": self.limit + 1}
        where = ["(cast(:organisation AS uuid) IS NULL OR c.organisation_id = :organisation)", VISIBLE]
        for name, condition in _FILTERS.items():
            if getattr(self, name) is not None:
                where.append(condition)
                values[name] = getattr(self, name)
        if self.q:
            where.append("(c.number || ' ' || c.title || ' ' || d.reason) ILIKE :q")
            values["q"] = cursors.containing(self.q)
        after = cursors.read(self.cursor, 2)
        if after is not None:
            where.append(
                "(d.decided_on < cast(:k1 AS date) OR (d.decided_on = cast(:k1 AS date) AND d.id > cast(:k2 AS uuid)))"
            )
            values.update(k1=after[0], k2=after[1])
        return where, values


def _decision(view: View, row: Row[Any]) -> DecisionInCase:
    decision = decision_row(view, row.model_hash, row)
    return DecisionInCase(decision, row.case_id, row.case_number, row.case_title, row.process)
