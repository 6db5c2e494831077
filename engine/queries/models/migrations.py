"""Cases that change version: what has been ordered, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.cases.list import reader
from engine.queries.rows import Page
from engine.store import migrating
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

_MIGRATIONS = """
SELECT m.id, m.process, f.number AS old, t.number AS new, m.mapping, m.reason, m.state, m.undoing, m.started_at, m.ended_at,
       p.name AS started_by, n.counts
  FROM migration m JOIN model_version f ON f.id = m.from_id JOIN model_version t ON t.id = m.to_id
  JOIN person p ON p.id = m.started_by
 CROSS JOIN LATERAL (SELECT coalesce(jsonb_object_agg(k.state, k.count), '{}') AS counts FROM (
        SELECT state, count(*) FROM migration_case WHERE migration_id = m.id GROUP BY state) k) n
 WHERE m.organisation_id = :organisation
"""
_ONE = text(f"{_MIGRATIONS} AND m.id = :id")
_MANY = text(
    f"{_MIGRATIONS} AND (CAST(:process AS text) IS NULL OR m.process = :process) ORDER BY m.started_at DESC, m.id LIMIT 50"
)
_CASES = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT k.case_id, k.state, k.reasons, c.number, c.title, {VISIBLE} AS seen
  FROM migration_case k JOIN "case" c ON c.id = k.case_id
 WHERE k.migration_id = :migration AND (CAST(:state AS text) IS NULL OR k.state = :state)
   AND (CAST(:after AS uuid) IS NULL OR k.case_id > CAST(:after AS uuid))
 ORDER BY k.case_id LIMIT :limit
""")  # noqa: S608  constants
_RUNNING = text("""
SELECT v.id, v.number, v.published_at, count(i.id) AS cases
  FROM model_version v
  LEFT JOIN instance i ON i.model_hash = v.hash AND i.status <> 'ended'
   AND EXISTS (SELECT 1 FROM "case" c WHERE c.id = i.case_id AND c.organisation_id = v.organisation_id AND c.process = v.key)
 WHERE v.organisation_id = :organisation AND v.key = :process
 GROUP BY v.id ORDER BY v.number DESC
""")


@dataclass(frozen=True)
class MigrationRow:
    """An ordered change of version, with how many cases have come how far.

    `state` is running, stopped or done; `undoing`: the cases go back. Cases are waiting, done, refused, undone, or kept (something
    had happened in them, so they did not go back).
    """

    id: UUID
    process: str
    old: int
    new: int
    mapping: Mapping[str, str]
    reason: str
    state: str
    undoing: bool
    started_at: datetime
    ended_at: datetime | None
    started_by: str
    waiting: int
    done: int
    refused: int
    undone: int
    kept: int

    @property
    def total(self) -> int:
        """All cases of the migration."""
        return self.waiting + self.done + self.refused + self.undone + self.kept

    @property
    def left(self) -> int:
        """How many are still to be taken in the direction that it goes."""
        return self.done if self.undoing else self.waiting


@dataclass(frozen=True)
class MigrationCaseRow:
    """A case of a migration; what it is called is None to who may not see a secret case."""

    case_id: UUID | None
    number: str | None
    title: str | None
    state: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class RunningOn:
    """A version of a process, and how many cases run on it."""

    id: UUID
    number: int
    published_at: datetime
    cases: int


@dataclass(frozen=True)
class Migrations:
    """The latest changes of version of the organisation, newest first; `process` limits them to one."""

    process: str | None = None

    def run(self, view: View) -> tuple[MigrationRow, ...]:
        """Return them."""
        require(view.actor, Permission.MODEL_MIGRATE)
        values = {"organisation": view.organisation_id, "process": self.process}
        return tuple(_row(row) for row in view.connection.execute(_MANY, values))


@dataclass(frozen=True)
class MigrationById:
    """One change of version. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> MigrationRow:
        """Return how far it has come."""
        require(view.actor, Permission.MODEL_MIGRATE)
        values = {"organisation": view.organisation_id, "id": self.id}
        row = view.connection.execute(_ONE, values).one_or_none()
        if row is None:
            raise NotFoundError("Versionsbytet finns inte.", "There is no such change of version.")
        return _row(row)


@dataclass(frozen=True)
class MigrationCases:
    """The cases of a change of version; `state` limits them. Raises NotFoundError."""

    id: UUID
    state: str | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of MigrationCaseRow."""
        require(view.actor, Permission.MODEL_MIGRATE)
        MigrationById(self.id).run(view)
        after = cursors.read(self.cursor, 1)
        asked = {
            "migration": self.id,
            "state": self.state,
            "after": after and after[0],
            "limit": self.limit + 1,
        }
        rows = view.connection.execute(_CASES, {**reader(view), **asked}).all()
        return cursors.page(rows, self.limit, _case, lambda row: [row.case_id])


@dataclass(frozen=True)
class RunningVersions:
    """The versions of a process with how many cases run on each, newest first. Raises NotFoundError."""

    process: str

    def run(self, view: View) -> tuple[RunningOn, ...]:
        """Return them."""
        require(view.actor, Permission.MODEL_MIGRATE)
        values = {"organisation": view.organisation_id, "process": self.process}
        found = tuple(RunningOn(**row._mapping) for row in view.connection.execute(_RUNNING, values))  # noqa: SLF001
        if not found:
            raise NotFoundError(
                f"Processen {self.process} finns inte.", f"There is no published process {self.process}."
            )
        return found


@dataclass(frozen=True)
class CasesToCarry:
    """The next cases of a change of version, for the worker."""

    migration_id: UUID

    def run(self, view: View) -> list[UUID]:
        """Return their ids; none when it is stopped or done."""
        require(view.actor, Permission.MODEL_MIGRATE)
        return migrating.to_do(view.connection, self.migration_id)


def _row(row: Row[Any]) -> MigrationRow:
    plain = {name: value for name, value in row._mapping.items() if name != "counts"}  # noqa: SLF001
    states = ("waiting", "done", "refused", "undone", "kept")
    return MigrationRow(**plain, **{state: row.counts.get(state, 0) for state in states})


def _case(row: Row[Any]) -> MigrationCaseRow:
    reasons = tuple(Text(**one) for one in row.reasons or ())
    if not row.seen:
        return MigrationCaseRow(None, None, None, row.state, reasons)
    return MigrationCaseRow(row.case_id, row.number, row.title, row.state, reasons)
