"""A CSV file of measurements: its columns, and what each may hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from engine.errors import FieldError, InvalidError
from engine.governance import csv_file
from engine.governance.csv_file import Line
from engine.governance.personal_number import looks_like_one
from engine.governance.register_rows import CellError, at_line

HEADERS: Final = ("effektmål", "enhet", "värde", "matdatum", "källa", "kommentar")
COLUMNS: Final = tuple(csv_file.plain(header) for header in HEADERS)
NEEDED: Final = ("effektmal", "varde", "matdatum")
# What a JSON item calls each column, so that a fault can be told of the line.
NAMES: Final = {"goal": "effektmål", "unit": "enhet", "value": "värde", "measured_on": "matdatum"}
MOST_BYTES: Final = 256_000
MOST_ROWS: Final = 1_000
LONGEST: Final = 2_000
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,6})?")
# What keeps a spreadsheet from taking a cell of the template for a formula.
_QUOTED: Final = re.compile(r"^'(?=[=+\-@\t\r])")
# Spaces between thousands, as spreadsheets write them.
_SPACES: Final = str.maketrans({" ": None, "\xa0": None, "\u202f": None, "\u2212": "-"})


@dataclass(frozen=True)
class Known:
    """What a cell may name, by name, code or id, in small letters; a name of several is None."""

    goals: Mapping[str, UUID | None]
    units: Mapping[str, UUID | None]


@dataclass(frozen=True)
class Given:
    """A row with a value, and the line that it stands on."""

    line: int
    values: dict[str, Any]


def read(data: bytes, known: Known) -> tuple[list[Given], list[FieldError], int]:
    """Return the rows, their faults, and how many had no value and were passed over. Raises InvalidError for the whole file."""
    lines = _lines(data)
    rows, faults = [], []
    for line in lines:
        if line.cells["varde"]:
            row, wrong = _row(line, known)
            rows.append(row)
            faults += wrong
    return rows, faults, len(lines) - len(rows)


def names(pairs: Sequence[tuple[str, UUID]]) -> dict[str, UUID | None]:
    """Return what each name means; one that means several means none."""
    found: dict[str, UUID | None] = {}
    for name, one in pairs:
        key = name.casefold()
        found[key] = one if found.get(key, one) == one else None
    return found


def number(cell: str) -> Decimal:
    """Return a number as people write it, with a decimal comma or point; raises CellError."""
    bare = cell.translate(_SPACES)
    if not _NUMBER.fullmatch(bare):
        raise CellError(
            f"ska vara ett tal som 12,5 och inte {cell[:40]}",
            f"must be a number such as 12.5, not {cell[:40]}",
        )
    return Decimal(bare.replace(",", "."))


def _lines(data: bytes) -> list[Line]:
    if len(data) > MOST_BYTES:
        raise InvalidError(
            f"Filen är större än {MOST_BYTES // 1000} kB. Dela upp den.",
            f"The file is larger than {MOST_BYTES // 1000} kB. Split it.",
        )
    headers, lines = csv_file.read(data)
    if not set(NEEDED) <= set(headers) <= set(COLUMNS):
        raise InvalidError(
            f"Första raden ska ha rubrikerna {', '.join(HEADERS)}. Hämta mallen om du är osäker.",
            f"The first line must have the headers {', '.join(HEADERS)}. Fetch the template if in doubt.",
        )
    if len(lines) > MOST_ROWS:
        raise InvalidError(
            f"Filen har {len(lines)} rader. Dela upp den så att varje fil har högst {MOST_ROWS}.",
            f"The file has {len(lines)} rows. Split it so that each file has at most {MOST_ROWS}.",
        )
    return lines


def _row(line: Line, known: Known) -> tuple[Given, list[FieldError]]:
    readers: Mapping[str, tuple[str, Callable[[str], Any]]] = {
        "effektmal": ("goal_id", lambda cell: _named(cell, known.goals)),
        "enhet": ("unit_id", lambda cell: _named(cell, known.units) if cell else None),
        "varde": ("value", number),
        "matdatum": ("measured_on", _day),
        "kalla": ("source", _words),
        "kommentar": ("comment", _words),
    }
    values: dict[str, Any] = {"goal_id": None, "unit_id": None, "source": "", "comment": ""}
    faults = []
    for header, column in zip(HEADERS, COLUMNS, strict=True):
        name, reader = readers[column]
        try:
            if column in line.cells:
                values[name] = reader(_QUOTED.sub("", line.cells[column]))
        except CellError as fault:
            faults.append(at_line(line.number, f"{header} {fault.text.sv}", f"{header} {fault}"))
    return Given(line.number, values), faults


def _named(cell: str, known: Mapping[str, UUID | None]) -> UUID:
    if not cell:
        raise CellError("saknas", "is missing")
    found = known.get(cell.casefold())
    if found is None and cell.casefold() in known:
        raise CellError(
            f"{cell[:80]} finns flera gånger; skriv id eller kod",
            f"{cell[:80]} is there several times; give id or code",
        )
    if found is None:
        raise CellError(f"{cell[:80]} finns inte", f"{cell[:80]} is not there")
    return found


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise CellError("ska vara en dag som 2026-01-31", "must be a day such as 2026-01-31") from error


def _words(cell: str) -> str:
    if len(cell) > LONGEST:
        raise CellError(f"är längre än {LONGEST} tecken", f"is longer than {LONGEST} characters")
    if looks_like_one(cell):
        raise CellError(
            "ser ut som ett personnummer; sådana lagras inte", "looks like a personal number; none is kept"
        )
    return cell
