"""Reads a CSV file of a register: UTF-8 or Windows-1252, semicolons or commas, Swedish headers."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import InvalidError


@dataclass(frozen=True)
class Line:
    """A row of the file by header, and the line it ends on."""

    number: int
    cells: dict[str, str]


def read(data: bytes) -> tuple[tuple[str, ...], list[Line]]:
    """Return the headers, in ASCII and small letters, and the rows that are not empty.

    Raises InvalidError for a file without headers, with a header twice, or with rows of another length.
    """
    text = decoded(data)
    rows = _rows(text, ";" if text.partition("\n")[0].count(";") else ",")
    first = next(rows, None)
    headers = tuple(plain(cell) for cell in first[1]) if first else ()
    if not headers or len(set(headers)) < len(headers):
        raise InvalidError(
            "Första raden ska ha en rubrik för varje kolumn, och ingen två gånger.",
            "The first line must have a header for each column, and none twice.",
        )
    return headers, [_line(number, cells, headers) for number, cells in rows if any(map(str.strip, cells))]


def plain(header: str) -> str:
    """Return a header as a key: `E-post` and `e_post` are the same, as are `Överordnad` and `overordnad`."""
    letters = unicodedata.normalize("NFKD", header.strip().lower())
    kept = "".join(one for one in letters if not unicodedata.combining(one))
    return "_".join(kept.replace("-", " ").replace("_", " ").split())


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8 or Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes on a Swedish Windows; the five bytes that it leaves out are no letters.
        return data.decode("cp1252", "replace")


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidError(
            f"Rad {reader.line_num} går inte att läsa: {error}. Se om ett citattecken saknas.",
            f"Line {reader.line_num} cannot be read: {error}. See whether a quotation mark is missing.",
        ) from error


def _line(number: int, cells: list[str], headers: tuple[str, ...]) -> Line:
    if len(cells) != len(headers):
        raise InvalidError(
            f"Rad {number} har {len(cells)} kolumner, men rubrikerna är {len(headers)}.",
            f"Line {number} has {len(cells)} columns, but there are {len(headers)} headers.",
        )
    return Line(number, dict(zip(headers, (cell.strip() for cell in cells), strict=True)))
