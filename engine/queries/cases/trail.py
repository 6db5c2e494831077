"""What has happened in a case: who did what, with what result, in which role and by which right."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors, names
from engine.queries.cases.list import visible
from engine.queries.rows import Page, TrailRow
from forms.text import Text

# So many lines at most are handed out as a file.
MOST: Final = 100_000
RALS: Final = "rals"
# What is done to a case from outside its model.
INTERVENTIONS: Final = (
    *("case-suspended", "case-resumed", "case-cancelled"),
    *("token-moved", "due-changed", "incident-resolved"),
    *("case-migrated", "case-migration-undone"),
)

# A decision is told with the task that it was made in.
_TRAIL: Final = """
SELECT t.*, p.name AS person, d.mandate, d.outcome, d.statements, d.element AS decided
  FROM trail t
  LEFT JOIN person p ON p.id = t.person_id
  LEFT JOIN decision d ON d.case_id = t.case_id AND t.kind = 'task-completed' AND d.task_id::text = t.details->>'task'
 WHERE {where} ORDER BY t.id DESC LIMIT :limit
"""
_FILTERS: Final = {
    "person": "t.person_id = :person",
    "kind": "t.kind = :kind",
    "element": "t.element = :element",
    "from_day": "(t.at AT TIME ZONE 'Europe/Stockholm')::date >= :from_day",
    "to_day": "(t.at AT TIME ZONE 'Europe/Stockholm')::date <= :to_day",
}
_CHOICES: Final = text("""
SELECT DISTINCT t.person_id, p.name AS person, t.kind, t.element
  FROM trail t LEFT JOIN person p ON p.id = t.person_id WHERE t.case_id = :case
""")


@dataclass(frozen=True)
class Trail:
    """What has happened in a case, newest first.

    Filters: `person`, or `by_rals` for what nobody did; `kind` of event (`interventions`: all of those), `element`, and days from and to, Swedish time.
    """

    case_id: UUID
    limit: int = 100
    cursor: str | None = None
    person: UUID | None = None
    by_rals: bool = False
    kind: str | None = None
    interventions: bool = False
    element: str | None = None
    from_day: date | None = None
    to_day: date | None = None

    def run(self, view: View) -> Page:
        """Return a page of TrailRow."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        after = cursors.read(self.cursor, 1)
        where = ["t.case_id = :case"]
        values: dict[str, Any] = {"case": case.id, "limit": self.limit + 1}
        for name, condition in _FILTERS.items():
            if getattr(self, name):
                where.append(condition)
                values[name] = getattr(self, name)
        if self.interventions:
            where.append("t.kind = ANY (:interventions)")
            values["interventions"] = list(INTERVENTIONS)
        if self.by_rals:
            where.append("t.person_id IS NULL")
        if after:
            where.append("t.id < CAST(:after AS bigint)")
            values["after"] = after[0]
        rows = view.connection.execute(text(_TRAIL.format(where=" AND ".join(where))), values).all()
        return cursors.page(
            rows, self.limit, lambda row: _line(view, case.model_hash, row), lambda row: [row.id]
        )


@dataclass(frozen=True)
class Choices:
    """What the trail of a case can be filtered by. `rals`: whether Räls itself did something."""

    people: tuple[tuple[UUID, str], ...]
    rals: bool
    kinds: tuple[str, ...]
    elements: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class TrailChoices:
    """Who, what kinds and which elements there are in the trail of a case."""

    case_id: UUID

    def run(self, view: View) -> Choices:
        """Return them in order of name."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        rows = view.connection.execute(_CHOICES, {"case": case.id}).all()
        people = {row.person_id: row.person for row in rows if row.person_id}
        elements = {row.element: names.element(view, case.model_hash, row.element) for row in rows}
        return Choices(
            tuple(sorted(people.items(), key=lambda one: one[1])),
            any(row.person_id is None for row in rows),
            tuple(sorted({row.kind for row in rows})),
            tuple(sorted(((key, name) for key, name in elements.items() if name), key=lambda one: one[1].sv)),
        )


def _line(view: View, model_hash: str, row: Row[Any]) -> TrailRow:
    decided = row.mandate is not None
    return TrailRow(
        id=row.id,
        at=row.at,
        person=row.person,
        on_behalf_of=names.lender(row.by_right),
        by_right=row.by_right,
        role_name=names.role(view, row.role) if row.role else None,
        kind=row.kind,
        element_id=row.element,
        element_name=names.element(view, model_hash, row.element),
        details=row.details,
        person_id=row.person_id,
        outcome_name=names.outcome(view, model_hash, row.decided, row.outcome) if decided else None,
        mandate=row.mandate,
        mandate_name=names.mandate(view, row.mandate),
        statements=tuple(row.statements or ()),
    )
