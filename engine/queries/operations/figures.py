"""What the database knows about how the whole installation is doing, as figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require

LATE_AFTER = timedelta(minutes=1)

_JOBS = text("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1 ORDER BY 1")
_CONNECTIONS = text(
    "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " GROUP BY 1 ORDER BY 1"
)
_REST = text("""
SELECT (SELECT count(*) FROM incident WHERE resolved_at IS NULL) AS incidents,
       (SELECT count(*) FROM dispatch WHERE failed_at IS NOT NULL) AS undelivered,
       (SELECT count(*) FROM instance WHERE status = 'running' AND next_due < :late) AS late,
       (SELECT count(*) FROM procrastinate_workers
         WHERE last_heartbeat > now() - interval '30 seconds') AS workers,
       (SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
         WHERE j.status = 'doing'
           AND coalesce(w.last_heartbeat, '-infinity') < now() - interval '30 seconds') AS stalled,
       (SELECT coalesce(extract(epoch FROM now() - min(e.at)), 0) FROM procrastinate_jobs j
          JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
         WHERE j.status = 'todo' AND j.scheduled_at IS NULL) AS waited,
       current_setting('max_connections')::int AS most_connections
""")


@dataclass(frozen=True)
class Figures:
    """The whole installation in figures.

    `late`: instances that should have been woken a minute ago. `stalled`: jobs whose worker is gone. `waited`: how
    many seconds the oldest job that could run at once has waited. `undelivered`: mails and calls that were given up. `connections`: this database's, by what they do.
    """

    jobs: Mapping[str, int]
    connections: Mapping[str, int]
    most_connections: int
    incidents: int
    late: int
    workers: int
    stalled: int
    waited: float
    undelivered: int = 0


@dataclass(frozen=True)
class Measure:
    """How is the whole installation doing, in figures?"""

    def run(self, view: View) -> Figures:
        """Count; nothing of what it counts is shown."""
        require(view.actor, Permission.FIGURES_READ)
        rest = view.connection.execute(_REST, {"late": view.now - LATE_AFTER}).one()
        return Figures(
            jobs=_counts(view, _JOBS),
            connections=_counts(view, _CONNECTIONS),
            most_connections=rest.most_connections,
            incidents=rest.incidents,
            late=rest.late,
            workers=rest.workers,
            stalled=rest.stalled,
            waited=float(rest.waited),
            undelivered=rest.undelivered,
        )


def _counts(view: View, statement: Any) -> dict[str, int]:
    return {key: count for key, count in view.connection.execute(statement)}  # noqa: C416  rows are not pairs to mypy
