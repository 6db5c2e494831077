"""What leads: the agenda of a leadership, and what comes to an area. As pages and as PDF."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from api.routes.files import download
from engine.queries.registers.units import Units
from engine.queries.reports.agenda import Agenda
from engine.queries.reports.coming import AREA, Coming
from forms.text import Text
from web import session
from web.dates import Dates
from web.frame import Frame, Reader
from web.paper import LETTERS, pdf
from web.views.report_words import COLOURS, TRENDS
from web.views.timeline import timeline
from web.words import Say

KINDS: Final[Mapping[str, Text]] = {
    "escalation": Text("Eskalering", "Escalation"),
    "decision": Text("Beslut i ett ärende", "Decision in a case"),
    "goals": Text("Effektmål att skriva av eller ge ny dag", "Goals to write off or give a new day"),
    "question": Text("Fråga i en statusrapport", "Question of a status report"),
    "red": Text("Röd rapport", "Red report"),
    "overdue": Text("Beslut som dröjer", "Overdue decision"),
    "goal-past": Text("Effektmål vars dag har passerat", "Goal whose day has passed"),
}
ARRIVALS: Final[Mapping[str, Text]] = {
    "rollout": Text("Införande", "Roll-out"),
    "concerned": Text("Berörs, inte planerat", "Concerned, not planned"),
    "activity": Text("Aktivitet", "Activity"),
    "milestone": Text("Milstolpe", "Milestone"),
}
STATUSES: Final[Mapping[str, Text]] = {
    "ej_paborjat": Text("Ej påbörjat", "Not begun"),
    "pagar": Text("Pågår", "Going on"),
    "infort": Text("Infört", "Implemented"),
}
AREAS: Final = 200


def pages(frame: Frame) -> Blueprint:
    """Return the pages."""
    blueprint = Blueprint("page_leading", __name__)

    @blueprint.get("/statusrapporter/dagordning")
    def agenda() -> AnyResponse:
        reader, whole = frame.ask(Agenda(request.args.get("role") or None))
        return frame.render("agenda.html", reader, **_agenda(whole))

    @blueprint.get("/statusrapporter/dagordning.pdf")
    def agenda_paper() -> AnyResponse:
        reader, whole = frame.ask(Agenda(request.args.get("role") or None))
        return _paper(frame, reader, f"dagordning-{whole.on}", "agenda", _agenda(whole))

    @blueprint.get("/statusrapporter/omrade/<uuid:unit_id>")
    def coming(unit_id: UUID) -> AnyResponse:
        reader, whole, areas = frame.ask(Coming(unit_id), Units(kind=AREA, limit=AREAS))
        return frame.render("coming.html", reader, areas=areas.items, **_coming(whole, reader))

    @blueprint.get("/statusrapporter/omrade/<uuid:unit_id>.pdf")
    def coming_paper(unit_id: UUID) -> AnyResponse:
        reader, whole = frame.ask(Coming(unit_id))
        return _paper(frame, reader, f"omrade-{whole.name}-{whole.on}", "coming", _coming(whole, reader))

    return blueprint


def _agenda(whole: Any) -> dict[str, Any]:
    return {
        "whole": whole,
        "parts": ([one for one in whole.points if one.ours], [one for one in whole.points if not one.ours]),
        "kinds": KINDS,
        "signs": COLOURS,
        "trends": TRENDS,
    }


def _coming(whole: Any, reader: Reader) -> dict[str, Any]:
    spoken = session.language()
    line = timeline(whole, Say(spoken), Dates(spoken, reader.now, reader.calendar))
    return {"whole": whole, "line": line, "kinds": ARRIVALS, "statuses": STATUSES}


def _paper(frame: Frame, reader: Reader, name: str, part: str, values: Mapping[str, Any]) -> Response:
    page = frame.render("leading_paper.html", reader, part=part, letters=LETTERS, **values)
    return download(f"{name}.pdf", "application/pdf", pdf(page.get_data(as_text=True)))
