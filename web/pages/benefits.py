"""Realised benefits: what was promised in all cases and what has been reached, as a page and as spreadsheets."""

from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from api.routes.benefits import sheet
from api.shapes.benefit_table import STATES
from engine.queries.documents.choices import DraftChoices
from engine.queries.reports.benefits import MOST, Benefits
from forms.text import Text
from web import session
from web.frame import Frame, as_uuid
from web.views.charts import segments
from web.views.goals import number

MARKS: Final = {
    "reached": ("green", "tick"),
    "on_way": ("blue", None),
    "not_reached": ("red", "fault"),
    "not_judged": ("", None),
    "written_off": ("yellow", None),
}
_KINDS: Final = {**{key: colour for key, (colour, _) in MARKS.items()}, "not_judged": "none"}
_FILTERS: Final = ("case", "unit", "owner", "state")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of realised benefits."""
    blueprint = Blueprint("page_benefits", __name__)
    blueprint.add_url_rule("/statusrapporter/effekter", "show", lambda: _show(frame))

    @blueprint.get("/statusrapporter/effekter.<any(csv, xlsx):kind>")
    def handed_out(kind: str) -> AnyResponse:
        _, page = frame.ask(_question(_chosen(), MOST))
        return sheet(page, kind, session.language())

    return blueprint


def _chosen() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in _FILTERS}


def _question(chosen: dict[str, str], limit: int = 100, after: int = 0) -> Benefits:
    return Benefits(
        case=as_uuid(chosen["case"]),
        unit=as_uuid(chosen["unit"]),
        owner=as_uuid(chosen["owner"]),
        state=chosen["state"] or None,
        limit=limit,
        after=after,
    )


def _show(frame: Frame) -> AnyResponse:
    chosen = _chosen()
    wanted = tuple(one for one in (as_uuid(chosen["unit"]), as_uuid(chosen["owner"])) if one)
    after = request.args.get("after", "")
    question = _question(chosen, after=int(after) if after.isdecimal() else 0)
    reader, page, choices = frame.ask(question, DraftChoices(chosen=wanted))
    kept = {name: value for name, value in chosen.items() if value}
    return frame.render(
        "benefits.html",
        reader,
        page=page,
        chosen=chosen,
        query=urlencode(kept),
        more=f"/statusrapporter/effekter?{urlencode(kept | {'after': page.next})}" if page.next else None,
        units=_named(choices.units),
        people=_named(choices.people),
        states=STATES,
        marks_of=MARKS,
        bar=segments((_KINDS[key], page.counts[key]) for key in STATES),
        amount=lambda value: number(value, session.language()),
    )


def _named(rows: Any) -> list[tuple[str, Text]]:
    return [(str(one.id), Text(one.name, one.name)) for one in rows]
