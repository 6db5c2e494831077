"""The webhooks of an organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store.tables import webhook


@dataclass(frozen=True)
class WebhookRow:
    """A system that is told: where, and of which events."""

    id: UUID
    url: str
    events: tuple[str, ...]
    made_at: datetime


@dataclass(frozen=True)
class Webhooks:
    """Which systems are told what happens?"""

    def run(self, view: View) -> tuple[WebhookRow, ...]:
        """Return those that have not been ended, without their secrets."""
        require(view.actor, Permission.WEBHOOK_MANAGE)
        asked = (
            select(webhook.c.id, webhook.c.url, webhook.c.events, webhook.c.made_at)
            .where(webhook.c.organisation_id == view.organisation_id, webhook.c.ended_at.is_(None))
            .order_by(webhook.c.made_at, webhook.c.id)
        )
        rows = view.connection.execute(asked)
        return tuple(WebhookRow(row.id, row.url, tuple(row.events), row.made_at) for row in rows)
