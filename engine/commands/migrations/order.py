"""Order cases over to another version of their model: start, stop, resume, undo."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from engine.commands.incidents_of import held_json
from engine.commands.intervening import said_why
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError, NotFoundError
from engine.governance.actor import DELEGATION, Held
from engine.governance.permissions import Permission, require
from engine.runtime.migrating.mapping import require_clear
from engine.store import content, migrating, sight
from engine.store.work import Event


@dataclass(frozen=True)
class StartMigration:
    """Let running cases of a process go over from one version to another: all of them, or only `cases`.

    `mapping` names the elements that have another id in the new version. Raises NotFoundError (no such process or version,
    or a case that one may not see), InvalidError (the mapping, the reason, a case that is not on the version) and
    ConflictError (another one goes on, or there is nothing to carry).
    """

    process: str
    old: int
    new: int
    reason: str
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    cases: tuple[UUID, ...] | None = None

    def run(self, desk: Desk) -> UUID:
        """Keep the order and return its id; a worker takes the cases one by one."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        reason, made = said_why(self.reason), uuid4()
        ids = self._versions(desk)
        for one in self.cases or ():
            sight.case_of(desk.connection, desk.actor, desk.now, one)
        if migrating.going_on(desk.connection, desk.organisation_id, self.process):
            raise _another()
        row = {
            "id": made,
            "organisation_id": desk.organisation_id,
            "process": self.process,
            "from_id": ids[self.old][0],
            "to_id": ids[self.new][0],
            "mapping": dict(self.mapping),
            "reason": reason,
            "state": "running",
            "started_by": desk.person_id,
            "started_at": desk.now,
            **_ordered(desk),
        }
        self._require_cases(migrating.begin(desk.connection, row, ids[self.old][1], self.cases))
        _record(
            desk,
            "migration-started",
            made,
            self.process,
            {"from": self.old, "to": self.new, "reason": reason},
        )
        return made

    def _versions(self, desk: Desk) -> Mapping[int, tuple[UUID, str]]:
        found = content.versions(desk.connection, desk.organisation_id, self.process)
        missing = [number for number in (self.old, self.new) if number not in found]
        if missing:
            raise NotFoundError(
                f"Processen {self.process} har ingen version {missing[0]}.",
                f"The process {self.process} has no version {missing[0]}.",
            )
        if found[self.old][1] == found[self.new][1]:
            raise InvalidError.at(
                "/to",
                "Välj en version med annat innehåll än den gamla.",
                "Choose a version that differs from the old one.",
            )
        require_clear(desk.library.change(found[self.old][1], found[self.new][1], self.mapping))
        return found

    def _require_cases(self, count: int) -> None:
        if count == 0:
            raise ConflictError(
                f"Inga pågående ärenden är på version {self.old}.",
                f"No running case is on version {self.old}.",
            )
        if self.cases is not None and count != len(set(self.cases)):
            raise InvalidError.at(
                "/cases",
                f"Bara {count} av ärendena pågår på version {self.old}.",
                f"Only {count} of the cases are running on version {self.old}.",
            )


@dataclass(frozen=True)
class StopMigration:
    """Take no more cases; those that have been taken stay on the new version. Raises NotFoundError, ConflictError."""

    migration_id: UUID

    def run(self, desk: Desk) -> None:
        """Stop after the case at hand."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        at = _locked(desk, self.migration_id)
        if at.state != "running":
            raise ConflictError("Bytet pågår inte.", "The change of version must be going on; it is not.")
        migrating.order(desk.connection, at.id, state="stopped")
        _record(desk, "migration-stopped", at.id, at.process)


@dataclass(frozen=True)
class ResumeMigration:
    """Go on with the cases that are left; also where a job was lost. Raises NotFoundError, ConflictError."""

    migration_id: UUID

    def run(self, desk: Desk) -> None:
        """Go on, in the name of the one who resumes."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        at = _locked(desk, self.migration_id)
        if at.state == "done":
            raise ConflictError(
                "Bytet är redan klart.", "The change of version must have cases left; it is done."
            )
        migrating.order(desk.connection, at.id, state="running", **_ordered(desk))
        _record(desk, "migration-resumed", at.id, at.process)


@dataclass(frozen=True)
class UndoMigration:
    """Let the cases go back, each as long as nothing has happened in it since. Raises NotFoundError, ConflictError."""

    migration_id: UUID

    def run(self, desk: Desk) -> None:
        """Turn round, in the name of the one who undoes."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        at = _locked(desk, self.migration_id)
        if not migrating.done_cases(desk.connection, at.id):
            raise ConflictError("Det finns inget ärende att ta tillbaka.", "There is no case to take back.")
        if at.state == "done" and migrating.going_on(desk.connection, at.organisation_id, at.process):
            raise _another()
        migrating.order(
            desk.connection, at.id, state="running", undoing=True, ended_at=None, **_ordered(desk)
        )
        _record(desk, "migration-undone", at.id, at.process)


def _locked(desk: Desk, migration_id: UUID) -> Any:
    found = migrating.lock(desk.connection, migration_id, desk.organisation_id)
    if found is None:
        raise NotFoundError("Versionsbytet finns inte.", "There is no such change of version.")
    return found


def _ordered(desk: Desk) -> dict[str, Any]:
    """Return who orders, and by which right: it is done in their name by a worker."""
    return {"person_id": desk.person_id, "held": held_json(_right(desk))}


def _right(desk: Desk) -> Held:
    able = (one for one in desk.actor.held if one.by != DELEGATION and one.process is None)
    return next(one for one in able if one.role in ("administrator", "modellerare"))


def _another() -> ConflictError:
    return ConflictError(
        "Ett annat versionsbyte av processen är inte klart. Vänta tills det är det, eller återuppta det.",
        "Another change of version of the process is not done. Wait until it is, or resume it.",
    )


def _record(desk: Desk, kind: str, made: UUID, process: str, more: Mapping[str, Any] | None = None) -> None:
    desk.work.actor = replace(desk.actor, acting=_right(desk))
    desk.work.record(Event(kind, details={"migration": str(made), "process": process, **(more or {})}))
