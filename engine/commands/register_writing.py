"""Writes what a file changes in a register, and gives units the seats that their new place asks for."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from engine.connectors import seating
from engine.desk import Desk
from engine.errors import FieldError
from engine.governance.register_diff import Changed, Key, Plan
from engine.governance.register_rows import Given, at_line
from engine.governance.routing import ORGANISATION_KINDS
from engine.store import registers
from engine.store.registers import REFERENCES, UNIQUE
from engine.store.seats import Place

# What a reference names.
_NAMES: Final = {"parent_id": "unit", "unit_id": "unit", "person_id": "person"}
Row = Mapping[str, Any]


def unknown_names(desk: Desk, kind: str, given: Iterable[Given]) -> list[FieldError]:
    """Return the lines that name a unit or person that neither the register nor the file has."""
    rows = list(given)
    faults = []
    for name, column in REFERENCES[kind].items():
        known = set(registers.named(desk.connection, _NAMES[column], desk.organisation_id))
        known |= {row.values["code"] for row in rows} if kind == "units" else set()
        for row in rows:
            named = row.values.get(name)
            if named is not None and named not in known:
                said = f"{named} finns inte i registret", f"{named} is not in the register"
                faults.append(at_line(row.line, *said))
    return faults


def write(desk: Desk, kind: str, current: Mapping[Key, Row], plan: Plan) -> None:
    """Write the plan, parents before what lies under them."""
    ids = {
        what: registers.named(desk.connection, what, desk.organisation_id)
        for what in {_NAMES[column] for column in REFERENCES[kind].values()}
    }
    new = [{"id": uuid4(), **row} for row in (_parents_first(plan.new) if kind == "units" else plan.new)]
    if kind == "units":
        ids["unit"] |= {row["code"]: row["id"] for row in new}
    changed = {
        current[one.key]["id"]: _stored(kind, _values(current[one.key], one), ids)
        for one in (*plan.changed, *plan.ended)
    }
    whole = [_stored(kind, row, ids) | _owner(desk, kind) for row in new]
    registers.write(desk.connection, kind, whole, changed)
    if kind == "units":
        _seats(desk, whole, changed)


def _values(row: Row, one: Changed) -> dict[str, Any]:
    values = {name: new for name, (_, new) in one.fields.items()}
    if set(UNIQUE) & values.keys():
        values = {name: row[name] for name in UNIQUE} | values
    return values


def _stored(kind: str, row: Row, ids: Mapping[str, Mapping[str, UUID]]) -> dict[str, Any]:
    """Return a row as its table has it: ids for names, and no title is an empty one."""
    stored = {}
    for name, value in row.items():
        column = REFERENCES[kind].get(name, name)
        stored[column] = ids[_NAMES[column]][value] if column != name and value is not None else value
    return {**stored, "title": stored["title"] or ""} if "title" in stored else stored


def _owner(desk: Desk, kind: str) -> dict[str, UUID]:
    # A position belongs to the organisation through its person.
    return {} if kind == "positions" else {"organisation_id": desk.organisation_id}


def _parents_first(new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    waiting = {row["code"]: row for row in new}
    ordered: list[dict[str, Any]] = []
    for code in list(waiting):
        way = []
        at: str | None = code
        while at in waiting:
            row = waiting.pop(at)
            way.append(row)
            at = row.get("parent")
        ordered += reversed(way)
    return ordered


def _seats(desk: Desk, new: Iterable[Row], changed: Mapping[UUID, Row]) -> None:
    """Give new units the seats of their kind, and let the seats of units that moved hang where they now belong."""
    roles = [role for role in desk.profile.roles.values() if role.scope not in ORGANISATION_KINDS]
    places = [
        Place(role.key, role.scope, row["id"]) for row in new for role in roles if role.scope == row["kind"]
    ]
    if places:
        seating.seats_for(desk.connection, desk.organisation_id, desk.profile, places)
    moved = [unit for unit, values in changed.items() if "parent_id" in values]
    if moved:
        seating.hang_anew(desk.connection, desk.organisation_id, desk.profile, moved)
