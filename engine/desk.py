"""What lies on the desk of a command or a question: who asks, when, on which connection, with which library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, Protocol, TypeVar, runtime_checkable
from uuid import UUID

from engine.errors import ForbiddenError
from engine.governance.actor import Actor
from engine.governance.calendar import Calendar
from engine.governance.profile import Profile
from engine.library import Library
from engine.receipt import Receipt
from engine.runtime.failure import RunFailure
from engine.settings import Outgoing
from engine.store.work import Connection, Work

R_co = TypeVar("R_co", covariant=True)
NOWHERE = Outgoing()


class Starts(Protocol):
    """Starts a case of a process with the answers of its start form, in the transaction on the desk."""

    def __call__(self, desk: "Desk", process: str, answers: Mapping[str, Any]) -> Receipt:
        """Return the receipt of the new case."""
        ...


def _starts_nothing(desk: "Desk", process: str, answers: Mapping[str, Any]) -> NoReturn:
    raise NotImplementedError(
        f"Nothing here starts {process} ({len(answers)} answers) for {desk.actor.name}."
    )


@dataclass(frozen=True)
class Desk:
    """For a command: a transaction that it may write in."""

    work: Work
    library: Library
    demo: bool = False
    outgoing: Outgoing = NOWHERE
    # Lies here, since a step of one case can start another, and steps know nothing of commands.
    starts: Starts = _starts_nothing

    @property
    def connection(self) -> Connection:
        """The transaction's connection."""
        return self.work.connection

    @property
    def now(self) -> datetime:
        """The time by our clock."""
        return self.work.now

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.work.actor

    @property
    def organisation_id(self) -> UUID:
        """The organisation that the actor acts in; Räls itself has none until it has opened a case."""
        return _organisation(self.actor)

    @property
    def person_id(self) -> UUID:
        """The person who acts; where only a person can act, Räls itself is refused."""
        return _person(self.actor)

    @property
    def profile(self) -> Profile:
        """The edition of the profile that governs the actor's organisation."""
        return self.library.profile(self.actor.profile_hash)

    @property
    def calendar(self) -> Calendar:
        """The working days of the actor's organisation."""
        return self.library.calendar(self.actor.calendar_hash)


@dataclass(frozen=True)
class View:
    """For a question: a moment that it may read."""

    connection: Connection
    now: datetime
    actor: Actor
    library: Library
    demo: bool = False
    outgoing: Outgoing = NOWHERE

    @property
    def organisation_id(self) -> UUID:
        """The organisation that the actor belongs to."""
        return _organisation(self.actor)

    @property
    def profile(self) -> Profile:
        """The edition of the profile that governs the actor's organisation."""
        return self.library.profile(self.actor.profile_hash)

    @property
    def calendar(self) -> Calendar:
        """The working days of the actor's organisation."""
        return self.library.calendar(self.actor.calendar_hash)


class Command(Protocol[R_co]):
    """A verb. It asks for permission, changes something, records it, and returns what came of it."""

    def run(self, desk: Desk) -> R_co:
        """Do it inside the transaction on the desk."""
        ...


@runtime_checkable
class Rescuable(Protocol):
    """A command whose step may fail inside the process: another command then keeps what was given."""

    def after_failure(self, failure: RunFailure) -> Command[Any]:
        """Return the command to run after the failed transaction has been undone."""
        ...


class Question(Protocol[R_co]):
    """A question. It returns frozen rows."""

    def run(self, view: View) -> R_co:
        """Answer it from the moment in view."""
        ...


def _organisation(actor: Actor) -> UUID:
    if actor.organisation_id is None:
        raise _needs_person()
    return actor.organisation_id


def _person(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise _needs_person()
    return actor.person_id


def _needs_person() -> ForbiddenError:
    return ForbiddenError(
        "Det här görs av en person i en organisation. Ange vem du är.",
        "This is done by a person of an organisation. Say who you are.",
    )
