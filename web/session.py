"""What the signed session cookie remembers: who is logged in, the chosen role, the language, and messages to show once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, cast
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface

from engine.errors import UnknownActorError
from engine.governance.actor import Identity
from forms.text import Language, Text

LASTS: Final = timedelta(hours=12)
COOKIE: Final = "rals_session"
_PERSON, _ROLE, _LANGUAGE, _MESSAGES = "person", "role", "language", "messages"


class LoginNeededError(Exception):
    """Nobody is logged in, or the login has ended."""


@dataclass(frozen=True)
class Message:
    """A sentence that is shown once, on the next page. `kind` is done or trouble.

    `recall`: the page of the task that was handed in and can be taken back.
    """

    kind: str
    text: Text
    recall: str | None = None


class _Interface(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        """Keep the cookie to https when the page came that way."""
        del app
        return request.is_secure


def configure(app: Flask, secret: str) -> None:
    """Set how the cookie is signed and sent."""
    app.secret_key = secret
    app.session_interface = _Interface()
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LASTS,
        # An answer that changes nothing must not write the cookie: it could arrive after one that did.
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def identity() -> Identity:
    """Return who is logged in and in which role; raise LoginNeededError when nobody is."""
    person = session.get(_PERSON)
    if person is None:
        raise LoginNeededError
    return Identity(person_id=UUID(person), role=session.get(_ROLE))


def asking() -> Identity:
    """Return who a script of a page asks for; raises UnknownActorError, which programs understand, for nobody."""
    try:
        return identity()
    except LoginNeededError as error:
        raise UnknownActorError(
            "Du är utloggad. Logga in igen i en annan flik.",
            "You are logged out. Log in again in another tab.",
        ) from error


def log_in(person_id: UUID) -> None:
    """Begin a new session; only the language is carried over."""
    spoken = language()
    session.clear()
    session.permanent = True
    session[_PERSON] = str(person_id)
    session[_LANGUAGE] = spoken


def log_out() -> None:
    """End the session; only the language is remembered."""
    spoken = language()
    session.clear()
    session[_LANGUAGE] = spoken


def act_as(role: UUID | None) -> None:
    """Choose the role assignment to act by; None lets every task decide which of the person's roles it needs."""
    if role is None:
        session.pop(_ROLE, None)
    else:
        session[_ROLE] = str(role)


def language() -> Language:
    """Return the language of the pages: Swedish until the reader has chosen English."""
    return "en" if session.get(_LANGUAGE) == "en" else "sv"


def speak(chosen: str) -> None:
    """Choose the language of the pages."""
    session[_LANGUAGE] = "en" if chosen == "en" else "sv"


def tell(kind: str, text: Text, recall: str | None = None) -> None:
    """Show a message on the next page; with `recall`, a button that takes back what was handed in there."""
    session[_MESSAGES] = [*session.get(_MESSAGES, []), [kind, *text, recall]]


def messages() -> list[Message]:
    """Return the messages that have not been shown, and forget them."""
    kept = cast("list[tuple[str, str, str, str | None]]", session.pop(_MESSAGES, []))
    # A cookie from before an upgrade has messages without the last part.
    return [Message(kind, Text(sv, en), *recall) for kind, sv, en, *recall in kept]


def local(address: str | None) -> str:
    """Return an address that leads to one of our own pages: the one given if it does, else the inbox."""
    given = address or ""
    ours = given.startswith("/") and not given.startswith("//") and "\\" not in given and given.isprintable()
    if not ours:
        return "/inkorg"
    parts = urlsplit(given)
    return given if not parts.scheme and not parts.netloc else "/inkorg"
