"""Who answers for a case, and what rows about it may refer to."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, select, text

from engine import clock
from engine.store.members import NOW
from engine.store.tables import goal, milestone, person, risk, unit

_HOLDERS = text(f"""
SELECT DISTINCT h.person_id FROM holding h JOIN seat s ON s.id = h.seat_id
 WHERE s.scope_id = :case AND s.role = :role AND h.by = 'assignment' AND {NOW}
""")  # noqa: S608  constants
_OF_CASE: Final = {"milestones": milestone, "risks": risk}
_OF_ORGANISATION: Final = {"unit_id": unit, "responsible_id": person}


def holders(connection: Connection, case_id: UUID, role: str, now: datetime) -> list[UUID]:
    """Return who holds a role in the case itself today."""
    asked = {"case": case_id, "role": role, "now": now, "today": clock.day(now)}
    return list(connection.execute(_HOLDERS, asked).scalars())


def is_there(connection: Connection, case: tuple[UUID, UUID], kind: str, name: str, value: Any) -> bool:
    """Whether what a row of a kind refers to in column `name` is in the case (its id and organisation) or the organisation."""
    case_id, organisation_id = case
    if name in _OF_ORGANISATION:
        table: Table = _OF_ORGANISATION[name]
        within = table.c.organisation_id == organisation_id
    else:
        table = goal if name == "goal_id" else _OF_CASE[kind]
        within = table.c.case_id == case_id
    return connection.execute(select(table.c.id).where(table.c.id == value, within)).first() is not None
