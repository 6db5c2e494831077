"""The trail as a table."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Final

from engine import clock
from engine.queries.rows import TrailRow
from forms.text import Language, Text

_HEADS: Final = (
    Text("tid", "time"),
    Text("vem", "who"),
    Text("for", "on_behalf_of"),
    Text("roll", "role"),
    Text("handelse", "event"),
    Text("steg", "step"),
    Text("resultat", "result"),
    Text("mandat", "mandate"),
    Text("styrande_satser", "statements"),
    Text("detaljer", "details"),
)
# A spreadsheet would take a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[TrailRow], language: Language) -> str:
    """Return lines of the trail as CSV with semicolons, in the order given; `details` is JSON."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([head.to(language) for head in _HEADS])
    table.writerows([plain(cell) for cell in _cells(row, language)] for row in rows)
    return written.getvalue()


def _cells(row: TrailRow, language: Language) -> Iterable[str]:
    def named(text: Text | None) -> str:
        return text.to(language) if text else ""

    # What the way through the model was is in the drawing.
    details = {name: value for name, value in row.details.items() if name != "visits"}
    return (
        row.at.astimezone(clock.STOCKHOLM).isoformat(timespec="seconds"),
        row.person or "Räls",
        row.on_behalf_of or "",
        named(row.role_name),
        row.kind,
        named(row.element_name),
        named(row.outcome_name),
        named(row.mandate_name),
        " ".join(row.statements),
        json.dumps(details, ensure_ascii=False) if details else "",
    )


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
