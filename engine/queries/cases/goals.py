"""The benefit goals of a case: what was promised, by whom, and what has been measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance import benefits
from engine.governance.benefits import Part, Total, Value
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible

_GOALS: Final = text("""
SELECT g.id, g.name, g.description, g.measured_in, g.baseline, g.baseline_on, g.target, g.end_on, g.direction, g.interval,
       g.method, g.data_source, g.status, p.name AS responsible,
       coalesce((SELECT jsonb_agg(jsonb_build_object('unit_id', s.unit_id, 'unit', u.name, 'baseline', s.baseline::text,
                                                     'target', s.target::text, 'responsible', q.name) ORDER BY u.code)
                   FROM goal_share s JOIN unit u ON u.id = s.unit_id LEFT JOIN person q ON q.id = s.responsible_id
                  WHERE s.goal_id = g.id), '[]') AS shares
  FROM goal g LEFT JOIN person p ON p.id = g.responsible_id WHERE g.case_id = :case ORDER BY g.name, g.id
""")
_MEASURED: Final = text("""
SELECT m.goal_id, m.unit_id, u.name AS unit, m.value, m.measured_on, m.source, m.comment, p.name AS recorded_by
  FROM measurement m JOIN goal g ON g.id = m.goal_id JOIN person p ON p.id = m.recorded_by LEFT JOIN unit u ON u.id = m.unit_id
 WHERE g.case_id = :case ORDER BY m.measured_on, m.recorded_at, m.id
""")


@dataclass(frozen=True)
class Measured:
    """What was measured on a day in a unit (None: of the whole). `corrected`: a later value of that day counts instead."""

    value: Decimal
    measured_on: date
    unit: str | None
    unit_id: UUID | None = None
    source: str = ""
    comment: str = ""
    recorded_by: str = ""
    corrected: bool = False


@dataclass(frozen=True)
class ShareRow:
    """A unit's part in a goal, with its latest value; a unit that has measured without a share has no numbers to reach."""

    unit_id: UUID
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    responsible: str | None
    latest: Measured | None
    reached: bool | None


@dataclass(frozen=True)
class GoalRow:
    """A benefit goal of the case. `latest`: what was measured last in each unit, the latest first; `totals` by day."""

    id: UUID
    name: str
    description: str
    measured_in: str
    baseline: Decimal
    baseline_on: date
    target: Decimal
    end_on: date
    direction: str
    interval: str
    method: str
    data_source: str
    status: str
    responsible: str | None
    shares: tuple[ShareRow, ...] = ()
    latest: tuple[Measured, ...] = ()
    measured: tuple[Measured, ...] = ()
    totals: tuple[Total, ...] = ()

    @property
    def total(self) -> Total | None:
        """What the goal has come to; None until something has been measured."""
        return self.totals[-1] if self.totals else None


@dataclass(frozen=True)
class Goals:
    """Which goals does the case have, and how far have they come?"""

    case_id: UUID

    def run(self, view: View) -> tuple[GoalRow, ...]:
        """Return them by name; raises NotFoundError for a case that the reader may not see."""
        require(view.actor, Permission.CASE_READ)
        asked = {"case": visible(view, self.case_id).id}
        measured: dict[UUID, list[Measured]] = {}
        for row in view.connection.execute(_MEASURED, asked):
            found = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name
            measured.setdefault(found.pop("goal_id"), []).append(Measured(**found))
        return tuple(_goal(row, measured.get(row.id, [])) for row in view.connection.execute(_GOALS, asked))


def _goal(row: Row[Any], measured: Sequence[Measured]) -> GoalRow:
    found = dict(row._mapping)  # noqa: SLF001  as above
    shares = [_numbers(share) for share in found.pop("shares")]
    latest = {one.unit_id: one for one in measured}
    parts = [Part(one["unit_id"], one["baseline"], one["target"]) for one in shares]
    values = [Value(one.unit_id, one.value, one.measured_on) for one in measured]
    return GoalRow(
        **found,
        shares=tuple(_share(row.direction, one, latest) for one in _with_others(shares, latest)),
        latest=tuple(sorted(latest.values(), key=lambda one: (-one.measured_on.toordinal(), one.unit or ""))),
        measured=tuple(_marked(measured)),
        totals=benefits.series(row.target, parts, values),
    )


def _numbers(share: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: Decimal(share[name]) if share[name] else None for name in ("baseline", "target")}
    return {**share, "unit_id": UUID(share["unit_id"]), **numbers}


def _with_others(
    shares: list[dict[str, Any]], latest: Mapping[UUID | None, Measured]
) -> list[dict[str, Any]]:
    known = {one["unit_id"] for one in shares}
    blank = {"baseline": None, "target": None, "responsible": None}
    others = [
        {**blank, "unit_id": key, "unit": one.unit} for key, one in latest.items() if key not in known and key
    ]
    return [*shares, *sorted(others, key=lambda one: str(one["unit"]))]


def _share(direction: str, share: dict[str, Any], latest: Mapping[UUID | None, Measured]) -> ShareRow:
    last, target = latest.get(share["unit_id"]), share["target"]
    known = last is not None and target is not None
    reached = benefits.reached(direction, target, last.value) if known and last else None
    return ShareRow(**share, latest=last, reached=reached)


def _marked(measured: Sequence[Measured]) -> list[Measured]:
    counts = {(one.unit_id, one.measured_on): one for one in measured}
    return [
        Measured(**{**vars(one), "corrected": counts[one.unit_id, one.measured_on] is not one})
        for one in measured
    ]
