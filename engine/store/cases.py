"""Cases: a number of their own, and the row of the instance that runs them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from engine import clock
from engine.store.tables import case, case_counter, instance


def next_number(connection: Connection, organisation_id: UUID, at: datetime) -> str:
    """Take the next case number of the year, e.g. ARB-2026-00012; a rollback gives it back."""
    year = clock.day(at).year
    taken = (
        upsert(case_counter)
        .values(organisation_id=organisation_id, year=year, last=1)
        .on_conflict_do_update(
            index_elements=[case_counter.c.organisation_id, case_counter.c.year],
            set_={"last": case_counter.c.last + 1},
        )
        .returning(case_counter.c.last)
    )
    return f"ARB-{year}-{connection.execute(taken).scalar_one():05d}"


def open_case(connection: Connection, row: dict[str, Any]) -> None:
    """Insert the case itself; `row` has the columns of the table `case` without state."""
    connection.execute(insert(case).values(**row, state="running"))


def fill(connection: Connection, case_id: UUID, seat_id: UUID) -> str | None:
    """Say that the case is to fill the seat; return the number of another running case that is, if there is one."""
    connection.execute(update(case).where(case.c.id == case_id).values(fills_id=seat_id))
    there = (case.c.fills_id == seat_id, case.c.state == "running", case.c.id != case_id)
    found: str | None = connection.execute(select(case.c.number).where(*there).limit(1)).scalar_one_or_none()
    return found


def open_instance(connection: Connection, instance_id: UUID, case_id: UUID, model_hash: str) -> None:
    """Insert the instance; the first step fills it."""
    row = {"id": instance_id, "case_id": case_id, "model_hash": model_hash}
    connection.execute(insert(instance).values(**row, state=b"", version=0, status="running", tokens={}))
