"""Ask another person for help with a task, give it back, or take it back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands.helping import ASKED, ENDED, GIVEN, give_back, hand_over, record
from engine.commands.lending import receiver
from engine.commands.taking import in_hand, work_on
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, InvalidError
from engine.governance.permissions import Permission, require
from engine.store import tasks

LONGEST = 2000


@dataclass(frozen=True)
class AskForHelp:
    """Let another person of the organisation, with whatever role or none, write the draft of a task of one's own.

    The right to the task, and the decision in it, stay with the one who asks. Raises NotFoundError, ForbiddenError (not
    yours), ConflictError (another helps already) and InvalidError (yourself, or a note that is too long). Twice is once.
    """

    task_id: UUID
    person_id: UUID
    note: str = ""

    def run(self, desk: Desk) -> None:
        """Make the task the actor's, and the person its helper with what has been written so far."""
        require(desk.actor, Permission.TASK_WORK)
        taken = work_on(desk, in_hand(desk, self.task_id))
        name = receiver(desk, self.person_id, desk.person_id)
        _short(self.note)
        if self.person_id in taken.task.conflicts:
            raise ForbiddenError(
                f"{name} har anmält jäv i uppgiften och hjälper inte till med den. Be någon annan.",
                f"{name} has declared a conflict of interest in the task and does not help with it. Ask somebody else.",
            )
        if taken.task.helper_id == self.person_id:
            return
        if taken.task.helper_id is not None:
            raise ConflictError(
                "En annan person hjälper redan till. Ta tillbaka uppgiften först.",
                "Another person helps already. Take the task back first.",
            )
        told: dict[str, Any] = {
            "state": ASKED,
            "helper": {"id": str(self.person_id), "namn": name},
            "owner": {"id": str(desk.person_id), "namn": desk.actor.name},
            "note": self.note,
            "reply": "",
            "at": desk.now.isoformat(),
        }
        tasks.keep_help(desk.connection, self.task_id, (desk.person_id, self.person_id), told)
        hand_over(desk, taken, desk.person_id, self.person_id)
        record(desk, taken, told)


@dataclass(frozen=True)
class GiveBack:
    """Give the task back, with what one has written as a draft, to the one who asked for help. Twice is once.

    Raises NotFoundError, ForbiddenError (you do not help with it) and InvalidError (a reply that is too long).
    """

    task_id: UUID
    reply: str = ""

    def run(self, desk: Desk) -> None:
        """End the help; the draft goes to the one who asked."""
        require(desk.actor, Permission.TASK_PREPARE)
        hand = in_hand(desk, self.task_id)
        _short(self.reply)
        if hand.task.helper_id == desk.person_id:
            give_back(desk, hand, GIVEN, self.reply)
            return
        told = tasks.help_of(desk.connection, self.task_id)
        if told.get("helper", {}).get("id") != str(desk.person_id) or told["state"] != GIVEN:
            raise ForbiddenError(
                "Du hjälper inte till med uppgiften. Den som gör uppgiften kan be dig om hjälp igen.",
                "You do not help with the task. Whoever does it can ask you for help again.",
            )


@dataclass(frozen=True)
class TakeBack:
    """Take a task of one's own back from the one who helps, with what has been written so far. Twice is once.

    Raises NotFoundError, ForbiddenError and ConflictError (not yours, or ended).
    """

    task_id: UUID

    def run(self, desk: Desk) -> None:
        """End the help."""
        require(desk.actor, Permission.TASK_WORK)
        taken = work_on(desk, in_hand(desk, self.task_id))
        if taken.task.helper_id is not None:
            give_back(desk, taken, ENDED)


def _short(text: str) -> None:
    if len(text) > LONGEST:
        raise InvalidError(f"Skriv högst {LONGEST} tecken.", f"Write at most {LONGEST} characters.")
