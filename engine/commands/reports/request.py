"""Ask for a status report now, between those of the agreed interval."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from engine.commands import step
from engine.commands.reports.answering import require_answering
from engine.commands.step import Footing, Left
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.answering import LEADER, played
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.store import answering, records, reports
from engine.store.instances import Locked
from engine.store.sight import Seen
from engine.store.work import Event

MESSAGE: Final = "statusrapport_begard"


@dataclass(frozen=True)
class RequestReport:
    """Let the process of the case ask its project leader for a report now; `why` is told to whoever writes it.

    For the project leader and the assignment owner. Raises NotFoundError, ForbiddenError and ConflictError (the case is
    suspended, has ended or does not report now, or a report is being written or received already).
    """

    case_id: UUID
    why: str = ""

    def run(self, desk: Desk) -> None:
        """Give the case the message; the task to write the report follows from it."""
        require(desk.actor, Permission.REPORT_WRITE)
        case, _, locked = require_answering(desk, self.case_id)
        self._give(desk, case, locked)
        leader = played(desk.profile, LEADER)
        told = set(answering.holders(desk.connection, case.id, leader, desk.now)) - {desk.person_id}
        words = {
            "case_id": case.id,
            "subject": f"{desk.actor.name} ber om en statusrapport",
            "subject_en": f"{desk.actor.name} asks for a status report",
            "body": self.why,
        }
        records.notify(desk.connection, [{**words, "person_id": one} for one in sorted(told)], desk.now)

    def _give(self, desk: Desk, case: Seen, locked: Locked) -> None:
        if reports.is_being_written(desk.connection, case.id):
            raise _not_now()
        at = Footing(locked, desk.library.model(locked.model_hash), desk.profile)
        run = running.restore(at.published.model, locked.state, desk.now, desk.calendar)
        if not run.receive(MESSAGE):
            raise _not_now()
        stepped = step.settle(desk, at, run)
        step.write(desk, at, run, stepped, Left(Event("report-requested", details={"reason": self.why})))


def _not_now() -> ConflictError:
    return ConflictError(
        "En rapport skrivs eller tas emot redan, eller så rapporterar ärendet inte nu. Se ärendets uppgifter.",
        "A report is being written or received already, or the case does not report now. See the tasks of the case.",
    )
