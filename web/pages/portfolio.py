"""All cases that report: as a page, as spreadsheets and as slides."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE
from werkzeug.wrappers import Response as AnyResponse

from api.actor import identity
from api.language import language
from api.routes.files import download
from api.routes.portfolio import table
from api.shapes.portfolio import MOST, PortfolioQuery
from engine import clock
from engine.desk import Question
from engine.queries.documents.choices import DraftChoices
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.registers.units import Units
from engine.queries.reports.coming import AREA
from engine.queries.reports.groups import PortfolioGroups
from engine.queries.reports.portfolio import Portfolio, PortfolioRow
from engine.queries.reports.since import PortfolioSince
from forms.text import Text
from web import session
from web.asking import Together
from web.frame import Frame, as_uuid
from web.slides import portfolio as slides
from web.slides.made import KIND
from web.views import portfolio_words as words
from web.views.changes import told
from web.views.charts import segments
from web.words import Say

_FILTERS: Final = (
    *("q", "status", "process", "phase", "unit", "owner"),
    *("late", "attention", "since", "group", "sort"),
)
AREAS: Final = 200
ENDPOINT: Final = "portfolio.portfolio"


def pages(frame: Frame) -> Blueprint:
    """Return the pages of the portfolio."""
    blueprint = Blueprint("page_portfolio", __name__)
    blueprint.add_url_rule("/statusrapporter", "many", lambda: _many(frame))

    @blueprint.get("/statusrapporter.<any(csv, xlsx):kind>")
    def sheet(kind: str) -> AnyResponse:
        _, page = frame.ask(replace(_question(_chosen()), limit=MOST, compare=False))
        return table(page, kind, session.language())

    @blueprint.get("/statusrapporter.pptx")
    def presentation() -> AnyResponse:
        asked = _question(_chosen())
        reader, *found = frame.ask(*slides.asked(asked))
        return _slides(frame, found, reader.me.organisation, Say(session.language()))

    return blueprint


def attach(app: Flask, frame: Frame) -> None:
    """Answer with slides at the address of the portfolio in the API, when that is what the caller asks for."""

    def answer() -> Response | None:
        if request.endpoint != ENDPOINT or request.args.get("format") != "pptx":
            return None
        given: dict[str, Any] = SmorestBlueprint.ARGUMENTS_PARSER.parse(
            PortfolioQuery, request, location="query", unknown=RAISE
        )
        del given["format"]
        who = identity(request)
        found = [frame.engine.ask(one, who) for one in slides.asked(Portfolio(**given))]
        return _slides(frame, found, "", Say(language()))

    app.before_request(answer)


def _slides(frame: Frame, found: list[Any], organisation: str, say: Say) -> Response:
    counted, needing, phases = found
    told_of = slides.Told(counted, needing, phases, organisation, clock.day(frame.engine.now()))
    return download("statusrapporter.pptx", KIND, slides.pptx(told_of, say, frame.slides))


def _chosen() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in _FILTERS}


def _question(chosen: Mapping[str, str]) -> Portfolio:
    return Portfolio(
        status=chosen["status"] or None,
        process=chosen["process"] or None,
        phase=chosen["phase"] or None,
        unit=as_uuid(chosen["unit"]),
        owner=as_uuid(chosen["owner"]),
        q=chosen["q"] or None,
        late=bool(chosen["late"]),
        attention=bool(chosen["attention"]),
        since=_day(chosen["since"]),
        sort=words.SORTED_BY.get(chosen["group"]) or chosen["sort"] or "worst",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _many(frame: Frame) -> AnyResponse:
    chosen = _chosen()
    asked = _question(chosen)
    group = chosen["group"] if chosen["group"] in words.GROUPS else None
    reader, page, lists, *more = frame.ask(
        replace(asked, cursor=request.args.get("cursor")),
        Together(_lists(asked)),
        *([PortfolioGroups(group, asked)] if group else []),
        *([PortfolioSince(asked.since, asked)] if asked.since else []),
    )
    kept = {name: value for name, value in chosen.items() if value}
    say = Say(session.language())
    return frame.render(
        "portfolio.html",
        reader,
        page=page,
        asked=asked,
        groups=_groups(page.items, asked.sort),
        group=group,
        counted=more[0] if group else (),
        happened=more[-1] if asked.since else (),
        chosen=chosen,
        query=urlencode(kept),
        link=lambda **changed: _link(kept, changed),
        more=_link(kept, {"cursor": page.next}) if page.next else None,
        told=lambda change: told(change, say),
        **_choices(lists, asked),
        **_words(page.counts),
    )


def _lists(asked: Portfolio) -> tuple[Question[Any], ...]:
    """Return what the lists of the filters are made from."""
    wanted = tuple(one for one in (asked.unit, asked.owner) if one)
    phases, areas = PortfolioGroups("phase", Portfolio()), Units(kind=AREA, limit=AREAS)
    return ProcessDefinitions(), DraftChoices(chosen=wanted), phases, areas


def _choices(lists: tuple[Any, ...], asked: Portfolio) -> dict[str, Any]:
    definitions, choices, phases, areas = lists
    return {
        "processes": {one.key: one.name for one in definitions},
        "phases": [(one.key, one.name) for one in phases if one.key],
        "units": _named(choices.units),
        "people": _named(choices.people),
        "areas": {one.name: one.id for one in areas.items},
        "unit_name": next((one.name for one in choices.units if one.id == asked.unit), None),
    }


def _link(kept: Mapping[str, str], changed: Mapping[str, str | None]) -> str:
    """Return the address of the page with the same filters but those that are changed; None takes one away."""
    query = {name: value for name, value in {**kept, **changed}.items() if value}
    return f"/statusrapporter?{urlencode(query)}" if query else "/statusrapporter"


def _words(counts: Mapping[str, int]) -> dict[str, Any]:
    def bar(of: Mapping[str, int]) -> Any:
        return segments((words.SIGNS[key], of.get(key, 0)) for key in words.STATUSES)

    return {
        "statuses": words.STATUSES,
        "tally": words.TALLY,
        "sorts": words.SORTS,
        "group_names": words.GROUPS,
        "filter_of": words.FILTER_OF,
        "happenings": words.HAPPENED,
        "signs": words.SIGNS,
        "trends": words.TRENDS,
        "parts": words.PARTS,
        "colours": bar,
        "bar": bar(counts),
        "pieces": lambda row: segments((words.BENEFITS[key], count) for key, count in row.benefits.items()),
    }


def _groups(rows: tuple[PortfolioRow, ...], sort: str) -> list[tuple[Text | None, list[PortfolioRow]]]:
    """Return the rows under a heading for each process, phase or owner, when they are sorted by that; else under none."""
    if sort not in words.HEADINGS:
        return [(None, list(rows))] if rows else []
    return [(name, list(some)) for name, some in groupby(rows, words.HEADINGS[sort])]


def _named(rows: Any) -> list[tuple[str, Text]]:
    return [(str(one.id), Text(one.name, one.name)) for one in rows]
