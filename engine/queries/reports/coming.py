"""What comes to a part of the organisation: which cases reach it and when, who is affected, and what is expected of it next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import reader
from engine.queries.reports import coming_sql as sql
from forms.text import Text

AREA: Final = "regionomrade"
DONE: Final = "infort"


@dataclass(frozen=True)
class Arrival:
    """Something that reaches the area. `day` None: no day is set. `late`: the day has passed and it is not done.

    `kind`: rollout (the roll-out in a unit: the day it was done, else planned), concerned (a unit that a case names and whose roll-out is not planned:
    the day that was wished for), activity (of a manager's plan for a unit: its first day), milestone (of the case: the day it is foreseen, else planned).
    `status`: ej_paborjat, pagar or infort.
    """

    kind: str
    day: date | None
    name: str
    unit_id: UUID | None
    unit: str | None
    status: str
    late: bool
    case_id: UUID
    case_number: str
    case_title: str


@dataclass(frozen=True)
class Affected:
    """A unit that cases reach, how many, and who holds its roles today: (role, names)."""

    id: UUID
    name: str
    kind: str
    cases: int
    people: tuple[tuple[Text, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Expected:
    """An open task of a role that is held in the area."""

    task_id: UUID
    name: Text
    item: str
    role_name: Text
    unit: str
    holders: tuple[str, ...]
    due_at: datetime | None
    late: bool
    case_id: UUID
    case_number: str
    case_title: str


@dataclass(frozen=True)
class ComingWhole:
    """What comes to a unit and what lies under it. `groups`: whom managers say that they inform; `staff`: staff functions of the cases."""

    id: UUID
    name: str
    kind: str
    on: date
    arrivals: tuple[Arrival, ...]
    affected: tuple[Affected, ...]
    staff: tuple[str, ...]
    groups: tuple[str, ...]
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Coming:
    """What comes to this unit and what lies under it? Of the running cases that the reader may see. Raises NotFoundError."""

    unit_id: UUID

    def run(self, view: View) -> ComingWhole:
        """Return it, by time."""
        require(view.actor, Permission.CASE_READ)
        asked = {**reader(view), "unit": self.unit_id}
        unit = view.connection.execute(text(sql.UNIT), asked).one_or_none()
        if unit is None:
            raise NotFoundError(
                "Enheten finns inte. Välj ett område bland statusrapporterna.",
                "There is no such unit. Choose an area among the status reports.",
            )
        around = view.connection.execute(text(sql.AROUND), asked).one()
        return ComingWhole(
            id=unit.id,
            name=unit.name,
            kind=unit.kind,
            on=clock.day(view.now),
            arrivals=_arrivals(view, view.connection.execute(text(sql.ARRIVALS), asked).all()),
            affected=_affected(view, view.connection.execute(text(sql.AFFECTED), asked).all()),
            staff=tuple(around.staff),
            groups=tuple(around.told),
            expected=tuple(
                _expected(view, row) for row in view.connection.execute(text(sql.EXPECTED), asked)
            ),
        )


def _arrivals(view: View, rows: Iterable[Row[Any]]) -> tuple[Arrival, ...]:
    """Return them by day, what has none last. An area stands for itself only where none of its units does."""
    rows = list(rows)
    units = {row.case_id for row in rows if row.unit_id and row.unit_kind != AREA}
    kept = [row for row in rows if row.unit_kind != AREA or row.case_id not in units]
    found = [_arrival(row, clock.day(view.now)) for row in kept]
    return tuple(
        sorted(found, key=lambda one: (one.day or date.max, one.case_number, one.unit or "", one.name))
    )


def _arrival(row: Row[Any], today: date) -> Arrival:
    day = _day(row.day)
    return Arrival(
        kind=row.kind,
        day=day,
        name=row.name,
        unit_id=row.unit_id,
        unit=row.unit,
        status=row.status,
        late=row.status != DONE and day is not None and day < today,
        case_id=row.case_id,
        case_number=row.number,
        case_title=row.title,
    )


def _day(said: str | None) -> date | None:
    """Return the day that an answer is; a form of another process may ask for something else under the same key."""
    try:
        when = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    return clock.day(when) if when.tzinfo else when.date()


def _affected(view: View, rows: Iterable[Row[Any]]) -> tuple[Affected, ...]:
    return tuple(
        Affected(row.id, row.name, row.kind, row.cases, _people(view, row.people or {})) for row in rows
    )


def _people(view: View, held: Mapping[str, list[str]]) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    return tuple((names.role(view, role), tuple(people)) for role, people in sorted(held.items()))


def _expected(view: View, row: Row[Any]) -> Expected:
    return Expected(
        task_id=row.id,
        name=Text(row.name, row.name_en),
        item=row.item,
        role_name=names.role(view, row.role),
        unit=row.unit,
        holders=tuple(row.holders),
        due_at=row.due_at,
        late=row.due_at is not None and row.due_at < view.now,
        case_id=row.case_id,
        case_number=row.number,
        case_title=row.title,
    )
