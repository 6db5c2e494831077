"""The benefit goals of a case, with what was measured last."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible

_GOALS: Final = text("""
SELECT g.id, g.name, g.measured_in, g.baseline, g.baseline_on, g.target, g.end_on, g.direction, g.status
  FROM goal g WHERE g.case_id = :case ORDER BY g.name, g.id
""")
_LATEST: Final = text("""
SELECT DISTINCT ON (m.goal_id, m.unit_id) m.goal_id, m.value, m.measured_on, u.name AS unit
  FROM measurement m JOIN goal g ON g.id = m.goal_id LEFT JOIN unit u ON u.id = m.unit_id
 WHERE g.case_id = :case ORDER BY m.goal_id, m.unit_id, m.measured_on DESC, m.recorded_at DESC
""")


@dataclass(frozen=True)
class Measured:
    """The latest value of a goal in a unit (None: in no unit)."""

    value: Decimal
    measured_on: date
    unit: str | None


@dataclass(frozen=True)
class GoalRow:
    """A benefit goal of the case. `latest`: what was measured last in each unit, the latest first."""

    id: UUID
    name: str
    measured_in: str
    baseline: Decimal
    baseline_on: date
    target: Decimal
    end_on: date
    direction: str
    status: str
    latest: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class Goals:
    """Which goals does the case have, and how far have they come?"""

    case_id: UUID

    def run(self, view: View) -> tuple[GoalRow, ...]:
        """Return them by name; raises NotFoundError for a case that the reader may not see."""
        require(view.actor, Permission.CASE_READ)
        asked = {"case": visible(view, self.case_id).id}
        latest: dict[UUID, list[Measured]] = {}
        for row in view.connection.execute(_LATEST, asked):
            latest.setdefault(row.goal_id, []).append(Measured(row.value, row.measured_on, row.unit))
        for some in latest.values():
            some.sort(key=lambda one: (-one.measured_on.toordinal(), one.unit or ""))
        return tuple(
            GoalRow(**row._mapping, latest=tuple(latest.get(row.id, ())))  # noqa: SLF001  SQLAlchemy's public name
            for row in view.connection.execute(_GOALS, asked)
        )
