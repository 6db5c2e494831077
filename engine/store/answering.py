"""Who answers for a case, and what rows about it may refer to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, select, text

from engine import clock
from engine.store.members import NOW
from engine.store.sight import MY_SEATS
from engine.store.tables import milestone, person, risk, unit

_HOLDERS = text(f"""
SELECT DISTINCT h.person_id FROM holding h JOIN seat s ON s.id = h.seat_id
 WHERE s.scope_id = :case AND s.role = :role AND h.by = 'assignment' AND {NOW}
""")  # noqa: S608  constants
# The units of a case whose seat of a role is mine, or vacant below mine; what is lent for some mandates is no management.
_MANAGED = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT DISTINCT s.scope_id FROM "case" c CROSS JOIN mine m JOIN seat s ON s.id = m.id JOIN unit u ON u.id = s.scope_id
 WHERE c.id = :case AND s.role = :role AND m.mandates IS NULL AND (m.process IS NULL OR m.process = c.process)
   AND (u.id = ANY (c.units) OR u.parent_id = ANY (c.units)
        OR u.id IN (SELECT h.unit_id FROM goal_share h JOIN goal g ON g.id = h.goal_id WHERE g.case_id = c.id))
""")  # noqa: S608  constants
_OF_CASE: Final = {"milestones": milestone, "risks": risk}
_OF_ORGANISATION: Final = {"unit_id": unit, "responsible_id": person}


def holders(connection: Connection, case_id: UUID, role: str, now: datetime) -> list[UUID]:
    """Return who holds a role in the case itself today."""
    asked = {"case": case_id, "role": role, "now": now, "today": clock.day(now)}
    return list(connection.execute(_HOLDERS, asked).scalars())


def managed(connection: Connection, reader: Mapping[str, Any], role: str, case_id: UUID) -> frozenset[UUID]:
    """Return the units of a case that somebody (the parameters of MY_SEATS) manages by a role."""
    return frozenset(connection.execute(_MANAGED, {**reader, "role": role, "case": case_id}).scalars())


def is_there(connection: Connection, case: tuple[UUID, UUID], kind: str, name: str, value: Any) -> bool:
    """Whether what a row of a kind refers to in column `name` is in the case (its id and organisation) or the organisation."""
    case_id, organisation_id = case
    if name in _OF_ORGANISATION:
        table: Table = _OF_ORGANISATION[name]
        within = table.c.organisation_id == organisation_id
    else:
        table = _OF_CASE[kind]
        within = table.c.case_id == case_id
    return connection.execute(select(table.c.id).where(table.c.id == value, within)).first() is not None
