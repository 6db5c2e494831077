"""Make a key for a program, and revoke one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from engine import clock
from engine.desk import Desk
from engine.errors import FieldError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.tokens import SCOPES
from engine.store import actors, tokens
from engine.store.work import Event
from forms.text import Text

MOST_DAYS: Final = 365
MOST_NAME: Final = 80


@dataclass(frozen=True)
class MakeKey:
    """Make a bearer token for a program of one's own, with scopes, up to and including a day at most a year ahead.

    `own`: only for cases in which one has a role; `case_id`: only for that one of them. Raises InvalidError.
    """

    name: str
    scopes: tuple[str, ...]
    until: date
    own: bool = True
    case_id: UUID | None = None

    def run(self, desk: Desk) -> str:
        """Return the token; it cannot be shown again, since only its hash is kept."""
        require(desk.actor, Permission.TOKEN_MAKE)
        faults = tuple(self._faults(desk))
        if faults:
            raise InvalidError(*faults[0].text, faults)
        token, row = actors.new_token(), self._row(desk)
        tokens.give(desk.connection, {**row, "hash": actors.token_hash(token)})
        said = {"scopes": list(self.scopes), "until": self.until.isoformat(), "own": row["own"]}
        named = {"token": str(row["id"]), "name": row["name"], "case": self.case_id and str(self.case_id)}
        desk.work.record(Event("key-made", details={**named, **said}))
        return token

    def _row(self, desk: Desk) -> dict[str, Any]:
        ends = datetime.combine(self.until + timedelta(days=1), time(), clock.STOCKHOLM)
        return {
            "id": uuid4(),
            "person_id": desk.person_id,
            "name": self.name.strip(),
            "scopes": list(self.scopes),
            "own": self.own or self.case_id is not None,
            "case_id": self.case_id,
            "made_at": desk.now,
            # Tokens run out in real time, whatever the demo clock says.
            "expires_at": ends - actors.ahead(desk.connection),
        }

    def _faults(self, desk: Desk) -> Iterator[FieldError]:
        if tokens.in_force(desk.connection, desk.person_id) >= tokens.MOST_EACH:
            most = tokens.MOST_EACH
            said = Text(
                f"Du har redan {most} nycklar. Återkalla en först.",
                f"You have {most} keys. Revoke one first.",
            )
            yield FieldError("/name", said)
        if not 0 < len(self.name.strip()) <= MOST_NAME:
            said = Text(f"Ge nyckeln ett namn, högst {MOST_NAME} tecken.", "Give the key a name.")
            yield FieldError("/name", said)
        if not self.scopes or set(self.scopes) - set(SCOPES):
            known = ", ".join(SCOPES)
            yield FieldError("/scopes", Text(f"Välj bland {known}.", f"Choose among {known}."))
        today = clock.day(desk.now)
        if not today <= self.until <= today + timedelta(days=MOST_DAYS):
            said = Text(
                "Välj en dag från i dag till om ett år.", "Choose a day from today until a year ahead."
            )
            yield FieldError("/until", said)
        if self.case_id and self.case_id not in desk.actor.own_cases:
            said = Text("Välj ett ärende där du har en roll.", "Choose a case in which you have a role.")
            yield FieldError("/case", said)


@dataclass(frozen=True)
class RevokeKey:
    """Let a key of one's own end at once. Raises NotFoundError, also when it has ended."""

    token_id: UUID

    def run(self, desk: Desk) -> None:
        """End it; what has been done with it stands."""
        require(desk.actor, Permission.TOKEN_MAKE)
        _revoke(desk, self.token_id, desk.person_id)


@dataclass(frozen=True)
class RevokeAnothersKey:
    """Let anybody's key end at once, as an administrator. Raises NotFoundError, also when it has ended."""

    token_id: UUID

    def run(self, desk: Desk) -> None:
        """End it; what has been done with it stands."""
        require(desk.actor, Permission.TOKEN_MANAGE)
        _revoke(desk, self.token_id, None)


def _revoke(desk: Desk, token_id: UUID, person_id: UUID | None) -> None:
    ended = tokens.revoke(desk.connection, token_id, desk.organisation_id, person_id)
    if ended is None:
        raise NotFoundError(
            "Nyckeln finns inte, eller så gäller den inte längre. Ladda om sidan.",
            "There is no such key, or it is no longer in force. Reload the page.",
        )
    details = {"token": str(token_id), "name": ended.name, "person": str(ended.person_id)}
    desk.work.record(Event("key-revoked", details=details))
