"""What has been decided in a case."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import visible
from engine.queries.rows import DecisionRow
from forms.text import Text

_DECISIONS = text("""
SELECT d.*, who.name AS decider, by.name AS recorder FROM decision d
  JOIN person who ON who.id = d.decider_id JOIN person by ON by.id = d.recorded_by
 WHERE d.case_id = :case ORDER BY d.number
""")


@dataclass(frozen=True)
class Decisions:
    """The decisions of a case, in order."""

    case_id: UUID

    def run(self, view: View) -> tuple[DecisionRow, ...]:
        """Return them all; a case has tens, not thousands."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        rows = view.connection.execute(_DECISIONS, {"case": case.id})
        return tuple(decision_row(view, case.model_hash, row) for row in rows)


def decision_row(view: View, model_hash: str, row: Row[Any]) -> DecisionRow:
    """Return a decision as a row for people."""
    return DecisionRow(
        id=row.id,
        number=row.number,
        element_id=row.element,
        name=names.element(view, model_hash, row.element) or Text(row.element, row.element),
        mandate=row.mandate,
        mandate_name=names.mandate(view, row.mandate) or Text(row.mandate, row.mandate),
        role=row.role,
        role_name=names.role(view, row.role),
        outcome=row.outcome,
        outcome_name=names.outcome(view, model_hash, row.element, row.outcome),
        reason=row.reason,
        decided_on=row.decided_on,
        decider=row.decider,
        on_behalf_of=names.lender(row.by_right),
        by_right=row.by_right,
        recorded_by=row.recorder,
        participants=tuple(str(one.get("namn", "")) for one in row.participants),
        statements=tuple(row.statements),
        profile_hash=row.profile_hash,
    )
