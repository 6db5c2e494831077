"""Governing statements: the list with totals, and one with what carries it and which tests show it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.models.versions import ProcessDefinitions, VersionRow
from engine.queries.statements.coverage import Total
from engine.queries.statements.get import StatementById
from engine.queries.statements.list import Statements, StatementTotals
from engine.queries.statements.role_names import role_names
from engine.queries.statements.texts import GoverningTexts, TextRow
from forms.text import Text
from web.frame import Frame
from web.statements import CARRIERS, GROUPS, KINDS, PLACES, STATES

_FILTERS: Final = ("q", "document", "kind", "process", "state")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of governing statements."""
    blueprint = Blueprint("page_statements", __name__)
    blueprint.add_url_rule("/krav", "many", lambda: _many(frame))
    blueprint.add_url_rule("/krav/<key>", "one", lambda key: _one(frame, key))
    return blueprint


def _many(frame: Frame) -> AnyResponse:
    filters = {name: request.args.get(name, "").strip() for name in _FILTERS}
    asked: dict[str, Any] = {name: value or None for name, value in filters.items()}
    question = Statements(**asked, cursor=request.args.get("cursor"))
    reader, page, totals, definitions, texts = frame.ask(
        question, StatementTotals(), ProcessDefinitions(), GoverningTexts()
    )
    names = {"document": _documents(texts), "kind": KINDS, "process": _places(definitions)}
    more = {name: value for name, value in filters.items() if value} | {"cursor": page.next or ""}
    return frame.render(
        "statements.html",
        reader,
        page=page,
        filters=filters,
        totals=totals,
        groups=GROUPS,
        names={of: _found(of, names[of], totals) for of in names},
        states=STATES,
        texts=[one for one in texts if filters["document"] in ("", one.key)],
        more=f"/krav?{urlencode(more)}" if page.next else None,
    )


def _one(frame: Frame, key: str) -> AnyResponse:
    reader, found, definitions, texts = frame.ask(StatementById(key), ProcessDefinitions(), GoverningTexts())
    names: dict[str, Any] = {
        "documents": _documents(texts),
        "kinds": KINDS,
        "places": _places(definitions),
        "carriers": CARRIERS,
        "roles": role_names(found.statement),
    }
    return frame.render("statement.html", reader, found=found, states=STATES, **names)


def _documents(texts: Iterable[TextRow]) -> dict[str, Text]:
    return {one.key: one.name for one in texts}


def _places(definitions: Iterable[VersionRow]) -> dict[str, Text]:
    """Return what is to carry statements: register, rule, and the processes, those in force by the name they have there."""
    return {**PLACES, **{version.key: version.name for version in definitions}}


def _found(of: str, names: Mapping[str, Text], totals: Iterable[Total]) -> dict[str, Text]:
    return {one.key: names.get(one.key, Text(one.key, one.key)) for one in totals if one.of == of}
