"""How far a case has come: milestones, risks, roll-out, money and hours, measurements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible
from engine.queries.reports.rows import BudgetRow, MeasurementRow, MilestoneRow, RiskRow, RolloutRow
from engine.store import progress

_MEASURED = text("""
SELECT m.id, m.goal_id, g.name AS goal, m.unit_id, u.name AS unit, m.value, g.measured_in, m.measured_on, m.source,
       m.comment, p.name AS recorded_by
  FROM measurement m JOIN goal g ON g.id = m.goal_id JOIN person p ON p.id = m.recorded_by
  LEFT JOIN unit u ON u.id = m.unit_id
 WHERE g.case_id = :case ORDER BY m.measured_on DESC, m.recorded_at DESC, m.id
""")
# What the forms call the columns.
_MILESTONE: Final = {
    "milstolpe": "id",
    "namn": "name",
    "planerad": "planned_on",
    "prognos": "forecast_on",
    "utfall": "reached_on",
}
_RISK: Final = {
    "risk": "id",
    "beskrivning": "description",
    "orsak": "cause",
    "sannolikhet": "likelihood",
    "konsekvens": "consequence",
    "atgard": "action",
    "ansvarig": "responsible_id",
    "status": "status",
}
_BUDGET: Final = {
    "budget_sek": "planned",
    "utfall_sek": "used",
    "prognos_sek": "forecast",
    "timmar_plan": "hours_planned",
    "timmar_utfall": "hours_used",
    "kommentar": "comment",
}


@dataclass(frozen=True)
class MilestonesOf:
    """The milestones of a case, in their order."""

    case_id: UUID

    def run(self, view: View) -> tuple[MilestoneRow, ...]:
        """Return them all."""
        require(view.actor, Permission.CASE_READ)
        found = progress.milestones_of(view.connection, _seen(view, self.case_id))
        return tuple(MilestoneRow(**_renamed(row, _MILESTONE)) for row in found)


@dataclass(frozen=True)
class RisksOf:
    """The open risks of a case, the worst first."""

    case_id: UUID

    def run(self, view: View) -> tuple[RiskRow, ...]:
        """Return them all."""
        require(view.actor, Permission.CASE_READ)
        found = progress.risks_of(view.connection, _seen(view, self.case_id))
        return tuple(
            RiskRow(**_renamed(row, _RISK), value=row["sannolikhet"] * row["konsekvens"]) for row in found
        )


@dataclass(frozen=True)
class RolloutOf:
    """How far the areas and units of a case have come."""

    case_id: UUID

    def run(self, view: View) -> tuple[RolloutRow, ...]:
        """Return each area and unit that the case concerns."""
        require(view.actor, Permission.CASE_READ)
        found = progress.rollout_of(view.connection, _seen(view, self.case_id))
        return tuple(_rolled_out(row) for row in found)


@dataclass(frozen=True)
class BudgetOf:
    """The money and hours of a case."""

    case_id: UUID

    def run(self, view: View) -> tuple[BudgetRow, ...]:
        """Return one row, or none while nobody has said any."""
        require(view.actor, Permission.CASE_READ)
        found = progress.budget_of(view.connection, _seen(view, self.case_id))
        return (BudgetRow(**_renamed(found, _BUDGET)),) if found else ()


@dataclass(frozen=True)
class MeasurementsOf:
    """The measurements of the goals of a case, the latest first."""

    case_id: UUID

    def run(self, view: View) -> Sequence[MeasurementRow]:
        """Return them all."""
        require(view.actor, Permission.CASE_READ)
        rows = view.connection.execute(_MEASURED, {"case": _seen(view, self.case_id)})
        return [MeasurementRow(**row._mapping) for row in rows]  # noqa: SLF001  SQLAlchemy's public name


def _seen(view: View, case_id: UUID) -> UUID:
    found: UUID = visible(view, case_id).id
    return found


def _renamed(row: Mapping[str, Any], called: Mapping[str, str]) -> dict[str, Any]:
    return {name: row[key] for key, name in called.items()}


def _rolled_out(row: Mapping[str, Any]) -> RolloutRow:
    return RolloutRow(
        unit_id=row["enhet"]["id"],
        unit=row["enhet"]["namn"],
        unit_kind=row["enhet"]["typ"],
        status=row["status"],
        planned_on=row["planerad"],
        done_on=row["infort"],
        units_total=row["enheter_totalt"],
        units_done=row["enheter_inforda"],
        comment=row["kommentar"],
    )
