"""How far a case has come, as status reports tell it: milestones, risks, roll-out, money and hours, goals."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

OPEN_RISK: Final = "oppen"
# Left out of a report by whoever wrote it.
GONE_RISK: Final = "avford"
# Each unit that the case concerns or that has come some way; an area counts the units under it.
ROLLOUT: Final = """
WITH concerned AS (SELECT unnest(units) AS id FROM "case" WHERE id = :case
                   UNION SELECT unit_id FROM rollout WHERE case_id = :case),
     below AS (SELECT u.parent_id, count(*) AS total, count(*) FILTER (WHERE r.status = 'infort') AS done,
                      count(*) FILTER (WHERE r.status <> 'ej_paborjat') AS begun
                 FROM rollout r JOIN unit u ON u.id = r.unit_id
                WHERE r.case_id = :case AND r.status <> 'ej_aktuellt' GROUP BY u.parent_id)
SELECT u.id, u.name, u.kind, u.parent_id, r.status, r.planned_on, r.done_on, coalesce(r.comment, '') AS comment,
       coalesce(b.total, r.units_total) AS total, coalesce(b.done, r.units_done) AS done, coalesce(b.begun, 0) AS begun
  FROM concerned c JOIN unit u ON u.id = c.id
  LEFT JOIN rollout r ON r.case_id = :case AND r.unit_id = u.id
  LEFT JOIN below b ON b.parent_id = u.id
 WHERE u.kind IN ('regionomrade', 'enhet') ORDER BY u.code
"""
GOALS: Final = """
SELECT g.id, g.name, g.baseline, g.target, g.measured_in, g.end_on, g.status, m.value, m.measured_on
  FROM goal g LEFT JOIN LATERAL (SELECT value, measured_on FROM measurement
                                  WHERE goal_id = g.id ORDER BY measured_on DESC, recorded_at DESC LIMIT 1) m ON true
 WHERE g.case_id = :case AND g.status <> 'avskrivet' ORDER BY g.end_on, g.name, g.id
"""
MILESTONES: Final = (
    "SELECT * FROM milestone WHERE case_id = :case AND removed_at IS NULL ORDER BY position, planned_on, id"
)
RISKS: Final = f"""SELECT * FROM risk WHERE case_id = :case AND status = '{OPEN_RISK}'
  ORDER BY likelihood * consequence DESC, raised_at, id"""  # noqa: S608  a constant
BUDGET: Final = "SELECT * FROM budget WHERE case_id = :case"


def _rows(query: str) -> str:
    return f"(SELECT jsonb_agg(to_jsonb(x)) FROM ({query}) x)"  # noqa: S608  constants


# All of it, as JSON, for a statement that asks for more.
WHOLE: Final = ", ".join(
    (
        *(f"{_rows(query)} AS {name}" for name, query in (("milestones", MILESTONES), ("risks", RISKS))),
        *(f"{_rows(query)} AS {name}" for name, query in (("goals", GOALS), ("rollout", ROLLOUT))),
        f"(SELECT to_jsonb(x) FROM ({BUDGET}) x) AS budget",  # noqa: S608  a constant
    )
)


def milestones_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the milestones in their order."""
    return [
        _milestone(dict(row)) for row in connection.execute(text(MILESTONES), {"case": case_id}).mappings()
    ]


def _milestone(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "milstolpe": str(row["id"]),
        "namn": row["name"],
        "planerad": row["planned_on"],
        "prognos": row["forecast_on"],
        "utfall": row["reached_on"],
    }


def risks_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the open risks, the worst first."""
    return [_risk(dict(row)) for row in connection.execute(text(RISKS), {"case": case_id}).mappings()]


def _risk(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "risk": str(row["id"]),
        "beskrivning": row["description"],
        "orsak": row["cause"],
        "sannolikhet": row["likelihood"],
        "konsekvens": row["consequence"],
        "atgard": row["action"],
        "ansvarig": str(row["responsible_id"]) if row["responsible_id"] else None,
        "status": row["status"],
    }


def goals_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the goals that are not written off, each with its latest measurement."""
    return [_goal(dict(row)) for row in connection.execute(text(GOALS), {"case": case_id}).mappings()]


def _goal(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "effektmal": str(row["id"]),
        "namn": row["name"],
        "baslinje": row["baseline"],
        "malvarde": row["target"],
        "matenhet": row["measured_in"],
        "senaste_varde": row["value"],
        "matdatum": row["measured_on"],
        "slutdatum": row["end_on"],
    }


def rollout_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return how far the areas and units of the case have come."""
    return [_unit(dict(row)) for row in connection.execute(text(ROLLOUT), {"case": case_id}).mappings()]


def _unit(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "enhet": {"id": str(row["id"]), "namn": row["name"], "typ": row["kind"]},
        "status": row["status"] or _reached(row["total"], row["done"], row["begun"]),
        "planerad": row["planned_on"],
        "infort": row["done_on"],
        "enheter_totalt": row["total"],
        "enheter_inforda": row["done"],
        "kommentar": row["comment"],
    }


def _reached(total: int | None, done: int | None, begun: int) -> str:
    if total and done == total:
        return "infort"
    return "pagar" if begun else "ej_paborjat"


def budget_of(connection: Connection, case_id: UUID) -> dict[str, Any]:
    """Return the money and hours, empty when nobody has said any."""
    row = connection.execute(text(BUDGET), {"case": case_id}).mappings().one_or_none()
    return _money(dict(row) if row else None)


def _money(row: Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "budget_sek": row["planned"],
        "utfall_sek": row["used"],
        "prognos_sek": row["forecast"],
        "timmar_plan": row["hours_planned"],
        "timmar_utfall": row["hours_used"],
        "kommentar": row["comment"],
    }


def all_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return milestones, open risks, goals, roll-out and budget of rows that WHOLE has found."""
    return {
        "milestones": [_milestone(typed(row)) for row in found["milestones"] or ()],
        "risks": [_risk(typed(row)) for row in found["risks"] or ()],
        "goals": [_goal(typed(row)) for row in found["goals"] or ()],
        "rollout": [_unit(typed(row)) for row in found["rollout"] or ()],
        "budget": _money(found["budget"]),
    }


def typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row that came as JSON with its days as days."""
    return {
        key: date.fromisoformat(value) if value and key.endswith("_on") else value
        for key, value in row.items()
    }
