"""The door: every command and every question comes in here, and transactions begin and end here."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeVar, cast

from engine import clock
from engine.commands.opening import start_from
from engine.desk import NOWHERE, Command, Desk, Question, Rescuable, View
from engine.errors import EngineError, UnavailableError
from engine.governance.actor import RALS, Actor, Identity
from engine.library import Library
from engine.queries.operations.status import Ready
from engine.receipt import Receipt
from engine.runtime.failure import RunFailure
from engine.settings import Outgoing
from engine.store import actors, repeats, schema, tokens
from engine.store.work import Connection, Database, LostError, Work
from engine.watch.command import Seen, watched

R = TypeVar("R")


class Engine:
    """Räls without HTTP. Made once in a process and shared by its threads."""

    def __init__(self, database: Database, *, demo: bool = False, outgoing: Outgoing = NOWHERE) -> None:
        self.database = database
        self.library = Library(database)
        self.demo = demo
        self.outgoing = outgoing

    def do(self, command: Command[R], by: Identity) -> R:
        """Run one command in one transaction. Raises EngineError for a refusal; then nothing has changed."""
        with watched(type(command).__name__) as seen:
            return self._rescued(command, by, None, seen)

    def do_once(self, command: Command[Receipt], by: Identity, key: str, asked: object = None) -> Receipt:
        """Run a command under a key of the caller's; the same key again gives the first answer again.

        `asked` is what is the same again, where that can lead to another command.
        """
        once = Once(key, _fingerprint(asked or command))
        with watched(type(command).__name__) as seen:
            try:
                return self._rescued(command, by, once, seen)
            except UnavailableError:
                raise  # whether it was stored cannot be asked either
            except EngineError:
                earlier = self._earlier(by, once)
                if earlier is None:
                    raise
                return earlier

    def earlier(self, by: Identity, key: str, asked: object) -> Receipt | None:
        """Return the answer that was given to the same under this key; None for a new key."""
        return self._earlier(by, Once(key, _fingerprint(asked)))

    def ask(self, question: Question[R], by: Identity) -> R:
        """Answer one question from one moment of the database."""
        try:
            return self._look(question, by)
        except LostError:
            return self._look(question, by)

    def ready(self) -> dict[str, bool]:
        """Return each part of the installation with whether it answers; a database that is away raises."""
        with self.database.snapshot() as connection:
            if not schema.is_current(connection):
                return {"database": True, "migrated": False}
        return self.ask(Ready(), RALS)

    def now(self) -> datetime:
        """Return the time by our clock."""
        with self.database.snapshot() as connection:
            return clock.now(actors.ahead(connection))

    def _rescued(self, command: Command[R], by: Identity, once: "Once | None", seen: Seen) -> R:
        try:
            return self._twice(command, by, once, seen)
        except RunFailure as failure:
            # The step is undone whole; what the person gave is kept in a transaction of its own.
            if not isinstance(command, Rescuable):
                raise
            return cast("R", self._twice(command.after_failure(failure), by, once, seen))

    def _twice(self, command: Command[R], by: Identity, once: "Once | None", seen: Seen) -> R:
        try:
            return self._run(command, by, once, seen)
        except LostError:
            # A pooled connection that died while resting: nothing was stored, so one more try is safe.
            return self._run(command, by, once, seen)

    def _run(self, command: Command[R], by: Identity, once: "Once | None", seen: Seen) -> R:
        with self.database.transaction() as connection:
            actor, ahead = actors.find(connection, by)
            work = Work(connection, clock.now(ahead), actor)
            _note_use(connection, actor, work.now)
            seen.person_id, seen.organisation_id = actor.person_id, actor.organisation_id
            result = command.run(Desk(work, self.library, self.demo, self.outgoing, start_from))
            work.write_trail()
            if once is not None and isinstance(result, Receipt):
                repeats.keep(connection, actor, once.key, once.fingerprint, asdict(result), work.now)
        seen.organisation_id, seen.case_id, seen.kinds = work.actor.organisation_id, work.case_id, work.kinds
        return result

    def _earlier(self, by: Identity, once: "Once") -> Receipt | None:
        with self.database.snapshot() as connection:
            actor, _ = actors.find(connection, by)
            stored = repeats.find(connection, actor, once.key, once.fingerprint)
            return None if stored is None else Receipt(**stored)

    def _look(self, question: Question[R], by: Identity) -> R:
        with self.database.snapshot() as connection:
            actor, ahead = actors.find(connection, by)
            view = View(connection, clock.now(ahead), actor, self.library, self.demo, self.outgoing)
            answer = question.run(view)
        if actor.token and actor.token.unnoted:
            with self.database.transaction() as connection:
                _note_use(connection, actor, view.now)
        return answer


@dataclass(frozen=True)
class Once:
    """A caller's key, and what it was used for."""

    key: str
    fingerprint: bytes


def _note_use(connection: Connection, actor: Actor, now: datetime) -> None:
    # Once an hour and of keys only, so that nothing else costs a statement.
    if actor.token and actor.token.unnoted:
        tokens.note_use(connection, actor.token.id, now)


def _fingerprint(command: object) -> bytes:
    return hashlib.sha256(repr(command).encode()).digest()
