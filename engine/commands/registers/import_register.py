"""Import a register from a CSV file: all of it or nothing, and first, if one likes, only what it would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from engine import clock
from engine.commands import register_writing
from engine.desk import Desk
from engine.errors import FieldError, InvalidError, NotFoundError
from engine.governance import csv_file, register_diff
from engine.governance.permissions import Permission, require
from engine.governance.register_diff import Key, Plan
from engine.governance.register_rows import REGISTERS, Given, Register, at_line, check_headers, typed
from engine.store import registers, seats, units
from engine.store.work import Event
from forms.text import Text

FAULTS_SHOWN: Final = 100


@dataclass(frozen=True)
class ImportRegister:
    """Bring units, persons or positions up to date with a file. What the file does not have stays, unless `end_missing`.

    `kind` is units, persons or positions. Räls itself says which organisation. Raises InvalidError with a fault for
    each line, and NotFoundError.
    """

    kind: str
    data: bytes
    dry_run: bool = False
    end_missing: bool = False
    organisation: str | None = None

    def run(self, desk: Desk) -> Plan:
        """Read and check the file, write what differs unless it is a dry run, and return what that is."""
        require(desk.actor, Permission.REGISTER_WRITE)
        _settle_organisation(desk, self.organisation)
        register = REGISTERS.get(self.kind)
        if register is None:
            raise NotFoundError(
                f"Registret {self.kind} finns inte. Välj ett av {', '.join(REGISTERS)}.",
                f"There is no register {self.kind}. Choose one of {', '.join(REGISTERS)}.",
            )
        given = _read(register, self.data)
        # Two imports at once would plan from the same register.
        seats.hold(desk.connection, desk.organisation_id)
        current = registers.current(desk.connection, self.kind, desk.organisation_id, register.key)
        _refuse(_faults(desk, self.kind, current, given))
        made = register_diff.plan(register, current, given, _ends_on(desk, ends=self.end_missing))
        if not self.dry_run:
            register_writing.write(desk, self.kind, current, made)
            desk.work.record(Event("register-imported", details={"register": self.kind, **counts(made)}))
        return made


def counts(made: Plan) -> dict[str, int]:
    """Return how many rows a plan makes, changes, ends and leaves."""
    many = {"new": len(made.new), "changed": len(made.changed), "ended": len(made.ended)}
    return {**many, "unchanged": made.unchanged}


def _ends_on(desk: Desk, *, ends: bool) -> date | None:
    return clock.day(desk.now) if ends else None


def _settle_organisation(desk: Desk, key: str | None) -> None:
    """Let Räls itself act in the organisation that is named; a person acts in their own."""
    if not desk.actor.is_rals:
        return
    found = units.organisation_or_only(desk.connection, key)
    if found is None:
        raise NotFoundError(
            f"Ange vilken organisation det gäller med --organisation; {key or 'ingen'} finns inte eller är inte den enda.",
            f"Say which organisation with --organisation; {key or 'none'} is unknown or not the only one.",
        )
    desk.work.actor = replace(desk.actor, organisation_id=found.id, profile_hash=found.profile_hash)


def _read(register: Register, data: bytes) -> list[Given]:
    headers, lines = csv_file.read(data)
    check_headers(register, headers)
    rows, faults = [], []
    for line in lines:
        row, wrong = typed(register, line)
        rows.append(row)
        faults += wrong
    _refuse(faults)
    return rows


def _faults(desk: Desk, kind: str, current: Mapping[Key, Any], given: Sequence[Given]) -> list[FieldError]:
    faults = register_diff.twice(given, REGISTERS[kind].key)
    faults += register_writing.unknown_names(desk, kind, given)
    if kind == "units":
        faults += register_diff.in_circles(current, given)
    if kind == "persons":
        faults += _ids(desk, current, given)
    faults += [fault for row in given for fault in _order(row)]
    return faults


def _ids(desk: Desk, current: Mapping[Key, Any], given: Sequence[Given]) -> list[FieldError]:
    """Return the lines whose HSA-id, user id or login another person has."""
    after = {key: dict(row) for key, row in current.items()}
    for row in given:
        after.setdefault((row.values["key"],), {}).update(row.values)
    lines = {(row.values["key"],): row.line for row in given}
    whole = [Given(lines.get(key, 0), values) for key, values in after.items()]
    # Those that the file does not name come first, so that the fault is at the line of the file.
    whole.sort(key=lambda row: row.line)
    faults = [
        fault
        for names in (("hsa_id",), ("user_id",), ("issuer", "subject"))
        for fault in register_diff.twice(whole, names)
    ]
    faults += [
        at_line(
            row.line,
            "utfardare och subjekt anges båda eller ingen",
            "give both utfardare and subjekt, or neither",
        )
        for row in whole
        if row.line and (row.values.get("issuer") is None) != (row.values.get("subject") is None)
    ]
    return faults + _elsewhere(desk, given)


def _elsewhere(desk: Desk, given: Sequence[Given]) -> list[FieldError]:
    def some(name: str) -> list[str]:
        return [row.values[name] for row in given if row.values.get(name)]

    hsa_ids, subjects = registers.taken_elsewhere(
        desk.connection, desk.organisation_id, some("hsa_id"), some("subject")
    )
    return [
        at_line(row.line, "id:t används redan av en annan person", "another person has the id already")
        for row in given
        if row.values.get("hsa_id") in hsa_ids
        or (row.values.get("issuer"), row.values.get("subject")) in subjects
    ]


def _order(row: Given) -> list[FieldError]:
    first, last = (row.values.get(one) for one in ("active_from", "active_to"))
    first, last = first or row.values.get("valid_from"), last or row.values.get("valid_to")
    if first and last and last < first:
        return [at_line(row.line, f"{last} är före {first}", f"{last} is before {first}")]
    return []


def _refuse(faults: Sequence[FieldError]) -> None:
    if not faults:
        return
    shown = tuple(sorted(faults, key=lambda fault: int(fault.pointer.rpartition("/")[2])))[:FAULTS_SHOWN]
    said = Text(*(" ".join(one) for one in zip(*(fault.text for fault in shown[:3]), strict=True)))
    raise InvalidError(
        f"Filen har {len(faults)} fel och inget har ändrats. {said.sv}",
        f"The file has {len(faults)} faults and nothing has changed. {said.en}",
        shown,
    )
