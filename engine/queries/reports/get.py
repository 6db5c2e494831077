"""The status reports of a case, and one of them whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import case_row, visible
from engine.queries.reports.rows import ReportRow, ReportWhole
from engine.store import progress

MOST: Final = 200
_COLUMNS: Final = """
SELECT r.*, p.name AS submitter, k.number AS corrects, q.name AS receiver, coalesce(r.submitted_at > t.due_at, false) AS late
  FROM status_report r JOIN person p ON p.id = r.submitted_by LEFT JOIN task t ON t.id = r.task_id
  LEFT JOIN status_report k ON k.id = r.corrects_id LEFT JOIN person q ON q.id = r.received_by
"""
_OF_CASE = text(f"{_COLUMNS} WHERE r.case_id = :case ORDER BY r.number DESC LIMIT :most")
_ONE = text(f"{_COLUMNS} WHERE r.id = :id")
_MADE = text(f"{_COLUMNS} WHERE r.case_id = :case AND (r.id = :report OR r.task_id = :task)")
_BEFORE = text(f"{_COLUMNS} WHERE r.case_id = :case AND r.number < :number ORDER BY r.number DESC LIMIT 1")
_AROUND = text("""
SELECT o.name AS organisation,
       (SELECT max(n.number) FROM status_report n WHERE n.corrects_id = r.id) AS corrected_by,
       (SELECT min(p.name) FROM seat s JOIN role_assignment a ON a.seat_id = s.id JOIN person p ON p.id = a.person_id
         WHERE s.scope_id = r.case_id AND s.role = 'projektledare'
           AND a.valid_from <= :day AND (a.valid_to IS NULL OR a.valid_to >= :day)) AS leader,
       (SELECT min(p.name) FROM seat s JOIN role_assignment a ON a.seat_id = s.id JOIN person p ON p.id = a.person_id
         WHERE s.scope_id = r.case_id AND s.role = 'uppdragsagare'
           AND a.valid_from <= :day AND (a.valid_to IS NULL OR a.valid_to >= :day)) AS owner
  FROM status_report r JOIN organisation o ON o.id = r.organisation_id WHERE r.id = :id
""")
# What an answer refers to by id alone gets its name.
_NAMES = text("""
SELECT id, name FROM milestone WHERE case_id = ANY (:cases) AND id = ANY (:ids)
UNION ALL SELECT id, description FROM risk WHERE case_id = ANY (:cases) AND id = ANY (:ids)
UNION ALL SELECT id, name FROM goal WHERE case_id = ANY (:cases) AND id = ANY (:ids)
UNION ALL SELECT id, name FROM unit WHERE organisation_id = :organisation AND id = ANY (:ids)
UNION ALL SELECT id, name FROM person WHERE organisation_id = :organisation AND id = ANY (:ids)
""")
REFERRING: Final = ("milstolpe", "risk", "effektmal", "enhet", "ansvarig", "beslutsfattare")


@dataclass(frozen=True)
class ReportsOfCase:
    """The status reports of a case, the latest first."""

    case_id: UUID
    limit: int = MOST

    def run(self, view: View) -> tuple[ReportRow, ...]:
        """Return them, as many as `limit`."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        rows = view.connection.execute(_OF_CASE, {"case": case.id, "most": self.limit})
        return tuple(report_row(view, row) for row in rows)


@dataclass(frozen=True)
class ReportMade:
    """The report that was handed in with a task of the case, or outside its process."""

    case_id: UUID
    task_id: UUID | None
    report_id: UUID | None

    def run(self, view: View) -> ReportRow | None:
        """Return it; None when the process has kept none."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        asked = {"case": case.id, "task": self.task_id, "report": self.report_id}
        row = view.connection.execute(_MADE, asked).one_or_none()
        return report_row(view, row) if row else None


@dataclass(frozen=True)
class Report:
    """A status report by its id. Raises NotFoundError, also for one of a case that the reader may not see."""

    id: UUID

    def run(self, view: View) -> ReportWhole:
        """Return all of it, with the report before it."""
        require(view.actor, Permission.CASE_READ)
        row = view.connection.execute(_ONE, {"id": self.id}).one_or_none()
        if row is None:
            raise missing()
        try:
            case = visible(view, row.case_id)
        except NotFoundError as error:
            raise missing() from error
        return _whole(view, row, case)


def _whole(view: View, row: Row[Any], case: Row[Any]) -> ReportWhole:
    asked = {"id": row.id, "day": clock.day(row.submitted_at)}
    around = view.connection.execute(_AROUND, asked).one()
    before = view.connection.execute(_BEFORE, {"case": case.id, "number": row.number}).one_or_none()
    goals = progress.goals_of(view.connection, case.id)
    return ReportWhole(
        report=report_row(view, row),
        case=case_row(view, case),
        organisation=around.organisation,
        leader=around.leader,
        owner=around.owner,
        content=named(view, case, row.content),
        goals={one["effektmal"]: one for one in goals},
        before=report_row(view, before) if before else None,
        before_content=named(view, case, before.content) if before else {},
        corrected_by=around.corrected_by,
    )


def report_row(view: View, row: Row[Any]) -> ReportRow:
    """Return a report as a row for people."""
    return ReportRow(
        id=row.id,
        number=row.number,
        period_from=row.period_from,
        period_to=row.period_to,
        due_on=row.due_on,
        late=row.late,
        total=row.total,
        trend=row.trend,
        parts=row.parts,
        submitted_at=row.submitted_at,
        submitted_by=row.submitter,
        role=row.role,
        role_name=names.role(view, row.role),
        corrects=row.corrects,
        received_by=row.receiver,
        received_at=row.received_at,
        receipt=row.receipt,
    )


def missing() -> NotFoundError:
    """Return the refusal for a report that is not there, or not for this reader."""
    return NotFoundError(
        "Rapporten finns inte, eller så får du inte se den. Gå till statusrapporterna.",
        "There is no such report, or you may not see it. Go to the status reports.",
    )


def named(view: View, case: Row[Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with {id, namn} wherever a row refers to something of ours by its id."""
    return all_named(view, case.organisation_id, [case.id], [content])[0]


def all_named(
    view: View, organisation: UUID, cases: list[UUID], contents: list[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the answers of several reports with names, all looked up at once; `cases` are those they are of."""
    lists = [value for content in contents for value in content.values() if isinstance(value, list)]
    rows = [row for value in lists for row in value if isinstance(row, Mapping)]
    ids = {row[key] for row in rows for key in REFERRING if _is_id(row.get(key))}
    asked = {"cases": cases, "organisation": organisation, "ids": [UUID(one) for one in ids]}
    known = {str(row.id): row.name for row in view.connection.execute(_NAMES, asked)} if ids else {}
    return [{key: _with_names(value, known) for key, value in content.items()} for content in contents]


def _with_names(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_with_names(one, known) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: {"id": one, "namn": known[one]} if key in REFERRING and _is_id(one) and one in known else one
        for key, one in value.items()
    }


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False
