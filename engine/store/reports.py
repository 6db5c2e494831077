"""Status reports of a case: what the next one begins with, and what is kept of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Date, Select, cast, func, insert, select, text, update

from engine import clock
from engine.store import progress
from engine.store.tables import status_report, task

# The form that a report is written in.
FORM: Final = "f_statusrapport"
_DUE_ON: Final = cast(func.timezone(clock.STOCKHOLM.key, task.c.due_at), Date)


@dataclass(frozen=True)
class Report:
    """A status report that is handed in: `content` is all of it, the rest is for lists. `in_task`: in the task that is open for it."""

    case_id: UUID
    period: tuple[date, date]
    total: str
    trend: str
    parts: Mapping[str, str]
    content: Mapping[str, Any]
    role: str
    corrects_id: UUID | None = None
    in_task: bool = False


@dataclass(frozen=True)
class Basis:
    """What the next report begins with. Rows are keyed as the form f_statusrapport keys them."""

    number: int
    last: Mapping[str, Any] | None
    milestones: Sequence[Mapping[str, Any]]
    risks: Sequence[Mapping[str, Any]]
    goals: Sequence[Mapping[str, Any]]
    rollout: Sequence[Mapping[str, Any]]
    budget: Mapping[str, Any] = field(default_factory=dict)


_NEWEST: Final = "SELECT * FROM status_report WHERE case_id = :case ORDER BY number DESC LIMIT 1"
_BASIS = text(f"SELECT (SELECT to_jsonb(x) FROM ({_NEWEST}) x) AS last, {progress.WHOLE}")  # noqa: S608  constants


def basis_of(connection: Connection, case_id: UUID) -> Basis:
    """Return the number of the next report, the last one, and milestones, open risks, goals, roll-out and budget."""
    found = dict(connection.execute(_BASIS, {"case": case_id}).mappings().one())
    last = None
    if found["last"]:
        days = {name: date.fromisoformat(found["last"][name]) for name in ("period_from", "period_to")}
        at = datetime.fromisoformat(found["last"]["submitted_at"])
        last = _told({**found["last"], **days, "submitted_at": at})
    return Basis(number=last["nummer"] + 1 if last else 1, last=last, **progress.all_of(found))


def newest(connection: Connection, case_id: UUID) -> dict[str, Any] | None:
    """Return the last report of a case: {id, nummer, period_till, status_total, trend, delar, inlamnad, innehall}."""
    row = connection.execute(text(_NEWEST), {"case": case_id}).mappings().one_or_none()
    return None if row is None else _told(dict(row))


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "nummer": row["number"],
        "period_till": row["period_to"],
        "status_total": row["total"],
        "trend": row["trend"],
        "delar": row["parts"],
        "inlamnad": row["submitted_at"],
        "innehall": row["content"],
    }


def record_report(connection: Connection, report: Report, by: UUID, at: datetime) -> tuple[UUID, int]:
    """Write a report with the next number of its case, and return its id and number. It is never changed again."""
    table, of_case = status_report, status_report.c.case_id == report.case_id
    earlier = update(table).where(of_case, table.c.latest).values(latest=False).cte("earlier")
    number = select(func.coalesce(func.max(table.c.number), 0) + 1).where(of_case).scalar_subquery()
    row = {
        "id": uuid4(),
        "case_id": report.case_id,
        "number": number,
        "period_from": report.period[0],
        "period_to": report.period[1],
        "due_on": _open(report.case_id, _DUE_ON).scalar_subquery() if report.in_task else None,
        "total": report.total,
        "trend": report.trend,
        "parts": dict(report.parts),
        "content": dict(report.content),
        "corrects_id": report.corrects_id,
        "task_id": _open(report.case_id, task.c.id).scalar_subquery() if report.in_task else None,
        "submitted_by": by,
        "role": report.role,
        "submitted_at": at,
    }
    # What was the latest is so no more, in the same statement.
    written = insert(table).values(**row).add_cte(earlier).returning(table.c.id, table.c.number)
    made = connection.execute(written).one()
    return made.id, made.number


def is_of_case(connection: Connection, case_id: UUID, report_id: UUID) -> bool:
    """Whether there is such a report of the case."""
    asked = select(status_report.c.id).where(
        status_report.c.id == report_id, status_report.c.case_id == case_id
    )
    return connection.execute(asked).first() is not None


def receive(connection: Connection, report_id: UUID, by: UUID, said: str, at: datetime) -> bool:
    """Write that a report was received, once; whether there was one that had not been."""
    waiting = (status_report.c.id == report_id, status_report.c.received_at.is_(None))
    values = {"received_by": by, "received_at": at, "receipt": said}
    done = connection.execute(
        update(status_report).where(*waiting).values(**values).returning(status_report.c.id)
    )
    return done.first() is not None


def numbered(connection: Connection, case_id: UUID, number: int) -> UUID | None:
    """Return the report of a case that has this number."""
    asked = select(status_report.c.id).where(
        status_report.c.case_id == case_id, status_report.c.number == number
    )
    return connection.execute(asked).scalar_one_or_none()


def is_being_written(connection: Connection, case_id: UUID) -> bool:
    """Whether a task in which a report of the case is handed in is open."""
    return connection.execute(_open(case_id, task.c.id)).first() is not None


def _open(case_id: UUID, wanted: ColumnElement[Any]) -> Select[Any]:
    """Return what asks for something of the task in which a report of the case is being handed in, the newest."""
    open_one = (task.c.case_id == case_id, task.c.state == "open", task.c.form == FORM)
    return select(wanted).where(*open_one).order_by(task.c.created_at.desc()).limit(1)
