"""Register a webhook, and end one."""

import base64
import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from engine.desk import Desk
from engine.errors import FieldError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.outgoing.addresses import refusal
from engine.store import webhooks
from engine.store.webhooks import EVENTS
from engine.store.work import Event
from forms.text import Text


@dataclass(frozen=True)
class Registered:
    """A webhook that was made, with the secret that its calls are signed with; it is shown this once."""

    id: UUID
    secret: str


@dataclass(frozen=True)
class RegisterWebhook:
    """Let a system be told of events. Raises InvalidError for an address or event that cannot be used."""

    url: str
    events: tuple[str, ...]

    def run(self, desk: Desk) -> Registered:
        """Keep it with a new secret."""
        require(desk.actor, Permission.WEBHOOK_MANAGE)
        faults = tuple(self._faults(desk))
        if faults:
            raise InvalidError(*faults[0].text, faults)
        made = Registered(uuid4(), f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}")
        row = {"id": made.id, "organisation_id": desk.organisation_id, "url": self.url, "secret": made.secret}
        webhooks.add(
            desk.connection,
            {**row, "events": list(self.events), "made_at": desk.now, "made_by": desk.person_id},
        )
        details = {"webhook": str(made.id), "url": self.url, "events": list(self.events)}
        desk.work.record(Event("webhook-registered", details=details))
        return made

    def _faults(self, desk: Desk) -> list[FieldError]:
        faults = []
        said = refusal(self.url, desk.outgoing.networks)
        if said is not None:
            faults.append(FieldError("/url", said))
        if not self.events or set(self.events) - set(EVENTS):
            known = ", ".join(EVENTS)
            faults.append(
                FieldError("/events", Text(f"Välj händelser bland {known}.", f"Choose events among {known}."))
            )
        return faults


@dataclass(frozen=True)
class EndWebhook:
    """Call a system no more; what is on its way is not sent. Raises NotFoundError."""

    webhook_id: UUID

    def run(self, desk: Desk) -> None:
        """End it."""
        require(desk.actor, Permission.WEBHOOK_MANAGE)
        url = webhooks.end(desk.connection, self.webhook_id, desk.organisation_id, desk.now)
        if url is None:
            raise NotFoundError("Webhooken finns inte.", "There is no such webhook.")
        desk.work.record(Event("webhook-ended", details={"webhook": str(self.webhook_id), "url": url}))
