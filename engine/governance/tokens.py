"""What a key may do: a bearer token that a person has made for a program, with scopes and cases of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from engine.errors import InsufficientScopeError
from forms.text import Text


class Scope(StrEnum):
    """What a key can be given to do. Which routes of the API ask for which stands in api/scopes.py."""

    STATUS_REPORTS_READ = "status_reports:read"
    STATUS_REPORTS_WRITE = "status_reports:write"
    PROGRESS_READ = "progress:read"
    PROGRESS_WRITE = "progress:write"
    PORTFOLIO_READ = "portfolio:read"


SCOPES: Final[Mapping[Scope, Text]] = {
    Scope.STATUS_REPORTS_READ: Text("Läsa statusrapporter", "Read status reports"),
    Scope.STATUS_REPORTS_WRITE: Text(
        "Hämta underlaget till nästa statusrapport och lämna in den",
        "Fetch what the next status report begins with, and hand it in",
    ),
    Scope.PROGRESS_READ: Text(
        "Läsa milstolpar, risker, införande, ekonomi och mätningar",
        "Read milestones, risks, roll-out, money and measurements",
    ),
    Scope.PROGRESS_WRITE: Text(
        "Skriva milstolpar, risker, införande, ekonomi och mätningar",
        "Write milestones, risks, roll-out, money and measurements",
    ),
    Scope.PORTFOLIO_READ: Text(
        "Läsa portföljen: ärenden med sin senaste rapport",
        "Read the portfolio: cases with their latest report",
    ),
}


@dataclass(frozen=True)
class AccessToken:
    """The key that somebody acts by. `own`: only cases in which its person has a role; `case_id`: only that one of them.

    `unnoted`: its use has not been written down lately.
    """

    id: UUID
    name: str
    scopes: tuple[str, ...]
    own: bool
    case_id: UUID | None
    unnoted: bool

    def require_scope(self, needed: Scope | None) -> None:
        """Refuse, unless the key has the scope; what states no scope is for no key."""
        if needed is not None and needed in self.scopes:
            return
        has = ", ".join(self.scopes)
        if needed is None:
            raise InsufficientScopeError(
                f"Det här görs inte med en nyckel. Nyckeln {self.name} har {has}. Logga in och gör det på sidan.",
                f"This is not done with a key. The key {self.name} has {has}. Log in and do it on the page.",
            )
        raise InsufficientScopeError(
            f"Det här kräver en nyckel med {needed}. Nyckeln {self.name} har {has}. Skapa en ny under Mina roller, Nycklar.",
            f"This needs a key with {needed}. The key {self.name} has {has}. Make a new one under My roles, Keys.",
        )

    def beyond(self) -> InsufficientScopeError:
        """Return the refusal for a case that the key does not reach."""
        if self.case_id:
            sv, en = "ett enda ärende, där du har en roll", "a single case, in which you have a role"
        else:
            sv, en = "ärenden där du har en roll", "cases in which you have a role"
        return InsufficientScopeError(
            f"Det här kräver en nyckel som gäller ärendet. Nyckeln {self.name} gäller {sv}. Skapa en ny under Mina roller, Nycklar.",
            f"This needs a key for the case. The key {self.name} is for {en}. Make a new one under My roles, Keys.",
        )
