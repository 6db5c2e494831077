"""Record what a person can do, and which licences a person has."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from engine.desk import Desk
from engine.errors import InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import lending, rows, tables
from engine.store.work import Event


@dataclass(frozen=True)
class RecordCompetence:
    """Keep that a person has reached a level (1-4) of a competence; what was kept for the same day is put right."""

    person_id: UUID
    key: str
    level: int
    attained_on: date
    valid_to: date | None = None

    def run(self, desk: Desk) -> None:
        """Check the person and the days, and keep it."""
        require(desk.actor, Permission.REGISTER_WRITE)
        _check(desk, self.person_id, self.attained_on, self.valid_to)
        row = {name: getattr(self, name) for name in self.__dataclass_fields__}
        rows.put(
            desk.connection, tables.competence, {"id": uuid4(), **row}, ("person_id", "key", "attained_on")
        )
        details = {"person": str(self.person_id), "key": self.key, "level": self.level}
        desk.work.record(Event("competence-recorded", details=details))


@dataclass(frozen=True)
class RecordLicence:
    """Keep that a person has a licence (full or light) for a system; what was kept from the same day is put right."""

    person_id: UUID
    system: str
    kind: str
    valid_from: date
    valid_to: date | None = None

    def run(self, desk: Desk) -> None:
        """Check the person and the days, and keep it."""
        require(desk.actor, Permission.REGISTER_WRITE)
        _check(desk, self.person_id, self.valid_from, self.valid_to)
        row = {name: getattr(self, name) for name in self.__dataclass_fields__}
        rows.put(
            desk.connection, tables.licence, {"id": uuid4(), **row}, ("person_id", "system", "valid_from")
        )
        details = {"person": str(self.person_id), "system": self.system, "kind": self.kind}
        desk.work.record(Event("licence-recorded", details=details))


def _check(desk: Desk, person_id: UUID, first: date, last: date | None) -> None:
    if lending.active_name(desk.connection, person_id, desk.organisation_id) is None:
        raise NotFoundError("Personen finns inte.", "There is no such person.")
    if last is not None and last < first:
        raise InvalidError(
            f"{last} är före {first}. Ange en sista dag som inte är före den första.",
            f"{last} is before {first}. Give a last day that is not before the first.",
        )
