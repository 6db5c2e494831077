"""The next status report of a case: its number, the task to write it in, and what it begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible
from engine.queries.reports.rows import NextRow
from engine.store import reports, sight
from engine.store.reports import Basis
from engine.store.sight import MY_SEATS, REACHES
from forms.jsonable import jsonable

FORM: Final = "f_statusrapport"
# As many risks as a page of slides shows.
TOP: Final = 5
# Carried over from the last report, since it seldom changes.
CARRIED: Final = ("prognos_slut", "sandlista", "beroenden")
_TASK = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT t.id, t.due_at FROM task t JOIN "case" c ON c.id = t.case_id JOIN mine m ON m.id = t.seat_id AND {REACHES}
 WHERE t.case_id = :case AND t.state = 'open' AND t.form = '{FORM}' ORDER BY t.created_at LIMIT 1
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
            answers=jsonable(_begun(view, basis)),
        )


def _task(view: View, case_id: UUID) -> Row[Any] | None:
    asked = {**sight.mine(view.actor, view.now), "case": case_id}
    return view.connection.execute(_TASK, asked).one_or_none()


def _begun(view: View, basis: Basis) -> dict[str, Any]:
    today, last = clock.day(view.now), basis.last or {}
    content: Mapping[str, Any] = last.get("innehall", {})
    carried = {name: content[name] for name in CARRIED if content.get(name)}
    return {
        "period_fran": last.get("period_till", today),
        "period_till": today,
        **carried,
        "milstolpar": [_without(one, "namn") for one in basis.milestones],
        "ekonomi": basis.budget,
        "genomfort": [{"text": one["text"]} for one in content.get("nasta_steg", ())],
        "risker": [_without(one, "beskrivning") for one in basis.risks[:TOP]],
        "effektmal": [_of_goal(one) for one in basis.goals],
        "inforandegrad": basis.rollout,
    }


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a row without the name of what it chooses."""
    return {key: value for key, value in row.items() if key != name and value is not None}


def _of_goal(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("effektmal", "senaste_varde", "matdatum") if row[key] is not None}
