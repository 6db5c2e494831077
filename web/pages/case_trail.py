"""The whole trail of a case, with filters; and what is handed out: the trail, the case, its files."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from api.routes.files import download
from api.shapes.base import page_of
from api.shapes.cases import Line
from api.shapes.trail import as_csv
from api.shapes.whole import as_json
from engine.queries.cases.list import CaseById
from engine.queries.cases.trail import MOST, RALS, Trail, TrailChoices
from engine.queries.cases.whole import CaseWhole
from engine.queries.files.get import FileById
from forms.text import Text
from web import session
from web.frame import Frame, as_uuid
from web.paper import pdf
from web.views.paper import rows
from web.views.trail import KINDS, sentences

SHOWN: Final = 50
_FILTERS: Final = ("person", "kind", "element", "from", "to")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of the trail and of the files."""
    blueprint = Blueprint("page_case_trail", __name__)

    @blueprint.get("/arenden/<uuid:case_id>/spar")
    def show(case_id: UUID) -> AnyResponse:
        return _show(frame, case_id)

    @blueprint.get("/arenden/<uuid:case_id>/spar.<any(csv, json):kind>")
    def handed_out(case_id: UUID, kind: str) -> AnyResponse:
        _, case, trail = frame.ask(CaseById(case_id), _asked(case_id, MOST, None))
        if kind == "csv":
            # The mark at the beginning tells spreadsheets that it is UTF-8.
            table = f"\ufeff{as_csv(trail.items, session.language())}"
            return _file(table, "text/csv", f"{case.number}-spar.csv")
        return _file(
            page_of(Line)().dumps(trail, ensure_ascii=False), "application/json", f"{case.number}-spar.json"
        )

    @blueprint.get("/arenden/<uuid:case_id>/arende.<any(pdf, json):kind>")
    def exported(case_id: UUID, kind: str) -> AnyResponse:
        reader, whole = frame.ask(CaseWhole(case_id))
        number = whole.case.number
        if kind == "json":
            return _file(as_json(whole), "application/json", f"{number}.json")
        page = frame.render("paper.html", reader, whole=whole, paper_rows=rows(whole, session.language()))
        return download(f"{number}.pdf", "application/pdf", pdf(page.get_data(as_text=True)))

    @blueprint.get("/arenden/<uuid:case_id>/filer/<uuid:file_id>")
    def one_file(case_id: UUID, file_id: UUID) -> AnyResponse:
        _, _, found = frame.ask(CaseById(case_id), FileById(file_id))
        return download(found.name, found.kind, found.data)

    return blueprint


def _show(frame: Frame, case_id: UUID) -> AnyResponse:
    reader, case, choices, trail = frame.ask(
        CaseById(case_id), TrailChoices(case_id), _asked(case_id, SHOWN, request.args.get("cursor"))
    )
    chosen = _chosen()
    people = [(str(one), Text(name, name)) for one, name in choices.people]
    kept = urlencode({name: value for name, value in chosen.items() if value})
    address = f"/arenden/{case_id}/spar"
    return frame.render(
        "trail.html",
        reader,
        case=case,
        chosen=chosen,
        people=[*people, (RALS, Text("Räls", "Räls"))] if choices.rals else people,
        kinds=[(kind, KINDS.get(kind, Text(kind, kind))) for kind in choices.kinds],
        elements=choices.elements,
        lines=sentences(trail.items, session.language()),
        more=f"{address}?{urlencode({'cursor': trail.next})}&{kept}" if trail.next else None,
        files=[(name, f"{address}.{name}?{kept}") for name in ("csv", "json")],
    )


def _chosen() -> Mapping[str, str]:
    return {name: request.args.get(name, "").strip() for name in _FILTERS}


def _asked(case_id: UUID, limit: int, cursor: str | None) -> Trail:
    chosen = _chosen()
    days: dict[str, Any] = {f"{name}_day": _day(chosen[name]) for name in ("from", "to")}
    return Trail(
        case_id,
        limit,
        cursor,
        person=as_uuid(chosen["person"]),
        by_rals=chosen["person"] == RALS,
        kind=chosen["kind"] or None,
        element=chosen["element"] or None,
        **days,
    )


def _day(written: str) -> date | None:
    """Return the day that a date field sends; anything else filters nothing."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _file(text: str, kind: str, name: str) -> Response:
    return download(name, kind, text.encode())
