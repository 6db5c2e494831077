"""Cases: the list, and one case with its phases, drawing, tasks, decisions and trail."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.cases.drawing import Diagram
from engine.queries.cases.list import Cases
from engine.queries.cases.records import Decisions, Trail
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.tasks.inbox import Inbox
from forms.text import Text
from web import session
from web.frame import Frame
from web.views.case import StandingOf, sentences

TASKS_SHOWN: Final = 100
TRAIL_SHOWN: Final = 12
STATES: Final = {
    "running": Text("Pågående", "Running"),
    "ended": Text("Avslutade", "Ended"),
}
_FILTERS: Final = ("q", "state", "process", "mine")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of cases."""
    blueprint = Blueprint("page_cases", __name__)
    blueprint.add_url_rule("/arenden", "many", lambda: _many(frame))
    blueprint.add_url_rule("/arenden/<uuid:case_id>", "one", lambda case_id: _one(frame, case_id))
    blueprint.add_url_rule(
        "/arenden/<uuid:case_id>/diagram.svg", "diagram", lambda case_id: _diagram(frame, case_id)
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
    reader, standing, tasks, decisions, trail = frame.ask(
        StandingOf(case_id, spoken, request.args.get("fas")),
        Inbox("case", case=case_id, limit=TASKS_SHOWN),
        Decisions(case_id),
        Trail(case_id, TRAIL_SHOWN, request.args.get("cursor")),
    )
    return frame.render(
        "case.html",
        reader,
        standing=standing,
        case=standing.case,
        # Made by us from a published model, in which every text is escaped. HTML knows no XML declaration.
        drawing=Markup(standing.drawing[standing.drawing.index(b"<svg") :].decode()),  # noqa: S704
        tasks=tasks,
        decisions=decisions,
        trail=trail,
        lines=sentences(trail.items, spoken),
    )


def _diagram(frame: Frame, case_id: UUID) -> AnyResponse:
    _, drawing = frame.ask(Diagram(case_id, session.language(), request.args.get("fas")))
    return Response(drawing, mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})
