"""The next status report of a case: its number, the task to write it in, and what it begins with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.connectors.read_report_basis import begins_with
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible
from engine.queries.reports.rows import NextRow
from engine.store import reports, sight
from engine.store.sight import MY_SEATS, REACHES
from forms.jsonable import jsonable

_TASK = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT t.id, t.due_at FROM task t JOIN "case" c ON c.id = t.case_id JOIN mine m ON m.id = t.seat_id AND {REACHES}
 WHERE t.case_id = :case AND t.state = 'open' AND t.form = '{reports.FORM}' ORDER BY t.created_at LIMIT 1
""")  # noqa: S608  constants


@dataclass(frozen=True)
class NextReport:
    """What does the next report of the case begin with?"""

    case_id: UUID

    def run(self, view: View) -> NextRow:
        """Return its number and answers from the last report, milestones, risks, goals, money and roll-out."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        basis = reports.basis_of(view.connection, case.id)
        task = _task(view, case.id)
        return NextRow(
            number=basis.number,
            due_at=task.due_at if task else None,
            task_id=task.id if task else None,
            answers=jsonable(begins_with(basis, clock.day(view.now))),
        )


def _task(view: View, case_id: UUID) -> Row[Any] | None:
    asked = {**sight.mine(view.actor, view.now), "case": case_id}
    return view.connection.execute(_TASK, asked).one_or_none()
