"""Tables for spreadsheets; nothing that people wrote becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from api.shapes.trail import plain
from forms.text import Language, Text

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """A table: what it is called, its heads, and its rows. What is above and left of `still` stays in place."""

    title: Text
    heads: Sequence[Text]
    rows: Iterable[Sequence[Cell]]
    still: str = "A2"


def as_file(sheet: Sheet, kind: str, language: Language) -> bytes:
    """Return the table as csv or xlsx."""
    return as_csv(sheet, language) if kind == "csv" else _as_xlsx(sheet, language)


def as_csv(sheet: Sheet, language: Language) -> bytes:
    """Return CSV with semicolons, numbers as they are written in the language; its mark tells spreadsheets that it is UTF-8."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([head.to(language) for head in sheet.heads])
    table.writerows([_told(cell, language) for cell in row] for row in sheet.rows)
    return f"\ufeff{written.getvalue()}".encode()


def _as_xlsx(sheet: Sheet, language: Language) -> bytes:
    """Return a workbook with one sheet, its heads in bold and in sight."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet.title.to(language)
    page.append([head.to(language) for head in sheet.heads])
    for row in sheet.rows:
        page.append([plain(cell) if isinstance(cell, str) else cell for cell in row])
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = sheet.still
    page.auto_filter.ref = page.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _told(cell: Cell, language: Language) -> str:
    if isinstance(cell, Decimal):
        bare = f"{cell.normalize():f}"
        return bare.replace(".", ",") if language == "sv" else bare
    return "" if cell is None else plain(str(cell))
