"""Help with a task: the one who does it asks another person to write, and decides and hands in as before."""

from typing import Any, Final
from uuid import UUID

from engine.commands.attaching import references
from engine.commands.taking import InHand, in_hand, still_open, take_in
from engine.desk import Desk
from engine.store import files, tasks
from engine.store.work import Event

ASKED, GIVEN, ENDED = "asked", "given", "ended"
_KINDS: Final = {ASKED: "task-help-asked", GIVEN: "task-help-given", ENDED: "task-help-ended"}


def writing(desk: Desk, task_id: UUID) -> InHand:
    """Take a task in hand to write its draft: as the one who does it, or the one who has been asked to help."""
    hand = in_hand(desk, task_id)
    if hand.task.helper_id is None or hand.task.helper_id != desk.actor.person_id:
        return take_in(desk, hand)
    still_open(hand.task)
    return hand


def give_back(desk: Desk, hand: InHand, state: str, reply: str = "") -> None:
    """End the help; what the helper has written becomes the draft of the one who asked."""
    told = tasks.help_of(desk.connection, hand.task.id)
    owner, helper = UUID(told["owner"]["id"]), UUID(told["helper"]["id"])
    told = {**told, "state": state, "reply": reply, "at": desk.now.isoformat()}
    tasks.keep_help(desk.connection, hand.task.id, (hand.task.assignee_id, None), told)
    hand_over(desk, hand, helper, owner)
    record(desk, hand, told)


def hand_over(desk: Desk, hand: InHand, giver: UUID, taker: UUID) -> None:
    """Give the draft of one person, and the files in it, to another."""
    answers = tasks.hand_draft(desk.connection, hand.task.id, giver, taker)
    wanted = [UUID(str(one["id"])) for one in references(answers)]
    if wanted:
        files.hand(desk.connection, wanted, giver, taker)


def record(desk: Desk, hand: InHand, told: dict[str, Any]) -> None:
    """Write into the trail who helps whom, with both names."""
    details = {
        "task": str(hand.task.id),
        "item": hand.task.item,
        "persons": [told["helper" if told["state"] != GIVEN else "owner"]],
        "note": told["note"] if told["state"] == ASKED else told["reply"],
    }
    desk.work.record(Event(_KINDS[told["state"]], hand.at.locked.case_id, hand.task.element, details))
