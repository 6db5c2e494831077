"""Tables for spreadsheets; nothing that people wrote becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from api.shapes.trail import plain
from forms.text import Language

Cell = str | int | Decimal | date | None


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]], language: Language) -> bytes:
    """Return CSV with semicolons, numbers as they are written in the language; its mark tells spreadsheets that it is UTF-8."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(heads)
    table.writerows([_told(cell, language) for cell in row] for row in rows)
    return f"\ufeff{written.getvalue()}".encode()


def as_xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook with one sheet, its heads in bold and in sight."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    sheet.append(list(heads))
    for row in rows:
        sheet.append([plain(cell) if isinstance(cell, str) else cell for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _told(cell: Cell, language: Language) -> str:
    if isinstance(cell, Decimal):
        bare = f"{cell.normalize():f}"
        return bare.replace(".", ",") if language == "sv" else bare
    return "" if cell is None else plain(str(cell))
