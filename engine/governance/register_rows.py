"""The registers that are imported: their columns, by the Swedish header, and what each may hold."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from engine.errors import FieldError, InvalidError
from engine.governance.csv_file import Line
from engine.governance.personal_number import looks_like_one
from forms.text import Text

HSA_ID: Final = re.compile(r"SE[0-9]{10}-[A-Za-z0-9]+")
HSA_ID_LONGEST: Final = 31
LONGEST: Final = 500
UNIT_KINDS: Final = (
    *(
        "region",
        "kommunkoncern",
        "koncernkontor",
        "forvaltning",
        "regionomrade",
        "stab",
        "stabsfunktion",
        "enhet",
    ),
    *("bolag", "extern_org"),
)


class CellError(ValueError):
    """A cell that cannot be accepted."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(sv, en)


def _text(cell: str) -> str | None:
    if len(cell) > LONGEST or not cell.isprintable():
        raise CellError(
            f"är längre än {LONGEST} tecken eller har styrtecken", "is too long or has control characters"
        )
    if looks_like_one(cell):
        raise CellError(
            "ser ut som ett personnummer; sådana lagras inte", "looks like a personal number; none is kept"
        )
    return cell or None


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise CellError("ska vara en dag som 2026-01-31", "must be a day such as 2026-01-31") from error


def _hsa_id(cell: str) -> str | None:
    if cell and (not HSA_ID.fullmatch(cell) or len(cell) > HSA_ID_LONGEST):
        raise CellError("är inget HSA-id, som SE2321000000-A1B2", "is no HSA-id, such as SE2321000000-A1B2")
    return _text(cell)


def _unit_kind(cell: str) -> str | None:
    if cell not in UNIT_KINDS:
        raise CellError(f"ska vara ett av {', '.join(UNIT_KINDS)}", f"must be one of {', '.join(UNIT_KINDS)}")
    return cell


def _yes(cell: str) -> bool:
    known = {"ja": True, "1": True, "": True, "nej": False, "0": False}
    if cell.lower() not in known:
        raise CellError("ska vara ja eller nej", "must be ja or nej")
    return known[cell.lower()]


@dataclass(frozen=True)
class Column:
    """A column: its header, what the register calls it, and how a cell is read."""

    header: str
    name: str
    read: Callable[[str], Any] = _text
    required: bool = False


@dataclass(frozen=True)
class Register:
    """A register: its columns, which of them name a row, and how a row that is missing is ended."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    # The column that tells that a row has ended: a last day, or whether it is active.
    ends: str


REGISTERS: Final[Mapping[str, Register]] = {
    "units": Register(
        (
            Column("kod", "code", required=True),
            Column("namn", "name", required=True),
            Column("typ", "kind", _unit_kind, required=True),
            Column("overordnad", "parent"),
            Column("aktiv_fran", "active_from", _day),
            Column("aktiv_till", "active_to", _day),
        ),
        ("code",),
        "active_to",
    ),
    "persons": Register(
        (
            Column("nyckel", "key", required=True),
            Column("namn", "name", required=True),
            Column("befattning", "title"),
            Column("e_post", "email"),
            Column("hsa_id", "hsa_id", _hsa_id),
            Column("anvandar_id", "user_id"),
            Column("utfardare", "issuer"),
            Column("subjekt", "subject"),
            Column("enhet", "unit"),
            Column("aktiv", "active", _yes),
        ),
        ("key",),
        "active",
    ),
    "positions": Register(
        (
            Column("person", "person", required=True),
            Column("befattning", "kind", required=True),
            Column("enhet", "unit", required=True),
            Column("fran", "valid_from", _day, required=True),
            Column("till", "valid_to", _day),
        ),
        ("person", "kind", "unit", "valid_from"),
        "valid_to",
    ),
}


@dataclass(frozen=True)
class Given:
    """A row as it was given: the line, and the values of the columns that the file has."""

    line: int
    values: dict[str, Any]


def check_headers(register: Register, headers: tuple[str, ...]) -> None:
    """Refuse headers that the register does not have, and a file without those it must have."""
    known = [column.header for column in register.columns]
    strange = [one for one in headers if one not in known]
    missing = [one.header for one in register.columns if one.required and one.header not in headers]
    if strange or missing:
        raise InvalidError(
            f"Rubrikerna ska vara några av {', '.join(known)}. Okända: {', '.join(strange) or 'inga'}. "
            f"Saknas: {', '.join(missing) or 'inga'}.",
            f"The headers must be some of {', '.join(known)}. Unknown: {', '.join(strange) or 'none'}. "
            f"Missing: {', '.join(missing) or 'none'}.",
        )


def typed(register: Register, line: Line) -> tuple[Given, list[FieldError]]:
    """Return the row with its values, and what is wrong with it."""
    values, faults = {}, []
    for column in register.columns:
        cell = line.cells.get(column.header)
        if cell is None:
            continue
        try:
            values[column.name] = _read(column, cell)
        except CellError as fault:
            faults.append(
                at_line(line.number, f"{column.header} {fault.text.sv}", f"{column.header} {fault}")
            )
    return Given(line.number, values), faults


def _read(column: Column, cell: str) -> Any:
    if column.required and not cell:
        raise CellError("saknas", "is missing")
    return column.read(cell)


def at_line(number: int, sv: str, en: str) -> FieldError:
    """Return a fault of a line of the file."""
    return FieldError(f"/lines/{number}", Text(f"Rad {number}: {sv}.", f"Line {number}: {en}."))
