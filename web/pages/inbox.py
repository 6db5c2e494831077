"""The inbox: what is mine to do, what my groups have to do, and what I wait for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.models.versions import ProcessDefinitions
from engine.queries.rows import Page, TaskRow
from engine.queries.tasks.counts import Counts, InboxCounts
from engine.queries.tasks.inbox import Inbox
from forms.text import Text
from web.dates import Dates
from web.frame import Frame, Reader, many
from web.views.inbox import DUE, Group, by_urgency

PAGE: Final = 100
BESIDE: Final = 8
VIEWS: Final[Mapping[str, Text]] = {
    "mine": Text("Mina", "Mine"),
    "groups": Text("Mina gruppers", "My groups'"),
    "others": Text("Väntar på andra", "Waiting for others"),
    "done": Text("Klara", "Done"),
}
# Whose tasks a view shows, and in which state.
_WHOSE: Final = {
    "mine": ("own", "open"),
    "groups": ("groups", "open"),
    "others": ("others", "open"),
    "done": ("mine", "completed"),
}
_LONGEST: Final = 14  # digits of milliseconds, enough for a thousand years
_FILTERS: Final = ("q", "role", "process", "due")


@dataclass(frozen=True)
class Listing:
    """What the page shows: the chosen view in groups by urgency, and beside it the two others.

    `beside` are the groups' tasks that the filter lets through, `others` what is waited for.
    """

    view: str
    filters: Mapping[str, str]
    groups: tuple[Group, ...]
    next: str | None
    beside: tuple[TaskRow, ...] = ()
    others: tuple[TaskRow, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether a filter hides tasks."""
        return any(self.filters.values())


def pages(frame: Frame) -> Blueprint:
    """Return the inbox."""
    blueprint = Blueprint("page_inbox", __name__)

    @blueprint.get("/")
    def home() -> AnyResponse:
        return redirect("/inkorg", HTTPStatus.SEE_OTHER)

    @blueprint.get("/inkorg")
    def show() -> AnyResponse:
        filters = {name: request.args.get(name, "").strip() for name in _FILTERS}
        view = request.args.get("view", "mine")
        view = view if view in VIEWS else "mine"
        questions = _questions(view, filters, request.args.get("cursor"))
        reader, definitions, *found = frame.ask(ProcessDefinitions(), *questions)
        counts = reader.counts
        return frame.render(
            "inbox.html",
            reader,
            list=_listing(reader, view, filters, found),
            counts={"mine": many(counts.own), "groups": many(counts.groups), "others": many(counts.others)},
            views=VIEWS,
            due_choices=DUE,
            processes={version.key: version.name for version in definitions},
            roles=_roles(reader),
            link=lambda **changed: _link({"view": view, **filters, **changed}),
        )

    @blueprint.get("/inkorg/nytt")
    def news() -> AnyResponse:
        since = _instant(request.args.get("sedan", ""))
        reader, counts = frame.ask(InboxCounts(since))
        return _news(frame, reader, counts, since)

    return blueprint


def _news(frame: Frame, reader: Reader, counts: Counts, since: datetime) -> AnyResponse:
    """Return the counts as they are now, and how much has come since; nothing when the browser has just that."""
    values: dict[str, Any] = {
        "mine": many(counts.own),
        "shared": many(counts.groups),
        "fresh": counts.fresh,
        "since": int(since.timestamp() * 1000),
    }
    response = frame.render("news.html", reader, **values)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Cookie")
    response.add_etag(weak=True)
    return response.make_conditional(request)


def _instant(text: str) -> datetime:
    """Return the instant of milliseconds since 1970; 1970 itself for anything else."""
    milliseconds = int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _questions(view: str, filters: Mapping[str, str], cursor: str | None) -> list[Inbox]:
    wanted: dict[str, Any] = {name: value or None for name, value in filters.items()}
    whose, state = _WHOSE[view]
    chosen = Inbox(whose, state, limit=PAGE, cursor=cursor, **wanted)
    if view != "mine":
        return [chosen]
    return [chosen, Inbox("groups", limit=BESIDE, **wanted), Inbox("others", limit=BESIDE)]


def _listing(reader: Reader, view: str, filters: Mapping[str, str], found: list[Page]) -> Listing:
    chosen, *beside = (page.items for page in found)
    done = (Group("done", VIEWS["done"], chosen),) if chosen else ()
    groups = done if view == "done" else by_urgency(chosen, Dates("sv", reader.now))
    return Listing(view, filters, groups, found[0].next, *beside)


def _roles(reader: Reader) -> dict[str, Text]:
    return {role.role: role.name for role in reader.me.roles}


def _link(values: Mapping[str, str]) -> str:
    kept = {name: value for name, value in values.items() if value and (name, value) != ("view", "mine")}
    return f"/inkorg?{urlencode(kept)}" if kept else "/inkorg"
