"""A whole case, as it is handed out: everything that is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.comments import CommentRow, Comments
from engine.queries.cases.drawing import Steps
from engine.queries.cases.goals import GoalRow, Goals
from engine.queries.cases.list import CaseById, visible
from engine.queries.cases.members import FileRow, Files, MemberRow, Members
from engine.queries.cases.records import Decisions
from engine.queries.cases.trail import MOST, Trail
from engine.queries.rows import CaseRow, DecisionRow, StepRow, TrailRow
from forms.text import Text
from forms.tree import walk

_SUBMITTED: Final = text("""
SELECT w.*, p.name AS person FROM submission w JOIN person p ON p.id = w.person_id
 WHERE w.case_id = :case ORDER BY w.submitted_at, w.id
""")
_ABOUT: Final = text("""
SELECT o.name AS organisation, c.secret, c.diary_number, c.model_hash FROM "case" c
  JOIN organisation o ON o.id = c.organisation_id WHERE c.id = :case
""")


@dataclass(frozen=True)
class SubmissionRow:
    """What somebody handed in. `labels` has what the form calls the answers, by key."""

    id: UUID
    element_id: str
    element_name: Text | None
    form: str | None
    person: str
    on_behalf_of: str | None
    role_name: Text | None
    at: datetime
    answers: Mapping[str, Any]
    labels: Mapping[str, Text]


@dataclass(frozen=True)
class WholeCase:
    """Everything that is kept of a case, in order of time. `at` is when it was handed out."""

    organisation: str
    secret: bool
    diary_number: str | None
    model_hash: str
    at: datetime
    case: CaseRow
    members: tuple[MemberRow, ...]
    decisions: tuple[DecisionRow, ...]
    steps: tuple[StepRow, ...]
    submissions: tuple[SubmissionRow, ...]
    comments: tuple[CommentRow, ...]
    goals: tuple[GoalRow, ...]
    files: tuple[FileRow, ...]
    trail: tuple[TrailRow, ...]


@dataclass(frozen=True)
class CaseWhole:
    """Everything of a case that the reader may see, from one moment."""

    case_id: UUID

    def run(self, view: View) -> WholeCase:
        """Return it; what is withdrawn is only said to be so."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        asked = {"case": case.id}
        about = view.connection.execute(_ABOUT, asked).one()
        submitted = view.connection.execute(_SUBMITTED, asked)
        return WholeCase(
            **about._mapping,  # noqa: SLF001  SQLAlchemy's public name
            at=view.now,
            case=CaseById(case.id).run(view),
            members=Members(case.id).run(view),
            decisions=Decisions(case.id).run(view),
            steps=Steps(case.id).run(view),
            submissions=tuple(_submission(view, case.model_hash, row) for row in submitted),
            comments=Comments(case.id).run(view),
            goals=Goals(case.id).run(view),
            files=Files(case.id).run(view),
            trail=Trail(case.id, MOST).run(view).items[::-1],
        )


def _submission(view: View, model_hash: str, row: Row[Any]) -> SubmissionRow:
    return SubmissionRow(
        id=row.id,
        element_id=row.element,
        element_name=names.element(view, model_hash, row.element),
        form=row.form,
        person=row.person,
        on_behalf_of=names.lender(row.by_right),
        role_name=names.role(view, row.role) if row.role else None,
        at=row.submitted_at,
        answers=row.answers,
        labels=_labels(view, model_hash, row.form),
    )


def _labels(view: View, model_hash: str, key: str | None) -> dict[str, Text]:
    form = view.library.model(model_hash).forms.get(key or "")
    found = (
        (node.address, getattr(node.item, "label", None)) for node in (walk(form.fields) if form else ())
    )
    return {str(address[-1]): label for address, label in found if address and label}
