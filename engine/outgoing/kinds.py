"""What a person can be told of, and how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from engine import clock
from forms.text import Text

AT_ONCE, DIGEST, NOTHING = "at_once", "digest", "nothing"

HOW: Final[Mapping[str, Text]] = {
    AT_ONCE: Text("Mejl genast", "Mail at once"),
    DIGEST: Text("En gång om dagen", "Once a day"),
    NOTHING: Text("Aldrig", "Never"),
}
DIGEST_HOUR: Final = 7


@dataclass(frozen=True)
class Kind:
    """A kind of notification: its name where one chooses, in a subject, and how one is told who has chosen nothing."""

    name: Text
    short: Text
    usual: str = AT_ONCE


KINDS: Final[Mapping[str, Kind]] = {
    "new_task": Kind(Text("Ny uppgift", "New task"), Text("Ny uppgift", "New task")),
    "due_soon": Kind(Text("Uppgift snart dags", "Task due soon"), Text("Snart dags", "Due soon"), DIGEST),
    "overdue": Kind(Text("Försenad uppgift", "Overdue task"), Text("Försenad", "Overdue")),
    "decision": Kind(
        Text(
            "Beslut i ärenden som är dina eller som du följer",
            "Decision in cases that are yours or that you follow",
        ),
        Text("Beslut", "Decision"),
        DIGEST,
    ),
    "followed": Kind(
        Text("Annat i ärenden som du följer", "What else happens in cases that you follow"),
        Text("Ärende som du följer", "Case that you follow"),
        DIGEST,
    ),
    "mention": Kind(
        Text("Någon nämner dig i en kommentar", "Somebody mentions you in a comment"),
        Text("Nämnd", "Mentioned"),
    ),
    "information": Kind(
        Text("Information ur ett ärende", "Information from a case"), Text("Information", "Information")
    ),
}
USUAL: Final[Mapping[str, str]] = {key: kind.usual for key, kind in KINDS.items()}


def digest_time(now: datetime) -> datetime:
    """Return the latest instant, up to now, at which digests went out."""
    local = now.astimezone(clock.STOCKHOLM)
    at = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return at if at <= local else at - timedelta(days=1)
