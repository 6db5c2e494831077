"""Realised benefits: of what was promised in all cases, what has been reached; by goal, by area and unit, and by owner."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance import benefits
from engine.governance.answering import OWNER, played
from engine.governance.benefits import Part, Total, Value
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import reader
from engine.queries.reports.benefit_groups import Group, PartRow, by_owner, by_unit, grouped
from engine.queries.tasks.filters import one_of
from engine.store.sight import MY_SEATS, VISIBLE

REACHED, ON_WAY, NOT_REACHED = "reached", "on_way", "not_reached"
NOT_JUDGED, WRITTEN_OFF = "not_judged", "written_off"
STATES: Final = (REACHED, ON_WAY, NOT_REACHED, NOT_JUDGED, WRITTEN_OFF)
# More than an organisation has; what is beyond is not counted, and the answer says so.
MOST: Final = 10_000
_ENDED: Final = {"uppnatt": REACHED, "ej_uppnatt": NOT_REACHED, "avskrivet": WRITTEN_OFF}
_JUDGED: Final = {"uppnatt": REACHED, "pa_vag": ON_WAY, "ej_uppnatt": NOT_REACHED}
_WHERE: Final[Mapping[str, str]] = {
    "case": "c.id = :case",
    "process": "c.process = :process",
    # What concerns a unit under it concerns the unit.
    "unit": """(EXISTS (SELECT 1 FROM goal_share h JOIN below b ON b.id = h.unit_id WHERE h.goal_id = g.id)
                OR EXISTS (SELECT 1 FROM measurement m JOIN below b ON b.id = m.unit_id WHERE m.goal_id = g.id))""",
    "owner": "EXISTS (SELECT 1 FROM unnest(own.ids) o WHERE o = :owner)",
}
_GOALS: Final = """
WITH RECURSIVE {seats},
  below (id) AS (SELECT u.id FROM unit u WHERE u.id = cast(:unit AS uuid) AND u.organisation_id = :organisation
                 UNION SELECT u.id FROM unit u JOIN below ON u.parent_id = below.id)
SELECT g.id, g.name, g.measured_in, g.baseline, g.target, g.direction, g.end_on, g.status, c.id AS case_id, c.number, c.title,
       c.process, coalesce(own.names, '{{}}') AS owners,
       (SELECT h.assessment FROM goal_history h WHERE h.goal_id = g.id AND h.assessment IS NOT NULL
         ORDER BY h.recorded_at DESC LIMIT 1) AS assessment,
       (SELECT jsonb_agg(jsonb_build_array(s.unit_id, s.baseline::text, s.target::text)) FROM goal_share s WHERE s.goal_id = g.id)
         AS shares,
       (SELECT jsonb_agg(jsonb_build_array(m.unit_id, m.value::text, m.measured_on) ORDER BY m.measured_on, m.recorded_at, m.id)
          FROM measurement m WHERE m.goal_id = g.id) AS measured,
       EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open' AND t.form = 'f_matning' AND t.item = g.name
                  AND t.due_at < :now) AS late
  FROM goal g JOIN "case" c ON c.id = g.case_id
  LEFT JOIN LATERAL (SELECT array_agg(DISTINCT p.name) AS names, array_agg(p.id) AS ids
                       FROM seat z JOIN role_assignment a ON a.seat_id = z.id JOIN person p ON p.id = a.person_id
                      WHERE z.organisation_id = c.organisation_id AND z.role = :role AND z.scope_id = c.id
                        AND (a.valid_to IS NULL OR a.valid_to >= least(:today, coalesce((c.ended_at AT TIME ZONE 'Europe/Stockholm')::date, :today)))) own ON true
 WHERE c.organisation_id = :organisation AND {visible} AND g.status <> 'foreslaget'{where}
 ORDER BY c.number, g.name, g.id LIMIT :most
"""
_UNITS: Final = text("""
SELECT u.id, u.name, u.code, a.id AS area_id, a.name AS area, a.code AS area_code
  FROM unit u LEFT JOIN unit a ON a.id = u.parent_id WHERE u.id = ANY (:ids)
""")


@dataclass(frozen=True)
class BenefitRow:
    """A promised goal and what has been realised of it, in per cent of the way (None: not measured, or no way to go).

    `late`: some unit is past its day to measure.
    """

    id: UUID
    name: str
    case_id: UUID
    number: str
    title: str
    process: str
    owners: tuple[str, ...]
    measured_in: str
    baseline: Decimal
    target: Decimal
    direction: str
    end_on: date
    state: str
    total: Total | None
    realised: int | None
    late: bool
    parts: tuple[PartRow, ...]


@dataclass(frozen=True)
class BenefitPage:
    """Goals by case and name; `counts` by state, `realised` of all in per cent, and the groups are of all that the filters leave.

    `next` is the number of goals before the next page; `cut`: there are more goals than are counted.
    """

    items: tuple[BenefitRow, ...]
    next: int | None
    counts: Mapping[str, int]
    realised: int | None
    areas: tuple[Group, ...]
    owners: tuple[Group, ...]
    cut: bool


@dataclass(frozen=True)
class Benefits:
    """What has been realised of what was promised? `unit` finds what is under it too; `state` is one of STATES."""

    case: UUID | None = None
    process: str | None = None
    unit: UUID | None = None
    owner: UUID | None = None
    state: str | None = None
    limit: int = 50
    after: int = 0

    def run(self, view: View) -> BenefitPage:
        """Return a page of them; only goals of cases that the reader may see, and none that is only proposed."""
        require(view.actor, Permission.CASE_READ)
        rows = [_row(row) for row in self._found(view)]
        cut = len(rows) > MOST
        if self.state:
            rows = [row for row in rows if row.state == one_of("state", self.state, STATES)]
        rows = rows[:MOST]
        end = self.after + self.limit
        return BenefitPage(
            items=tuple(rows[self.after : end]),
            next=end if len(rows) > end else None,
            counts={state: sum(row.state == state for row in rows) for state in STATES},
            realised=grouped(rows).realised if rows else None,
            areas=by_unit(rows, _units(view, rows)),
            owners=by_owner(rows),
            cut=cut,
        )

    def _found(self, view: View) -> Sequence[Row[Any]]:
        chosen = [name for name in _WHERE if getattr(self, name)]
        values: dict[str, Any] = {
            **reader(view),
            "most": MOST + 1,
            "unit": self.unit,
            "role": played(view.profile, OWNER),
            "today": clock.day(view.now),
            **{name: getattr(self, name) for name in chosen},
        }
        where = "".join(f" AND {_WHERE[name]}" for name in chosen)
        asked = _GOALS.format(seats=MY_SEATS, visible=VISIBLE, where=where)
        return view.connection.execute(text(asked), values).all()


def _row(row: Row[Any]) -> BenefitRow:
    parts = [Part(UUID(unit), _number(low), _number(high)) for unit, low, high in row.shares or ()]
    values = [
        Value(UUID(unit) if unit else None, Decimal(value), date.fromisoformat(day))
        for unit, value, day in row.measured or ()
    ]
    totals = benefits.series(row.target, parts, values)
    total = totals[-1] if totals else None
    same: Callable[[str], Any] = lambda name: getattr(row, name)  # noqa: E731
    return BenefitRow(
        **{name: same(name) for name in _AS_THEY_ARE},
        owners=tuple(row.owners),
        state=_ENDED.get(row.status) or _JUDGED.get(row.assessment or "", NOT_JUDGED),
        total=total,
        realised=benefits.realised(row.baseline, row.target, total.value if total else None),
        parts=tuple(_parts(row, parts, values)),
    )


_AS_THEY_ARE: Final = (
    *(
        "id",
        "name",
        "case_id",
        "number",
        "title",
        "process",
        "measured_in",
        "baseline",
        "target",
        "direction",
    ),
    *("end_on", "late"),
)


def _parts(row: Row[Any], parts: Sequence[Part], values: Sequence[Value]) -> list[PartRow]:
    """Return each unit's part; a unit without numbers of its own has those of the goal."""
    latest = {one.unit_id: one.value for one in benefits.counting(values)}
    own = {part.unit_id: part for part in parts}
    known = own.keys() | {unit for unit in latest if unit}
    found = []
    for unit in known:
        part = own.get(unit, Part(unit, None, None))
        target = row.target if part.target is None else part.target
        baseline = row.baseline if part.baseline is None else part.baseline
        last = latest.get(unit)
        hit = last is not None and benefits.reached(row.direction, target, last)
        found.append(PartRow(unit, last, hit, benefits.realised(baseline, target, last)))
    return found


def _number(written: str | None) -> Decimal | None:
    return Decimal(written) if written else None


def _units(view: View, rows: Sequence[BenefitRow]) -> Mapping[UUID, Row[Any]]:
    ids = {part.unit_id for row in rows for part in row.parts}
    return {row.id: row for row in view.connection.execute(_UNITS, {"ids": list(ids)})}
