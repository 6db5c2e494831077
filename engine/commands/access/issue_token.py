"""Give a person a bearer token."""

from dataclasses import dataclass
from datetime import timedelta

from engine.desk import Desk
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import actors, members, tokens
from engine.store.work import Event


@dataclass(frozen=True)
class IssueToken:
    """Make a token for a person, named by key or HSA-id; only its hash is kept."""

    person: str
    days: int = 90

    def run(self, desk: Desk) -> str:
        """Return the token; it cannot be shown again."""
        require(desk.actor, Permission.TOKEN_ISSUE)
        found = members.person_named(desk.connection, self.person)
        if found is None:
            raise NotFoundError(
                f"Det finns ingen person {self.person}. Se rals demo people.",
                f"There is no person {self.person}. See rals demo people.",
            )
        token = actors.new_token()
        row = {"hash": actors.token_hash(token), "person_id": found.id, "made_at": desk.now}
        # Tokens run out in real time, whatever the demo clock says.
        real = desk.now - actors.ahead(desk.connection)
        tokens.give(desk.connection, {**row, "expires_at": real + timedelta(days=self.days)})
        details = {"person": str(found.id), "days": self.days}
        desk.work.record(Event("token-issued", None, None, details, found.organisation_id))
        return token
