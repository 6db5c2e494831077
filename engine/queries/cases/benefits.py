"""The goals of a case in full: when each is measured next, what has been said of it, who answers, and where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from engine import clock
from engine.desk import View
from engine.governance import benefits
from engine.governance.answering import MANAGER, OWNER, played
from engine.governance.permissions import Permission, require
from engine.queries.cases.goals import GoalRow, Goals
from engine.queries.cases.list import CaseById
from engine.queries.cases.measuring_days import days_of
from engine.queries.cases.records import Decisions
from engine.queries.rows import CaseRow, DecisionRow
from engine.store import answering
from engine.store.measuring import Measuring, measuring

_SAID: Final = text("""
SELECT h.goal_id, h.recorded_at AS at, coalesce(p.name, 'Räls') AS who, h.status, h.assessment, h.forecast, h.forecast_value,
       h.action, h.end_on, h.decision_id
  FROM goal_history h JOIN goal g ON g.id = h.goal_id LEFT JOIN person p ON p.id = h.recorded_by
 WHERE g.case_id = :case ORDER BY h.recorded_at DESC, h.id
""")
_MANAGERS: Final = text("""
SELECT s.scope_id, array_agg(p.name ORDER BY p.name) AS names
  FROM seat s JOIN role_assignment a ON a.seat_id = s.id JOIN person p ON p.id = a.person_id AND p.active
 WHERE s.role = :role AND s.scope_id = ANY (:units)
   AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today) GROUP BY s.scope_id
""")
_NAMES: Final = text("SELECT name FROM person WHERE id = ANY (:ids) ORDER BY name")
# What a case has decided to reach that is not measured in rounds, as the latest decision says.
_MEASURABLE: Final = text("""
SELECT w.answers -> 'matbara_mal' AS goals FROM submission w JOIN decision d ON d.submission_id = w.id
 WHERE w.case_id = :case AND w.undone_at IS NULL AND jsonb_typeof(w.answers -> 'matbara_mal') = 'array'
 ORDER BY w.submitted_at DESC LIMIT 1
""")


@dataclass(frozen=True)
class SaidRow:
    """What somebody said of a goal: proposed, decided or assessed it. `end_on`: the last day decided or proposed."""

    at: datetime
    who: str
    status: str
    assessment: str | None
    forecast: str
    forecast_value: Decimal | None
    action: str
    end_on: date | None
    decision: DecisionRow | None


@dataclass(frozen=True)
class GoalWhole:
    """A goal with what has been said of it, the latest first. `next`: when each unit (None: the whole) is to measure it.

    `next_on` is the first of those days, `late` the units that are past theirs; `projection` is calculated, nobody's forecast.
    """

    row: GoalRow
    said: tuple[SaidRow, ...]
    next: Mapping[UUID | None, date]
    next_on: date | None
    late: frozenset[UUID | None]
    managers: Mapping[UUID, tuple[str, ...]]
    projection: Decimal | None
    realised: int | None

    @property
    def assessed(self) -> SaidRow | None:
        """The latest assessment."""
        return next((one for one in self.said if one.assessment), None)

    @property
    def written_off(self) -> SaidRow | None:
        """What wrote it off, if it is written off."""
        return self.said[0] if self.said and self.row.status == "avskrivet" else None


@dataclass(frozen=True)
class CaseBenefits:
    """The goals of a case, who answers for them as a whole today, and what the reader may measure."""

    case: CaseRow
    owners: tuple[str, ...]
    goals: tuple[GoalWhole, ...]
    measurable: tuple[Mapping[str, Any], ...]
    may: Measuring


@dataclass(frozen=True)
class BenefitsOf:
    """How far have the goals of a case come, who answers for them, and what has been said of them?"""

    case_id: UUID

    def run(self, view: View) -> CaseBenefits:
        """Return them by name; raises NotFoundError for a case that the reader may not see."""
        require(view.actor, Permission.CASE_READ)
        case, rows = CaseById(self.case_id).run(view), Goals(self.case_id).run(view)
        said, managers = _said(view, case.id), _managers(view, rows)
        days = days_of(view, case.id, rows)
        today = clock.day(view.now)
        goals = tuple(
            _whole(row, said.get(row.id, ()), managers, days.get(row.id, {}), today) for row in rows
        )
        found = view.connection.execute(_MEASURABLE, {"case": case.id}).scalar_one_or_none()
        may = measuring(view.connection, view.actor, view.profile, view.now, case.id)
        return CaseBenefits(case, _owners(view, case.id), goals, tuple(found or ()), may)


def _whole(
    row: GoalRow,
    said: tuple[SaidRow, ...],
    managers: Mapping[UUID, tuple[str, ...]],
    days: Mapping[UUID | None, date],
    today: date,
) -> GoalWhole:
    total = row.total
    return GoalWhole(
        row=row,
        said=said,
        next=days,
        next_on=min(days.values(), default=None),
        late=frozenset(unit for unit, day in days.items() if day < today),
        managers=managers,
        projection=benefits.projection(row.totals, row.end_on) if row.status == "beslutat" else None,
        realised=benefits.realised(row.baseline, row.target, total.value if total else None),
    )


def _said(view: View, case_id: UUID) -> dict[UUID, tuple[SaidRow, ...]]:
    decisions = {one.id: one for one in Decisions(case_id).run(view)}
    found: dict[UUID, tuple[SaidRow, ...]] = {}
    for row in view.connection.execute(_SAID, {"case": case_id}):
        values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name
        goal, decision = values.pop("goal_id"), values.pop("decision_id")
        found[goal] = (*found.get(goal, ()), SaidRow(**values, decision=decisions.get(decision)))
    return found


def _managers(view: View, rows: tuple[GoalRow, ...]) -> dict[UUID, tuple[str, ...]]:
    units = {share.unit_id for row in rows for share in row.shares}
    asked = {
        "role": played(view.profile, MANAGER),
        "units": list(units),
        "today": clock.day(view.now),
    }
    return {row.scope_id: tuple(row.names) for row in view.connection.execute(_MANAGERS, asked)}


def _owners(view: View, case_id: UUID) -> tuple[str, ...]:
    ids = answering.holders(view.connection, case_id, played(view.profile, OWNER), view.now)
    return tuple(view.connection.execute(_NAMES, {"ids": ids}).scalars())
