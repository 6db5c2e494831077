"""Realised benefits as a table for spreadsheets: CSV and XLSX."""

from collections.abc import Iterable
from typing import Final

from api.shapes.sheets import Cell, Sheet, as_file
from engine.queries.reports.benefits import BenefitRow
from forms.text import Language, Text

# What each state is called.
STATES: Final = {
    "reached": Text("Uppnått", "Reached"),
    "on_way": Text("På väg", "On its way"),
    "not_reached": Text("Inte uppnått", "Not reached"),
    "not_judged": Text("Inte bedömt", "Not assessed"),
    "written_off": Text("Avskrivet", "Written off"),
}
_TITLE: Final = Text("Effekthemtagning", "Realised benefits")
_HEADS: Final = (
    Text("ärende", "case"),
    Text("rubrik", "title"),
    Text("uppdragsägare", "assignment owner"),
    Text("effektmål", "goal"),
    Text("mäts i", "measured in"),
    Text("baslinje", "baseline"),
    Text("målvärde", "target"),
    Text("utfall", "realised value"),
    Text("mätt", "measured on"),
    Text("realiserat %", "realised %"),
    Text("bedömning", "assessment"),
    Text("slutdatum", "end date"),
    Text("mätning försenad", "measurement overdue"),
)


def table(rows: Iterable[BenefitRow], kind: str, language: Language) -> bytes:
    """Return the goals as a file: csv or xlsx."""
    return as_file(Sheet(_TITLE, _HEADS, (_cells(row, language) for row in rows)), kind, language)


def _cells(row: BenefitRow, language: Language) -> tuple[Cell, ...]:
    return (
        row.number,
        row.title,
        ", ".join(row.owners),
        row.name,
        row.measured_in,
        row.baseline,
        row.target,
        row.total.value if row.total else None,
        row.total.measured_on if row.total else None,
        row.realised,
        STATES[row.state].to(language),
        row.end_on,
        Text("ja", "yes").to(language) if row.late else None,
    )
