"""The frozen rows that questions return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engine.queries.handed import HelpRow, ReturnedRow
from forms.text import Text


@dataclass(frozen=True)
class CaseRow:
    """A case in a list. `phase` and `ended_in` are element ids, with their names beside."""

    id: UUID
    number: str
    title: str
    process: str
    process_name: Text
    phase: str | None
    phase_name: Text | None
    state: str
    ended_in: str | None
    ended_name: Text | None
    started_at: datetime
    ended_at: datetime | None
    started_by: str
    open_tasks: int
    comments: int
    files: int
    suspended: bool
    # Why somebody stopped it; None: nobody did.
    cancelled_because: str | None


@dataclass(frozen=True)
class TaskRow:
    """A task in a list."""

    id: UUID
    name: Text
    item: str
    element_id: str
    state: str
    case_id: UUID
    case_number: str
    case_title: str
    case_started_at: datetime
    case_starter: str
    diary_number: str | None
    process: str
    phase_name: Text | None
    role: str
    role_name: Text
    scope_kind: str
    scope_name: str
    mandate: str | None
    mandate_name: Text | None
    assignee_id: UUID | None
    assignee: str | None
    holders: tuple[str, ...]
    due_at: datetime | None
    priority: int
    created_at: datetime
    ended_at: datetime | None
    follow_up_on: date | None
    version: int
    mine: bool
    stands_in: bool
    # By which right the reader has it (assignment, delegation, substitution; None: not at all), and for whom.
    by: str | None
    on_behalf_of: str | None
    # How many there are in the case.
    comments: int
    files: int
    help: HelpRow | None = None
    returned: ReturnedRow | None = None
    # What was answered when the case started, in words, by field: what is asked for with `columns`.
    started_with: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Why:
    """A governing statement behind a task."""

    id: str
    source: str
    text: str
    summary: Text


@dataclass(frozen=True)
class Earlier:
    """What somebody handed in earlier in the case."""

    element_id: str
    name: Text
    person: str
    role_name: Text
    at: datetime
    answers: Mapping[str, Any]
    form: str | None


@dataclass(frozen=True)
class NextRow:
    """What comes next in a case. `kind`: task, process, wait (for an event) or end (of the case).

    `certain` is False when it depends on more than the outcome, `together` True when others must be ready first.
    """

    kind: str
    element_id: str
    name: Text
    role_name: Text | None
    certain: bool
    together: bool


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome that a decision can come to, and what it leads to."""

    value: str
    label: Text
    next: tuple[NextRow, ...]


@dataclass(frozen=True)
class TaskDetail:
    """A task with everything that its page shows.

    `context` is what the form's conditions and choices read, `answers` the draft or what was handed in.
    """

    task: TaskRow
    form: Any
    context: Mapping[str, Any]
    answers: Mapping[str, Any]
    has_draft: bool
    draft_at: datetime | None
    instructions: str
    why: tuple[Why, ...]
    earlier: tuple[Earlier, ...]
    outcomes: tuple[OutcomeRow, ...]
    may_work: bool
    may_assign: bool
    helps: bool  # the reader has been asked to: to write the draft and give it back
    # Whether the reader may try to send it back, or to recall it; what has come of it since is looked at then.
    may_send_back: bool
    may_recall: bool
    may_withdraw_conflict: bool
    refusal: Text | None
    # The time by our clock, for the form's conditions and dates.
    now: datetime

    @property
    def may_write(self) -> bool:
        """Whether the reader may write the draft: to do the task, or to help with it."""
        return self.may_work or self.helps


@dataclass(frozen=True)
class DecisionRow:
    """A decision in a case."""

    id: UUID
    number: int
    element_id: str
    name: Text
    mandate: str
    mandate_name: Text
    role: str
    role_name: Text
    outcome: str
    outcome_name: Text
    reason: str
    decided_on: date
    decider: str
    on_behalf_of: str | None
    by_right: Mapping[str, Any] | None
    recorded_by: str
    participants: tuple[str, ...]
    statements: tuple[str, ...]
    profile_hash: str


@dataclass(frozen=True)
class DecisionInCase:
    """A decision in the register, with the case that it was taken in."""

    decision: DecisionRow
    case_id: UUID
    case_number: str
    case_title: str
    process: str


@dataclass(frozen=True)
class TrailRow:
    """A line of the trail. `person` is None when Räls acted."""

    id: int
    at: datetime
    person: str | None
    on_behalf_of: str | None
    by_right: Mapping[str, Any] | None
    role_name: Text | None
    kind: str
    element_id: str | None
    element_name: Text | None
    details: Mapping[str, Any]
    person_id: UUID | None = None
    # Of a decision: what it came to, by which mandate and under which statements.
    outcome_name: Text | None = None
    mandate: str | None = None
    mandate_name: Text | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepRow:
    """An element of the model in the list of steps, and how it stands in the case.

    `state` is done, now, coming, or skipped (the case ended without it); `open`, `done` and `total` count the instances of a multi-instance. `started_at`
    and `ended_at` tell when it was first entered and last left, in the round that is going on.
    """

    element_id: str
    name: Text
    kind: str
    level: int
    phase: str | None
    role_name: Text | None
    state: str
    open: int
    done: int
    total: int
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class Page:
    """A page of a list; `next` is the cursor of the following page, None at the end."""

    items: tuple[Any, ...]
    next: str | None
