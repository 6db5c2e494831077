"""Where cases wait: lead times by step, role and unit, on the drawing and as a table; and the event log to fetch."""

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from api.routes.lead_times import log, table
from engine.governance.permissions import Permission
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.reports.lead_times import FEWEST, SORTS, BusiestProcess, LeadTimes
from engine.queries.reports.lead_times_drawing import HEATS, WHOLE, LeadTimesDrawn, state_of
from engine.queries.reports.lead_times_sql import ROLE, STEP, UNIT
from engine.runtime.durations import short
from forms.text import Text
from web import session
from web.asking import Permitted
from web.frame import Frame
from web.pages.cases import drawn

BY: Final = {STEP: Text("Steg", "Step"), ROLE: Text("Roll", "Role"), UNIT: Text("Enhet", "Unit")}
# The columns that are sorted by, after the name.
COLUMNS: Final = {
    "completed": Text("Klara", "Completed"),
    "median": Text("Median", "Median"),
    "p90": Text("Nio av tio inom", "Nine of ten within"),
    "open": Text("Öppna nu", "Open now"),
    "oldest": Text("Äldsta öppna", "Oldest open"),
}
_ADDRESS: Final = "/statusrapporter/ledtider"
_ASKED: Final = ("process", "by", "version", "from", "to", "sort", "fas", "zoom")
# How large the drawing is shown, and how large unless something else is chosen.
_ZOOMS: Final = {"hela": 1.0, "40": 0.4, "60": 0.6, "100": 1.0}
_FIRST: Final = "60"


def pages(frame: Frame) -> Blueprint:
    """Return the page of lead times, its table and the event log as files."""
    blueprint = Blueprint("page_lead_times", __name__)
    blueprint.add_url_rule(_ADDRESS, "show", lambda: _show(frame))

    @blueprint.get(f"{_ADDRESS}/<key>.csv")
    def sheet(key: str) -> AnyResponse:
        return table(frame.ask(_question(_chosen() | {"process": key}))[1], session.language())

    @blueprint.get(f"{_ADDRESS}/<key>/handelselogg.<any(xes, csv):kind>")
    def event_log(key: str, kind: str) -> AnyResponse:
        reader = frame.ask()[0]
        days = {
            name: _day(request.args.get(name.removesuffix("_day"), "")) for name in ("from_day", "to_day")
        }
        return log(frame.engine, reader.identity, {"process": key, "format": kind, **days})

    return blueprint


def _show(frame: Frame) -> AnyResponse:
    chosen = _chosen()
    if not chosen["process"]:
        reader, busiest = frame.ask(BusiestProcess())
        if busiest is None:
            return frame.render("lead_times.html", reader, told=None)
        chosen["process"] = busiest
    asked = _question(chosen)
    zoom = chosen["zoom"] if chosen["zoom"] in _ZOOMS else _FIRST
    # By role and unit there is nothing to draw.
    by_step = asked.by == STEP
    question = LeadTimesDrawn(asked, session.language(), _ZOOMS[zoom], chosen["fas"]) if by_step else asked
    may = Permitted(Permission.EVENT_LOG_READ)
    reader, definitions, may_log, answer = frame.ask(ProcessDefinitions(), may, question)
    told, picture = answer if by_step else (answer, None)
    return frame.render(
        "lead_times.html",
        reader,
        told=told,
        picture=picture,
        chosen=chosen,
        zoom=zoom,
        asked=asked,
        processes={one.key: one.name for one in definitions},
        may=may_log,
        **_links({name: value for name, value in chosen.items() if value}),
        **_words(),
    )


def _links(kept: dict[str, str]) -> dict[str, Any]:
    def link(**other: str) -> str:
        return f"{_ADDRESS}?{urlencode(kept | other)}"

    return {
        "link": link,
        "link_drawn": lambda **other: f"{link(**other)}#ritning",
        "size": lambda zoom: f"{link(zoom=zoom)}#ritning",
        "query": urlencode(kept),
    }


def _words() -> dict[str, Any]:
    return {
        "kinds": BY,
        "columns": COLUMNS,
        "heats": HEATS,
        "heat": state_of,
        "short": short,
        "fewest": FEWEST,
        "zooms": _ZOOMS,
        "drawn": drawn,
        "whole": WHOLE,
    }


def _chosen() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in _ASKED}


def _question(chosen: dict[str, str]) -> LeadTimes:
    return LeadTimes(
        chosen["process"],
        by=chosen["by"] if chosen["by"] in BY else STEP,
        version=chosen["version"] or None,
        from_day=_day(chosen["from"]),
        to_day=_day(chosen["to"]),
        sort=chosen["sort"] if chosen["sort"] in SORTS else "order",
    )


def _day(written: str) -> date | None:
    """Return the day that a date field sends; anything else limits nothing."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
