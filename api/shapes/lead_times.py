"""Lead times over the wire: as JSON, and as a table for spreadsheets."""

from collections.abc import Sequence
from typing import Final

from marshmallow import Schema, fields, validate

from api.shapes import sheets
from api.shapes.base import Words
from api.shapes.sheets import Sheet
from engine.queries.reports.lead_times import SORTS, LeadRow, LeadTimesTold
from engine.queries.reports.lead_times_sql import ROLE, STEP, UNIT
from forms.text import Language, Text

_DAY: Final = 86_400


class LeadTimesQuery(Schema):
    """Which process, by what, and for which days."""

    process = fields.String(required=True)
    by = fields.String(load_default=STEP, validate=validate.OneOf((STEP, ROLE, UNIT)))
    version = fields.String(
        load_default=None, metadata={"description": "Only cases that run on it: id or number"}
    )
    from_day = fields.Date(
        data_key="from", load_default=None, metadata={"description": "Completed on or after"}
    )
    to_day = fields.Date(data_key="to", load_default=None, metadata={"description": "Completed on or before"})
    sort = fields.String(load_default="order", validate=validate.OneOf(SORTS))
    format = fields.String(load_default="json", validate=validate.OneOf(("json", "csv")))


class LeadTimesItem(Schema):
    """A step, role or unit; `hidden`: too few are behind its times to tell them."""

    key = fields.String(allow_none=True)
    name = Words()
    beside = Words(allow_none=True)
    roles = fields.List(Words())
    completed = fields.Integer()
    median = fields.Float(allow_none=True, metadata={"description": "Seconds"})
    p90 = fields.Float(allow_none=True, metadata={"description": "Seconds"})
    working_days = fields.Float(allow_none=True, metadata={"description": "The median in working days"})
    open = fields.Integer()
    oldest = fields.Float(allow_none=True, metadata={"description": "Seconds"})
    hidden = fields.Boolean()


class LeadTimesPage(Schema):
    """The rows, and `whole`: the cases themselves, from start to end."""

    process = fields.String()
    name = Words()
    version = fields.Integer(allow_none=True)
    items = fields.List(fields.Nested(LeadTimesItem))
    whole = fields.Nested(LeadTimesItem)


_HEADS: Final = (
    Text("vad", "what"),
    Text("ligger i", "lies in"),
    Text("roller", "roles"),
    Text("klara", "completed"),
    Text("median dygn", "median days"),
    Text("90 procent inom dygn", "90 per cent within days"),
    Text("median arbetsdagar", "median working days"),
    Text("öppna", "open"),
    Text("äldsta öppna dygn", "oldest open days"),
)


def as_csv(told: LeadTimesTold, language: Language) -> bytes:
    """Return the rows and the whole case as CSV."""
    cells = (_cells(row, language) for row in (*told.items, told.whole))
    return sheets.as_csv(Sheet(Text("Ledtider", "Lead times"), _HEADS, cells), language)


def _cells(row: LeadRow, language: Language) -> Sequence[str]:
    def number(value: float | None, of: float = 1) -> str:
        said = "" if value is None else f"{value / of:.2f}"
        return said.replace(".", ",") if language == "sv" else said

    return (
        row.name.to(language),
        row.beside.to(language) if row.beside else "",
        ", ".join(role.to(language) for role in row.roles),
        str(row.completed),
        number(row.median, _DAY),
        number(row.p90, _DAY),
        number(row.working_days),
        str(row.open),
        number(row.oldest, _DAY),
    )
