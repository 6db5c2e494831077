"""What those who keep the system running need to see: incidents, jobs, the clock, the schema."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, administrator, require
from engine.queries.cases.list import reader
from engine.store import actors, schema
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

_JOBS = text("SELECT status::text AS status, count(*) AS count FROM procrastinate_jobs GROUP BY 1 ORDER BY 1")
_LATE = text("SELECT count(*) FROM instance WHERE status = 'running' AND next_due < :late")
_INCIDENTS = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT i.id, i.element, i.what, i.why, i.raised_at, i.resolved_at, c.id AS case_id, c.number, c.title, p.name,
       {VISIBLE} AS seen
  FROM incident i JOIN instance n ON n.id = i.instance_id JOIN "case" c ON c.id = n.case_id
  LEFT JOIN person p ON p.id = i.person_id
 WHERE i.resolved_at IS NULL AND (cast(:organisation AS uuid) IS NULL OR c.organisation_id = :organisation)
 ORDER BY i.raised_at, i.id
""")  # noqa: S608  constants
_WORKERS = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"
)


@dataclass(frozen=True)
class IncidentRow:
    """An incident, with who handed in and where; case and person are None to who may not see the secret case."""

    id: UUID
    case_id: UUID | None
    case_number: str | None
    case_title: str | None
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
    return tuple(_incident(row) for row in view.connection.execute(_INCIDENTS, reader(view)))


def _incident(row: Row[Any]) -> IncidentRow:
    return IncidentRow(
        id=row.id,
        case_id=row.case_id if row.seen else None,
        case_number=row.number if row.seen else None,
        case_title=row.title if row.seen else None,
        element_id=row.element,
        what=Text(**row.what),
        why=Text(**row.why),
        person=row.name if row.seen else None,
        raised_at=row.raised_at,
        resolved_at=row.resolved_at,
    )
