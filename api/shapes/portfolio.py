"""The portfolio over the wire: as JSON, and as a table for spreadsheets."""

from collections.abc import Iterable, Sequence
from typing import Final

from marshmallow import Schema, fields, validate

from api.shapes import sheets
from api.shapes.base import Paging, Words
from api.shapes.sheets import Cell, Sheet
from engine.queries.reports.portfolio import PortfolioRow
from engine.queries.reports.portfolio_sql import ORDERS, STATUSES
from forms.text import Language, Text

FORMATS: Final = ("json", "csv", "xlsx", "pptx")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTS: Final = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
# What a spreadsheet gets at most.
MOST: Final = 5000


class Chosen(Schema):
    """Which cases."""

    state = fields.String(load_default="running", validate=validate.OneOf(("running", "ended")))
    status = fields.String(load_default=None, validate=validate.OneOf(STATUSES))
    process = fields.String(load_default=None)
    phase = fields.String(load_default=None)
    unit = fields.UUID(load_default=None, metadata={"description": "Finds what concerns units under it too"})
    owner = fields.UUID(load_default=None, metadata={"description": "The assignment owner"})
    q = fields.String(load_default=None, validate=validate.Length(max=200))
    late = fields.Boolean(load_default=False, metadata={"description": "A report is overdue"})
    needs_decision = fields.Boolean(
        load_default=False, metadata={"description": "A question of the latest report has no decision"}
    )
    attention = fields.Boolean(
        load_default=False, metadata={"description": "Red, yellow, late or needs a decision"}
    )


class PortfolioQuery(Chosen, Paging):
    """Which cases, in which order and in which form."""

    since = fields.Date(
        load_default=None, metadata={"description": "`changes` and `before` compare with how it was that day"}
    )
    sort = fields.String(load_default="worst", validate=validate.OneOf(tuple(ORDERS)))
    format = fields.String(load_default="json", validate=validate.OneOf(FORMATS))


class ReportChange(Schema):
    """One thing that differs between two reports: see `engine/queries/reports/changes.py` for the kinds."""

    kind = fields.String()
    name = fields.String()
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)


class PortfolioItem(Schema):
    """A case with its latest report."""

    id = fields.UUID()
    number = fields.String()
    title = fields.String()
    process = fields.String()
    process_name = Words()
    phase = fields.String(allow_none=True)
    phase_name = Words(allow_none=True)
    owner = fields.String(allow_none=True)
    leader = fields.String(allow_none=True)
    areas = fields.List(fields.String())
    report_id = fields.UUID(allow_none=True)
    report_number = fields.Integer(allow_none=True)
    total = fields.String(allow_none=True)
    trend = fields.String(allow_none=True)
    parts = fields.Dict()
    part_trends = fields.Dict()
    period_to = fields.Date(allow_none=True)
    age_days = fields.Integer(allow_none=True)
    summary = fields.String()
    history = fields.List(fields.String())
    before = fields.Dict(allow_none=True)
    changes = fields.List(fields.Nested(ReportChange))
    decisions = fields.List(fields.Dict())
    benefits = fields.Dict()
    due_at = fields.DateTime(allow_none=True)
    late = fields.Boolean()


class PortfolioPage(Schema):
    """A page of cases; `counts` by colour is of all that the filters leave."""

    items = fields.List(fields.Nested(PortfolioItem))
    next = fields.String(allow_none=True)
    counts = fields.Dict()


_HEADS: Final = (
    Text("ärende", "case"),
    Text("rubrik", "title"),
    Text("process", "process"),
    Text("fas", "phase"),
    Text("uppdragsägare", "assignment owner"),
    Text("projektledare", "project leader"),
    Text("regionområden", "regional areas"),
    Text("rapport", "report"),
    Text("period till", "period to"),
    Text("dagar sedan", "days since"),
    Text("status", "status"),
    Text("trend", "trend"),
    *(Text(name, name) for name in PARTS),
    Text("nästa beslut", "next decision"),
    Text("beslut senast", "decision by"),
    Text("nådda effektmål", "goals reached"),
    Text("effektmål", "goals"),
    Text("försenad", "overdue"),
    Text("sammanfattning", "summary"),
)


def as_file(rows: Iterable[PortfolioRow], kind: str, language: Language) -> bytes:
    """Return the cases for spreadsheets: csv or xlsx."""
    cells = (_cells(row, language) for row in rows)
    return sheets.as_file(Sheet(Text("Portfölj", "Portfolio"), _HEADS, cells, "C2"), kind, language)


def _cells(row: PortfolioRow, language: Language) -> Sequence[Cell]:
    decision = row.decisions[0] if row.decisions else {}
    return (
        row.number,
        row.title,
        row.process_name.to(language),
        row.phase_name.to(language) if row.phase_name else None,
        row.owner,
        row.leader,
        ", ".join(row.areas),
        row.report_number,
        row.period_to,
        row.age_days,
        row.total,
        row.trend,
        *(row.parts.get(name) for name in PARTS),
        decision.get("fraga"),
        decision.get("senast"),
        row.benefits["reached"],
        sum(row.benefits.values()),
        Text("ja", "yes").to(language) if row.late else None,
        row.summary,
    )
