"""The frozen rows of status reports, and of how far a case has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from engine.queries.rows import CaseRow
from forms.text import Text


@dataclass(frozen=True)
class ReportRow:
    """A status report in a list. `corrects` is the number of the report that it corrects; `parts` has the colour of each part.

    `late`: it was handed in after its time, which on its last day is when the working day ends.
    """

    id: UUID
    number: int
    period_from: date
    period_to: date
    due_on: date | None
    late: bool
    total: str
    trend: str
    parts: Mapping[str, str]
    submitted_at: datetime
    submitted_by: str
    role: str
    role_name: Text
    corrects: int | None
    received_by: str | None
    received_at: datetime | None
    receipt: str | None


@dataclass(frozen=True)
class ReportWhole:
    """A report with its case, all that was handed in (`content`, as form f_statusrapport is answered) and the one before it.

    `goals` has the goals of the case by id with baseline, target and unit of measure; `corrected_by` the number of a later report
    that corrects this one.
    """

    report: ReportRow
    case: CaseRow
    organisation: str
    leader: str | None
    owner: str | None
    content: Mapping[str, Any]
    goals: Mapping[str, Mapping[str, Any]]
    before: ReportRow | None
    before_content: Mapping[str, Any]
    corrected_by: int | None


@dataclass(frozen=True)
class NextRow:
    """What the next report begins with. `task_id`: the reader's open task to write it in; None: an extra report."""

    number: int
    due_at: datetime | None
    task_id: UUID | None
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone."""

    id: UUID
    name: str
    planned_on: date
    forecast_on: date | None
    reached_on: date | None


@dataclass(frozen=True)
class RiskRow:
    """An open risk; `value` is likelihood times consequence."""

    id: UUID
    description: str
    cause: str
    likelihood: int
    consequence: int
    value: int
    action: str
    responsible_id: UUID | None
    status: str


@dataclass(frozen=True)
class RolloutRow:
    """How far an area or a unit has come; an area counts its units."""

    unit_id: UUID
    unit: str
    unit_kind: str
    status: str
    planned_on: date | None
    done_on: date | None
    units_total: int | None
    units_done: int | None
    comment: str


@dataclass(frozen=True)
class BudgetRow:
    """Money in SEK, and hours: planned, used and foreseen."""

    planned: Decimal | None = None
    used: Decimal | None = None
    forecast: Decimal | None = None
    hours_planned: Decimal | None = None
    hours_used: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True)
class MeasurementRow:
    """A measurement of a goal."""

    id: UUID
    goal_id: UUID
    goal: str
    unit_id: UUID | None
    unit: str | None
    value: Decimal
    measured_in: str
    measured_on: date
    source: str
    comment: str
    recorded_by: str
