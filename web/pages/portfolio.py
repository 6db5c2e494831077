"""All cases that report, as a page and as spreadsheets; and the agenda of what needs a decision."""

from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from api.routes.portfolio import table
from api.shapes.portfolio import MOST
from engine.queries.documents.choices import DraftChoices
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.reports.portfolio import Portfolio, PortfolioRow
from forms.text import Text
from web import session
from web.frame import Frame, as_uuid
from web.views.charts import segments
from web.views.report_words import COLOURS, PARTS, TRENDS

SORTS: Final = {
    "oldest": Text("Äldst rapport", "Oldest report"),
    "process": Text("Efter process", "By process"),
    "phase": Text("Efter fas", "By phase"),
    "number": Text("Ärendenummer", "Case number"),
}
STATUSES: Final = {
    "rod": Text("Röd", "Red"),
    "gul": Text("Gul", "Yellow"),
    "gron": Text("Grön", "Green"),
    "saknas": Text("Ingen rapport", "No report"),
}
_SIGNS: Final = {key: COLOURS.get(key, "none") for key in STATUSES}
_FILTERS: Final = ("q", "status", "process", "phase", "unit", "owner", "late", "sort")
_BENEFITS: Final = {
    "reached": "green",
    "on_way": "blue",
    "uncertain": "yellow",
    "not_reached": "red",
    "unknown": "none",
}
AGENDA: Final = 200


def pages(frame: Frame) -> Blueprint:
    """Return the pages of the portfolio."""
    blueprint = Blueprint("page_portfolio", __name__)
    blueprint.add_url_rule("/statusrapporter", "many", lambda: _many(frame))
    blueprint.add_url_rule("/statusrapporter/dagordning", "agenda", lambda: _agenda(frame))

    @blueprint.get("/statusrapporter.<any(csv, xlsx):kind>")
    def sheet(kind: str) -> AnyResponse:
        _, page = frame.ask(_question(_chosen(), MOST))
        return table(page, kind, session.language())

    return blueprint


def _chosen() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in _FILTERS}


def _question(chosen: dict[str, str], limit: int = 50, cursor: str | None = None) -> Portfolio:
    return Portfolio(
        status=chosen["status"] or None,
        process=chosen["process"] or None,
        phase=chosen["phase"] or None,
        unit=as_uuid(chosen["unit"]),
        owner=as_uuid(chosen["owner"]),
        q=chosen["q"] or None,
        late=bool(chosen["late"]),
        sort=chosen["sort"] or "worst",
        limit=limit,
        cursor=cursor,
    )


def _many(frame: Frame) -> AnyResponse:
    chosen = _chosen()
    wanted = tuple(one for one in (as_uuid(chosen["unit"]), as_uuid(chosen["owner"])) if one)
    reader, page, definitions, choices = frame.ask(
        _question(chosen, cursor=request.args.get("cursor")),
        ProcessDefinitions(),
        DraftChoices(chosen=wanted),
    )
    kept = {name: value for name, value in chosen.items() if value}
    return frame.render(
        "portfolio.html",
        reader,
        page=page,
        groups=_groups(page.items, chosen["sort"]),
        chosen=chosen,
        query=urlencode(kept),
        more=f"/statusrapporter?{urlencode(kept | {'cursor': page.next})}" if page.next else None,
        processes={one.key: one.name for one in definitions},
        units=_named(choices.units),
        people=_named(choices.people),
        bar=segments((_SIGNS[key], page.counts.get(key, 0)) for key in ("gron", "gul", "rod", "saknas")),
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "statuses": STATUSES,
        "sorts": SORTS,
        "signs": _SIGNS,
        "trends": TRENDS,
        "parts": PARTS,
        "pieces": lambda row: segments((_BENEFITS[key], count) for key, count in row.benefits.items()),
    }


def _groups(rows: tuple[PortfolioRow, ...], sort: str) -> list[tuple[Text | None, list[PortfolioRow]]]:
    """Return the rows under a heading for each process or phase, when they are sorted by that; else under none."""
    if sort not in ("process", "phase"):
        return [(None, list(rows))] if rows else []
    none = Text("Ingen fas", "No phase")
    found = groupby(rows, lambda row: row.process_name if sort == "process" else row.phase_name or none)
    return [(name, list(some)) for name, some in found]


def _named(rows: Any) -> list[tuple[str, Text]]:
    return [(str(one.id), Text(one.name, one.name)) for one in rows]


def _agenda(frame: Frame) -> AnyResponse:
    reader, page = frame.ask(Portfolio(needs_decision=True, limit=AGENDA))
    found = [(row, one) for row in page.items for one in row.decisions]
    found.sort(key=lambda pair: pair[1].get("senast") or "9999")
    return frame.render("agenda.html", reader, points=found, signs=_SIGNS, trends=TRENDS)
