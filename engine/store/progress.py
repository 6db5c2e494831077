"""How far a case has come, as status reports tell it: milestones, risks, roll-out, money and hours, goals."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store import rows as many
from engine.store.tables import budget, milestone, risk, rollout

OPEN_RISK: Final = "oppen"
# Each unit that the case concerns or that has come some way; an area counts the units under it.
_ROLLOUT = text("""
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
""")
_GOALS = text("""
SELECT g.id, g.name, g.baseline, g.target, g.measured_in, g.end_on, g.status, m.value, m.measured_on
  FROM goal g LEFT JOIN LATERAL (SELECT value, measured_on FROM measurement
                                  WHERE goal_id = g.id ORDER BY measured_on DESC, recorded_at DESC LIMIT 1) m ON true
 WHERE g.case_id = :case AND g.status <> 'avskrivet' ORDER BY g.end_on, g.name, g.id
""")


def write_milestones(connection: Connection, case_id: UUID, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add milestones, and change those with an `id`: name, planned_on, forecast_on, reached_on. Others stay."""
    known = set(connection.execute(select(milestone.c.id).where(milestone.c.case_id == case_id)).scalars())
    for place, row in enumerate(rows):
        values = {**row, "position": place}
        one = values.pop("id", None)
        if one in known:
            connection.execute(update(milestone).where(milestone.c.id == one).values(**values))
        else:
            connection.execute(insert(milestone).values(id=uuid4(), case_id=case_id, **values))


def write_risks(
    connection: Connection, case_id: UUID, rows: Sequence[Mapping[str, Any]], at: datetime
) -> None:
    """Add risks, and change those with an `id`. One that is no longer open gets the instant when it was closed."""
    found = connection.execute(select(risk.c.id, risk.c.closed_at).where(risk.c.case_id == case_id))
    known = {row.id: row.closed_at for row in found}
    for row in rows:
        values = {"status": OPEN_RISK, **row}
        one = values.pop("id", None)
        values["closed_at"] = None if values["status"] == OPEN_RISK else known.get(one) or at
        if one in known:
            connection.execute(update(risk).where(risk.c.id == one).values(**values))
        else:
            connection.execute(insert(risk).values(id=uuid4(), case_id=case_id, raised_at=at, **values))


def write_rollout(
    connection: Connection, case_id: UUID, rows: Sequence[Mapping[str, Any]], at: datetime, *, once: bool
) -> None:
    """Write how far units have come: unit_id, status and what else is known. `once`: those that have a row keep it."""
    for row in rows:
        whole = {"case_id": case_id, "changed_at": at, **row}
        statement = upsert(rollout).values(**whole)
        keys = ["case_id", "unit_id"]
        changed = {name: value for name, value in whole.items() if name not in keys}
        connection.execute(
            statement.on_conflict_do_nothing()
            if once
            else statement.on_conflict_do_update(index_elements=keys, set_=changed)
        )


def write_budget(
    connection: Connection, case_id: UUID, row: Mapping[str, Any], by: UUID | None, at: datetime
) -> None:
    """Write the money and hours of a case: planned, used, forecast, hours_planned, hours_used, comment."""
    whole = {"case_id": case_id, **row, "changed_by": by, "changed_at": at}
    many.put(connection, budget, whole, ["case_id"])


def milestones_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the milestones in their order."""
    asked = select(milestone).where(milestone.c.case_id == case_id)
    ordered = asked.order_by(milestone.c.position, milestone.c.planned_on, milestone.c.id)
    return [
        {
            "milstolpe": str(row.id),
            "namn": row.name,
            "planerad": row.planned_on,
            "prognos": row.forecast_on,
            "utfall": row.reached_on,
        }
        for row in connection.execute(ordered)
    ]


def risks_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the open risks, the worst first."""
    asked = select(risk).where(risk.c.case_id == case_id, risk.c.status == OPEN_RISK)
    ordered = asked.order_by((risk.c.likelihood * risk.c.consequence).desc(), risk.c.raised_at, risk.c.id)
    return [
        {
            "risk": str(row.id),
            "beskrivning": row.description,
            "orsak": row.cause,
            "sannolikhet": row.likelihood,
            "konsekvens": row.consequence,
            "atgard": row.action,
            "ansvarig": str(row.responsible_id) if row.responsible_id else None,
            "status": row.status,
        }
        for row in connection.execute(ordered)
    ]


def goals_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the goals that are not written off, each with its latest measurement."""
    return [
        {
            "effektmal": str(row.id),
            "namn": row.name,
            "baslinje": row.baseline,
            "malvarde": row.target,
            "matenhet": row.measured_in,
            "senaste_varde": row.value,
            "matdatum": row.measured_on,
            "slutdatum": row.end_on,
        }
        for row in connection.execute(_GOALS, {"case": case_id})
    ]


def rollout_of(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return how far the areas and units of the case have come."""
    return [
        {
            "enhet": {"id": str(row.id), "namn": row.name, "typ": row.kind},
            "status": row.status or _reached(row.total, row.done, row.begun),
            "planerad": row.planned_on,
            "infort": row.done_on,
            "enheter_totalt": row.total,
            "enheter_inforda": row.done,
            "kommentar": row.comment,
        }
        for row in connection.execute(_ROLLOUT, {"case": case_id})
    ]


def _reached(total: int | None, done: int | None, begun: int) -> str:
    if total and done == total:
        return "infort"
    return "pagar" if begun else "ej_paborjat"


def budget_of(connection: Connection, case_id: UUID) -> dict[str, Any]:
    """Return the money and hours, empty when nobody has said any."""
    row = connection.execute(select(budget).where(budget.c.case_id == case_id)).one_or_none()
    if row is None:
        return {}
    return {
        "budget_sek": row.planned,
        "utfall_sek": row.used,
        "prognos_sek": row.forecast,
        "timmar_plan": row.hours_planned,
        "timmar_utfall": row.hours_used,
        "kommentar": row.comment,
    }
