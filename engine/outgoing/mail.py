"""Mails: what they say, in the reader's language, and how they are handed to the mail server."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from uuid import UUID

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from engine import clock
from engine.outgoing.kinds import KINDS
from engine.outgoing.links import Declined, Links
from engine.settings import Outgoing
from forms.text import Language, Text

TIMEOUT: Final = 20
_PORTS: Final = {"smtp": 25, "smtps": 465}
_PERMANENT: Final = 500

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
IN_CLEAR: Final = Text(
    "Sätt RALS_SMTP_URL till smtps://, eller slå på STARTTLS i mejlservern.",
    "Set RALS_SMTP_URL to smtps://, or turn on STARTTLS in the mail server.",
)
SECRET: Final = Text(
    "Du har en uppgift i ett ärende med sekretess", "You have a task in a case under secrecy"
)
SECRET_DECISION: Final = Text(
    "Ett beslut är fattat i ett ärende med sekretess", "A decision has been made in a case under secrecy"
)


SECRET_NEWS: Final = Text(
    "Det finns något nytt i ett ärende med sekretess", "There is something new in a case under secrecy"
)


@dataclass(frozen=True)
class Item:
    """One thing that a mail tells of. Of a secret case only number and link are told.

    `body`: what a notice says below its heading; None for what is not a notice.
    """

    kind: str
    name: Text
    path: str
    number: str
    title: str
    secret: bool
    part: str = ""
    role: Text | None = None
    due_at: datetime | None = None
    outcome: Text | None = None
    body: Text | None = None


@dataclass(frozen=True)
class Letter:
    """A mail to a person. `id` stays the same however often it is sent."""

    id: UUID
    person_id: UUID
    to: str
    language: Language
    items: tuple[Item, ...]


class DeclinedError(Exception):
    """The mail server will never take this mail: there is no such receiver."""


class NoMailError(Exception):
    """The installation does not say through what mail goes."""


class InClearError(smtplib.SMTPException):
    """The password of RALS_SMTP_URL would cross the network in clear; it is not sent."""


def compose(letter: Letter, links: Links, sender: str, now: datetime) -> EmailMessage:
    """Return the mail as text and as simple HTML, without anything that tracks the reader."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, letter.to
    message["Subject"] = " ".join(subject(letter).split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.id}@{urlsplit(links.base_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    decline = links.decline(Declined(letter.person_id, tuple(sorted({one.kind for one in letter.items}))))
    message["List-Unsubscribe"] = f"<{decline}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Content-Language"] = letter.language
    message.set_content(_written("mail.txt", letter, links, decline), cte="quoted-printable")
    message.add_alternative(
        _written("mail.html", letter, links, decline), subtype="html", cte="quoted-printable"
    )
    return message


def subject(letter: Letter) -> str:
    """Return what the mail says, and by when."""
    if len(letter.items) > 1:
        count = len(letter.items)
        return Text(f"Att göra och veta i Räls ({count})", f"To do and to know in Räls ({count})").to(
            letter.language
        )
    (item,) = letter.items
    heading = headline(item, letter.language)
    if item.secret or item.due_at is None:
        return heading
    day = _day(item.due_at, letter.language)
    by = (
        Text(f"skulle vara klar {day}", f"was due {day}")
        if item.kind == "overdue"
        else Text(f"senast {day}", f"by {day}")
    )
    return f"{heading}, {by.to(letter.language)}"


def headline(item: Item, language: Language) -> str:
    """Return an item as one line."""
    if item.secret:
        return (SECRET_DECISION if item.outcome else SECRET_NEWS if item.body else SECRET).to(language)
    if item.body:
        # A notice says by itself what it is about.
        return item.name.to(language)
    said = item.outcome or item.name
    part = f", {item.part}" if item.part else ""
    return f"{KINDS[item.kind].short.to(language)}: {said.to(language)}{part}"


@contextmanager
def reached(outgoing: Outgoing, patience: float = TIMEOUT) -> Iterator[smtplib.SMTP]:
    """Give the mail server, encrypted where it can be; raise OSError or SMTPException.

    Raises InClearError when there is a password to give and the server offers no encryption.
    """
    at = urlsplit(outgoing.smtp_url or "")
    context = ssl.create_default_context()
    port = at.port or _PORTS[at.scheme]
    host = at.hostname or ""
    server: smtplib.SMTP
    if at.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=patience, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=patience)
    with server:
        server.ehlo()
        if at.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif at.scheme == "smtp" and at.username:
            raise InClearError(
                f"{host} offers no STARTTLS and would get the password in clear: {IN_CLEAR.en}"
            )
        yield server


def hand_over(message: EmailMessage, outgoing: Outgoing) -> None:
    """Give the mail to the mail server; raise OSError or SMTPException for now, DeclinedError for good."""
    at = urlsplit(outgoing.smtp_url or "")
    with reached(outgoing) as server:
        if at.username:
            server.login(unquote(at.username), unquote(at.password or ""))
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            _judge(error)


def _judge(error: smtplib.SMTPRecipientsRefused) -> None:
    code, said = next(iter(error.recipients.values()))
    if code >= _PERMANENT:
        raise DeclinedError(f"{code} {said.decode('utf-8', 'replace')}") from error
    raise error


def _written(template: str, letter: Letter, links: Links, decline: str) -> str:
    return _TEMPLATES.get_template(template).render(
        letter=letter,
        links=links,
        decline=decline,
        say=_sayer(letter.language),
        headline=lambda item: headline(item, letter.language),
        day=lambda when: _day(when, letter.language),
        language=letter.language,
    )


def _sayer(language: Language) -> Callable[[str, str], str]:
    return lambda sv, en: Text(sv, en).to(language)


def _day(when: datetime, language: Language) -> str:
    form = "EEEE d MMMM y" if language == "sv" else "EEEE, d MMMM y"
    return format_date(clock.day(when), form, locale=language)
