"""Addresses that mails carry. Who holds the link to decline needs no login, so it is signed."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer

DECLINE: Final = "/avanmal"
_SALT: Final = "decline"


@dataclass(frozen=True)
class Declined:
    """What a link declines: mails of these kinds to a person."""

    person_id: UUID
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """Makes the addresses of an installation, and reads those that were signed."""

    base_url: str
    secret: str

    def to(self, path: str) -> str:
        """Return the whole address of a page."""
        return self.base_url + path

    def decline(self, declined: Declined) -> str:
        """Return the address at which a person declines more mails of these kinds."""
        return self.to(f"{DECLINE}/{_signer(self.secret).dumps([declined.person_id.hex, *declined.kinds])}")


def read_decline(secret: str, token: str) -> Declined | None:
    """Return what a signed token declines; None when it is not one of ours."""
    try:
        person, *kinds = _signer(secret).loads(token)
        return Declined(UUID(person), tuple(kinds))
    except (BadData, ValueError, TypeError):
        return None


def _signer(secret: str) -> "URLSafeSerializer":
    return URLSafeSerializer(secret, salt=_SALT)
