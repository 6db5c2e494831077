"""What cases waited, worked out from their trails and nothing else: from when a task came until it was completed last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from robot import Robot
from sqlalchemy import text

from engine.door import Engine

# Undone lines count for nothing, nor does what has been completed again since.
_DONE = text("""
SELECT DISTINCT ON (c.id, t.details->>'task') c.number, t.element, t.at, t.person_id, t.details->>'task' AS task, k.created_at AS came,
       s.role, s.scope_id
  FROM trail t JOIN "case" c ON c.id = t.case_id JOIN task k ON k.id::text = t.details->>'task'
  JOIN seat s ON s.id = coalesce(k.from_seat_id, k.seat_id)
 WHERE t.kind = 'task-completed' AND c.organisation_id = (SELECT id FROM organisation WHERE key = 'regionhalsan')
   AND NOT EXISTS (SELECT 1 FROM trail u WHERE u.details->>'undoes' = t.id::text)
 ORDER BY c.id, t.details->>'task', t.id DESC
""")


@dataclass(frozen=True)
class Done:
    """A line of the trail that says that a task was completed, with when that came."""

    case: str
    element: str
    at: datetime
    person: Any
    task: str
    came: datetime
    role: str
    scope: Any

    @property
    def wait(self) -> float:
        """How long it waited, in seconds."""
        return (self.at - self.came).total_seconds()


def done(engine: Engine) -> list[Done]:
    """Return what the trails say was completed and not undone."""
    with engine.database.snapshot() as connection:
        return [Done(*row) for row in connection.execute(_DONE)]


def play(robot: Robot, cases: Iterable[str], rounds: int, step: timedelta) -> None:
    """Let everybody work on the cases, the first as soon as it comes, each of the others some time later than the one before."""
    for case in cases:
        robot.advance(f"PT{int(step.total_seconds())}S")
        for _ in range(rounds):
            robot.round(case)
            robot.advance("PT31H")
