"""Choose how one is told, and renew the address of one's calendar."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.governance.permissions import Permission, require
from engine.outgoing.kinds import HOW, KINDS
from engine.store import actors, dispatches
from engine.store.work import Event
from forms.text import Language, Text


@dataclass(frozen=True)
class ChooseNotifications:
    """Choose how to be told of each kind (at_once, digest, nothing), and in which language; None leaves it.

    Raises InvalidError for a kind or a way that is not one.
    """

    how: Mapping[str, str] = field(default_factory=dict)
    language: Language | None = None

    def run(self, desk: Desk) -> None:
        """Keep the choices; kinds that are not named stay as they are."""
        require(desk.actor, Permission.NOTIFICATION_CHOOSE)
        faults = tuple(
            FieldError(f"/{kind}", Text("Välj ett av alternativen.", "Choose one of the ways."))
            for kind, way in self.how.items()
            if kind not in KINDS or way not in HOW
        )
        if faults:
            raise InvalidError(
                "Valet går inte att spara. Välj ett av alternativen för varje slag.",
                "The choice cannot be kept. Choose one of the ways for each kind.",
                faults,
            )
        kept = dispatches.preferred(desk.connection, desk.person_id)
        how = {**(kept.how if kept else {}), **self.how}
        spoken = {"language": self.language} if self.language else {}
        dispatches.prefer(desk.connection, desk.person_id, {"how": how, **spoken})
        desk.work.record(Event("notifications-chosen", details={"how": dict(self.how), **spoken}))


@dataclass(frozen=True)
class RenewCalendar:
    """Make a new address for one's calendar; the old one stops working."""

    def run(self, desk: Desk) -> str:
        """Return the secret part of the address; it cannot be shown again, since only its hash is kept."""
        require(desk.actor, Permission.NOTIFICATION_CHOOSE)
        token = secrets.token_urlsafe(32)
        dispatches.prefer(desk.connection, desk.person_id, {"calendar_hash": actors.token_hash(token)})
        desk.work.record(Event("calendar-renewed"))
        return token
