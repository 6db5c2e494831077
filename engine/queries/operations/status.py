"""What those who keep the system running need to see: incidents, jobs, the clock, the schema."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from engine.desk import View
from engine.governance.permissions import Permission, administrator, require
from engine.store import actors, schema
from engine.store.tables import case, incident, instance, person
from forms.text import Text

_JOBS = text("SELECT status::text AS status, count(*) AS count FROM procrastinate_jobs GROUP BY 1 ORDER BY 1")
_LATE = text("SELECT count(*) FROM instance WHERE status = 'running' AND next_due < :late")
_WORKERS = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"
)


@dataclass(frozen=True)
class IncidentRow:
    """An incident, with who handed in and where."""

    id: UUID
    case_id: UUID
    case_number: str
    case_title: str
    element_id: str | None
    what: Text
    why: Text
    person: str | None
    raised_at: datetime
    resolved_at: datetime | None


@dataclass(frozen=True)
class Status:
    """How the installation is doing. `late` counts instances that should have been woken a minute ago."""

    now: datetime
    ahead: timedelta
    demo: bool
    jobs: dict[str, int]
    late: int
    workers: int
    incidents: tuple[IncidentRow, ...]
    may_retry: bool


@dataclass(frozen=True)
class Operations:
    """How is the installation doing?"""

    def run(self, view: View) -> Status:
        """Return the open incidents of the reader's organisation, and the state of the jobs."""
        require(view.actor, Permission.OPERATIONS_READ)
        connection = view.connection
        return Status(
            now=view.now,
            ahead=actors.ahead(connection),
            demo=view.demo,
            jobs={row.status: row._mapping["count"] for row in connection.execute(_JOBS)},  # noqa: SLF001
            late=connection.execute(_LATE, {"late": view.now - timedelta(minutes=1)}).scalar_one(),
            workers=connection.execute(_WORKERS).scalar_one(),
            incidents=_incidents(view),
            may_retry=view.actor.is_rals or administrator(view.actor),
        )


@dataclass(frozen=True)
class Ready:
    """Is the installation ready to serve? Anybody may ask."""

    def run(self, view: View) -> dict[str, bool]:
        """Return each part with whether it answers."""
        return {
            "database": True,
            "migrated": schema.is_current(view.connection),
            "worker": view.connection.execute(_WORKERS).scalar_one() > 0,
        }


def _incidents(view: View) -> tuple[IncidentRow, ...]:
    statement = (
        select(incident, case.c.id.label("case_id"), case.c.number, case.c.title, person.c.name)
        .join(instance, instance.c.id == incident.c.instance_id)
        .join(case, case.c.id == instance.c.case_id)
        .outerjoin(person, person.c.id == incident.c.person_id)
        .where(incident.c.resolved_at.is_(None))
        .order_by(incident.c.raised_at)
    )
    if view.actor.organisation_id is not None:
        statement = statement.where(case.c.organisation_id == view.actor.organisation_id)
    return tuple(_incident(row._mapping) for row in view.connection.execute(statement))  # noqa: SLF001


def _incident(row: Any) -> IncidentRow:
    return IncidentRow(
        id=row["id"],
        case_id=row["case_id"],
        case_number=row["number"],
        case_title=row["title"],
        element_id=row["element"],
        what=Text(**row["what"]),
        why=Text(**row["why"]),
        person=row["name"],
        raised_at=row["raised_at"],
        resolved_at=row["resolved_at"],
    )
