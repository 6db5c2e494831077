"""Goals of a case: one that is measured in two units, and one that has not been measured."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from engine.door import Engine
from engine.store import goals, tables

LATER, EARLIER = date(2031, 3, 2), date(2031, 2, 1)
_NUMBERS = {"baseline": Decimal(18), "target": Decimal("8.5"), "direction": "minska", "interval": "P1M"}
_DAYS = {"baseline_on": date(2030, 1, 1), "end_on": date(2031, 12, 31)}
_SAME: dict[str, Any] = {"description": "", "method": "", "measured_in": "minuter"}
_UNITS = select(tables.unit.c.id).where(tables.unit.c.kind == "enhet").order_by(tables.unit.c.name).limit(2)


def measure(engine: Engine, case_id: UUID, person_id: UUID) -> None:
    """Write the goals, and what a person has measured."""
    rows = [
        {"id": uuid4(), "case_id": case_id, "name": name, "status": status, **_NUMBERS, **_SAME, **_DAYS}
        for name, status in (("Tid per besök", "uppnatt"), ("Uteblivna besök", "beslutat"))
    ]
    by = {"goal_id": rows[0]["id"], "recorded_by": person_id, "source": "", "comment": ""}
    with engine.database.transaction() as connection:
        goals.add(connection, rows, ())
        one, other = connection.execute(_UNITS).scalars()
        values = ((one, "17", EARLIER), (one, "10.25", LATER), (other, "9.75", EARLIER))
        found = [
            {**by, "unit_id": unit, "value": Decimal(value), "measured_on": day}
            for unit, value, day in values
        ]
        goals.measure(connection, found, engine.now())
