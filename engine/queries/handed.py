"""What a task tells of its way from hand to hand: the help with it, and its being sent back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class HelpRow:
    """The latest help with a task: the helper's and the doer's ids and names, what was asked and answered.

    `state`: asked (the helper has it), given (the helper has given it back) or ended (the doer has taken it back).
    """

    state: str
    helper_id: UUID
    helper: str
    owner_id: UUID
    owner: str
    note: str
    reply: str
    at: datetime


@dataclass(frozen=True)
class ReturnedRow:
    """Who sent a task back, when and why."""

    by: str
    reason: str
    at: datetime


def helped(told: dict[str, Any] | None) -> HelpRow | None:
    """Return what is kept with a task of the help with it, None if nobody was ever asked."""
    if told is None:
        return None
    helper, owner = told["helper"], told["owner"]
    return HelpRow(
        told["state"],
        UUID(helper["id"]),
        helper["namn"],
        UUID(owner["id"]),
        owner["namn"],
        told["note"],
        told["reply"],
        datetime.fromisoformat(told["at"]),
    )


def returned(told: dict[str, Any] | None) -> ReturnedRow | None:
    """Return what is kept with a task of its being sent back, None if it never was."""
    if told is None:
        return None
    return ReturnedRow(told["by"]["namn"], told["reason"], datetime.fromisoformat(told["at"]))
