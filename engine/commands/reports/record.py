"""Record how far a case has come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from engine.commands.reports.answering import require_answering
from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.receipt import Receipt
from engine.store import answering
from engine.store.progress_writing import Said, write
from engine.store.sight import Seen
from engine.store.work import Event

Rows = Sequence[Mapping[str, Any]]
# Columns whose value is the id of something that has to be there.
REFERRING: Final = frozenset(("id", "unit_id", "responsible_id"))


@dataclass(frozen=True)
class RecordProgress:
    """Write rows of one kind: milestones, risks, rollout or budget (one row); their keys are columns.

    Raises NotFoundError, ForbiddenError (not the case's project leader or assignment owner), ConflictError (it is suspended
    or has ended) and InvalidError (a row refers to what is not in the case or the organisation).
    """

    case_id: UUID
    kind: str
    rows: tuple[Mapping[str, Any], ...]

    def run(self, desk: Desk) -> Receipt:
        """Check what the rows refer to, write them, and tell of it in the trail."""
        require(desk.actor, Permission.REPORT_WRITE)
        case, _, _ = require_answering(desk, self.case_id)
        for number, row in enumerate(self.rows):
            _check(desk, case, self.kind, number, row)
        _WRITE[self.kind](desk, case.id, self.rows)
        details = {"what": self.kind, "count": len(self.rows)}
        desk.work.record(Event("progress-recorded", case.id, details=details))
        return Receipt({"id": str(case.id), "number": case.number})


def _milestones(desk: Desk, case_id: UUID, rows: Rows) -> None:
    write(desk.connection, case_id, Said(milestones=rows), desk.person_id, desk.now)


def _risks(desk: Desk, case_id: UUID, rows: Rows) -> None:
    write(desk.connection, case_id, Said(risks=rows), desk.person_id, desk.now)


def _rollout(desk: Desk, case_id: UUID, rows: Rows) -> None:
    write(desk.connection, case_id, Said(rollout=rows), desk.person_id, desk.now)


def _budget(desk: Desk, case_id: UUID, rows: Rows) -> None:
    write(desk.connection, case_id, Said(budget=rows[0]), desk.person_id, desk.now)


_WRITE: Final[Mapping[str, Callable[[Desk, UUID, Rows], None]]] = {
    "milestones": _milestones,
    "risks": _risks,
    "rollout": _rollout,
    "budget": _budget,
}


def _check(desk: Desk, case: Seen, kind: str, number: int, row: Mapping[str, Any]) -> None:
    for name in REFERRING & row.keys():
        at = (case.id, case.organisation_id)
        if row[name] is not None and not answering.is_there(desk.connection, at, kind, name, row[name]):
            raise InvalidError.at(
                f"/items/{number}/{name.removesuffix('_id')}",
                "Raden gäller något som inte finns i ärendet. Välj något av det som finns.",
                "The row is about something that is not in the case. Choose something that is.",
            )
