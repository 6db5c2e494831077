"""What could not be sent and has been given up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.outgoing.troubles import in_words
from forms.text import Text

_DEAD = text("""
SELECT d.id, CASE WHEN d.webhook_id IS NULL THEN 'mail' ELSE 'webhook' END AS kind, coalesce(p.name, w.url) AS receiver,
       d.made_at, d.failed_at, d.tries, d.trouble
  FROM dispatch d LEFT JOIN person p ON p.id = d.person_id LEFT JOIN webhook w ON w.id = d.webhook_id
 WHERE d.failed_at IS NOT NULL AND (CAST(:organisation AS uuid) IS NULL OR d.organisation_id = :organisation)
 ORDER BY d.failed_at DESC, d.id LIMIT :most
""")
MOST = 200


@dataclass(frozen=True)
class DeadLetter:
    """A mail or call that was given up: to whom, since when, how often it was tried, and why it failed last."""

    id: UUID
    kind: str
    receiver: str
    made_at: datetime
    failed_at: datetime
    tries: int
    trouble: str

    @property
    def why(self) -> Text:
        """Why it failed, in words."""
        return in_words(self.trouble)


@dataclass(frozen=True)
class DeadLetters:
    """What has been given up?"""

    def run(self, view: View) -> tuple[DeadLetter, ...]:
        """Return the latest of the organisation, the last one given up first; not what they say."""
        require(view.actor, Permission.DISPATCH_RETRY)
        asked = {"organisation": view.actor.organisation_id, "most": MOST}
        return tuple(DeadLetter(**row._mapping) for row in view.connection.execute(_DEAD, asked))  # noqa: SLF001  SQLAlchemy's public name
