"""What a change of version would mean for one case, or for the latest ones. Nothing is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.errors import ConflictError
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import reader, visible
from engine.queries.models.changing import NOTHING, ON, change_of, keeps_draft, role
from engine.runtime import running
from engine.runtime.migrating import Change, Instant, Refused, migrate
from engine.store import content
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

_CASES = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT c.id, c.number, c.title, c.model_hash, i.state {ON} AND {VISIBLE} ORDER BY c.started_at DESC, c.id LIMIT :limit
""")
_STATE = text("SELECT state, status, model_hash FROM instance WHERE case_id = :case")


@dataclass(frozen=True)
class TaskChange:
    """An open task of a case, before and after."""

    name: Text
    to_name: Text
    role_before: Text | None
    role_after: Text | None
    rerouted: bool
    draft_lost: bool


@dataclass(frozen=True)
class Previewed:
    """What would become of a case: its tasks, or the hindrances."""

    id: UUID
    number: str
    title: str
    hindrances: tuple[Text, ...]
    tasks: tuple[TaskChange, ...]


@dataclass(frozen=True)
class MigrationPreview:
    """What would become of one case on another version (None: the newest)? Raises NotFoundError and ConflictError (ended, or there already)."""

    case_id: UUID
    to: int | None = None
    mapping: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    def run(self, view: View) -> Previewed:
        """Try it in memory."""
        require(view.actor, Permission.MODEL_MIGRATE)
        case = visible(view, self.case_id)
        at = view.connection.execute(_STATE, {"case": case.id}).one()
        versions = content.versions(view.connection, case.organisation_id, case.process)
        here = [number for number, (_, named) in versions.items() if named == at.model_hash]
        to = max(versions) if self.to is None else self.to
        if at.status == "ended" or not here or to in here:
            raise ConflictError(
                "Ärendet är avslutat, eller redan på den versionen.",
                "The case must be running on another version; it has ended, or is on that version.",
            )
        change = change_of(view, case.process, (max(here), to), self.mapping)
        return _previewed(view, change, (case.id, case.number, case.title), at.state)


@dataclass(frozen=True)
class MigrationPreviews:
    """What would become of the latest cases on a version? Those that the reader may see."""

    process: str
    old: int
    new: int
    mapping: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    limit: int = 25

    def run(self, view: View) -> tuple[Previewed, ...]:
        """Try each in memory."""
        require(view.actor, Permission.MODEL_MIGRATE)
        change = change_of(view, self.process, (self.old, self.new), self.mapping)
        asked = {"process": self.process, "hash": change.old.hash, "limit": self.limit}
        rows = view.connection.execute(_CASES, {**reader(view), **asked})
        return tuple(_previewed(view, change, (row.id, row.number, row.title), row.state) for row in rows)


def _previewed(view: View, change: Change, case: tuple[UUID, str, str], state: bytes) -> Previewed:
    try:
        known = view.library.history(view.connection, change, case[0])
        migrate(change, state, known, Instant(view.now, view.calendar))
    except Refused as refused:
        return Previewed(*case, tuple(one.text for one in refused.hindrances), ())
    run = running.restore(change.old, state, view.now, view.calendar)
    return Previewed(*case, (), tuple(_tasks(view, change, run)))


def _tasks(view: View, change: Change, run: Any) -> Iterator[TaskChange]:
    for item in run.waiting:
        before, after = change.old.elements[item.element], change.new.elements[change.to(item.element)]
        ways = [(one.role, one.scope, one.mandate) for one in (before, after)]
        yield TaskChange(
            before.label,
            after.label,
            role(view, before),
            role(view, after),
            rerouted=ways[0] != ways[1],
            draft_lost=not keeps_draft(view, change, before, after),
        )
