"""Cases: the list, and one case with its phases, drawing, tasks, decisions and trail."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.cases.drawing import Diagram
from engine.queries.cases.list import Cases
from engine.queries.cases.records import Decisions
from engine.queries.cases.trail import Trail
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.tasks.inbox import Inbox
from forms.text import Text
from web import session
from web.frame import Frame
from web.views.beside import BesideOf
from web.views.case import SheetsOf, StandingOf
from web.views.goals import goals
from web.views.trail import sentences

TASKS_SHOWN: Final = 100
TRAIL_SHOWN: Final = 12
STATES: Final = {
    "running": Text("Pågående", "Running"),
    "ended": Text("Avslutade", "Ended"),
}
_FILTERS: Final = ("q", "state", "process", "mine")
# How large the drawing is shown; "hela" fits it into the width of the page.
ZOOMS: Final = {"hela": 1.0, "50": 0.5, "75": 0.75, "100": 1.0, "150": 1.5, "200": 2.0}


def pages(frame: Frame) -> Blueprint:
    """Return the pages of cases."""
    blueprint = Blueprint("page_cases", __name__)
    blueprint.add_url_rule("/arenden", "many", lambda: _many(frame))
    blueprint.add_url_rule("/arenden/<uuid:case_id>", "one", lambda case_id: _one(frame, case_id))
    blueprint.add_url_rule(
        "/arenden/<uuid:case_id>/diagram.svg", "diagram", lambda case_id: _diagram(frame, case_id)
    )
    blueprint.add_url_rule(
        "/arenden/<uuid:case_id>/ritning", "sheets", lambda case_id: _sheets(frame, case_id)
    )
    return blueprint


def _many(frame: Frame) -> AnyResponse:
    filters = {name: request.args.get(name, "").strip() for name in _FILTERS}
    question = Cases(
        filters["state"] or None,
        filters["process"] or None,
        q=filters["q"] or None,
        mine=bool(filters["mine"]),
        cursor=request.args.get("cursor"),
    )
    reader, page, definitions = frame.ask(question, ProcessDefinitions())
    more = {name: value for name, value in filters.items() if value} | {"cursor": page.next or ""}
    return frame.render(
        "cases.html",
        reader,
        page=page,
        filters=filters,
        processes={version.key: version.name for version in definitions},
        states=STATES,
        more=f"/arenden?{urlencode(more)}" if page.next else None,
    )


def _one(frame: Frame, case_id: UUID) -> AnyResponse:
    spoken = session.language()
    zoom = request.args.get("zoom", "")
    zoom = zoom if zoom in ZOOMS else ""
    reader, standing, tasks, decisions, trail, beside = frame.ask(
        StandingOf(case_id, spoken, request.args.get("fas"), ZOOMS.get(zoom, 1.0)),
        Inbox("case", case=case_id, limit=TASKS_SHOWN),
        Decisions(case_id),
        Trail(case_id, TRAIL_SHOWN, request.args.get("cursor")),
        BesideOf(case_id),
    )
    return frame.render(
        "case.html",
        reader,
        standing=standing,
        case=standing.case,
        drawing=drawn(standing.drawing),
        zoom=zoom,
        zooms=ZOOMS,
        size=lambda one: _size(case_id, one),
        tasks=tasks,
        decisions=decisions,
        trail=trail,
        lines=sentences(trail.items, spoken),
        beside=beside,
        goals=goals(beside.goals, spoken),
        interventions=sentences(beside.interventions, spoken),
        about=request.args.get("uppgift"),
    )


def _sheets(frame: Frame, case_id: UUID) -> AnyResponse:
    reader, (case, sheets) = frame.ask(SheetsOf(case_id, session.language(), request.args.get("fas")))
    sheets_drawn = [(sheet.phase, drawn(sheet.drawing)) for sheet in sheets]
    return frame.render("sheets.html", reader, case=case, sheets=sheets_drawn)


def drawn(drawing: bytes) -> Markup:
    """Return a drawing of ours as a part of a page."""
    # Made by us from a published model, in which every text is escaped. HTML knows no XML declaration.
    return Markup(drawing[drawing.index(b"<svg") :].decode())  # noqa: S704


def _size(case_id: UUID, zoom: str) -> str:
    kept = {name: request.args[name] for name in ("fas", "cursor") if request.args.get(name)}
    return f"/arenden/{case_id}?{urlencode({**kept, 'zoom': zoom})}#where"


def _diagram(frame: Frame, case_id: UUID) -> AnyResponse:
    _, drawing = frame.ask(Diagram(case_id, session.language(), request.args.get("fas")))
    return Response(drawing, mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})
