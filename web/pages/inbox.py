"""The inbox: what is mine to do, what my groups have to do, and what I wait for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.models.versions import ProcessDefinitions
from engine.queries.rows import Page, TaskRow
from engine.queries.tasks.inbox import Inbox
from forms.text import Text
from web.dates import Dates
from web.frame import Frame, Reader
from web.views.inbox import DUE, Group, by_urgency, own, shared

PAGE: Final = 100
BESIDE: Final = 8
VIEWS: Final[Mapping[str, Text]] = {
    "mine": Text("Mina", "Mine"),
    "groups": Text("Mina gruppers", "My groups'"),
    "others": Text("Väntar på andra", "Waiting for others"),
    "done": Text("Klara", "Done"),
}
_LONGEST: Final = 14  # digits of milliseconds, enough for a thousand years
_FILTERS: Final = ("q", "role", "process", "due")


@dataclass(frozen=True)
class Listing:
    """What the page shows: the chosen view in groups by urgency, and beside it the two others.

    `late` and `soon` count those of `mine` that are overdue and due within a week.
    """

    view: str
    filters: Mapping[str, str]
    groups: tuple[Group, ...]
    total: int
    next: str | None
    mine: tuple[TaskRow, ...]
    shared: tuple[TaskRow, ...]
    # Of the groups' tasks, those that the filter lets through.
    beside: tuple[TaskRow, ...]
    others: Page
    late: int
    soon: int

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
        cursor = request.args.get("cursor")
        reader, definitions, *found = frame.ask(ProcessDefinitions(), *_questions(view, filters, cursor))
        return frame.render(
            "inbox.html",
            reader,
            list=_listing(reader, view, filters, found),
            views=VIEWS,
            due_choices=DUE,
            processes={version.key: version.name for version in definitions},
            roles=_roles(reader),
            link=lambda **changed: _link({"view": view, **filters, **changed}),
        )

    @blueprint.get("/inkorg/nytt")
    def news() -> AnyResponse:
        reader, page = frame.ask(Inbox("mine", limit=PAGE))
        return _news(frame, reader, page, _instant(request.args.get("sedan", "")))

    return blueprint


def _news(frame: Frame, reader: Reader, page: Page, since: datetime) -> AnyResponse:
    """Return the counts as they are now, and how much has come since; nothing when the browser has just that."""
    values = {
        "mine": len(own(reader.me, page.items)),
        "shared": len(shared(reader.me, page.items)),
        "fresh": sum(task.created_at > since for task in page.items),
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
    chosen = {
        "mine": Inbox("mine", limit=PAGE, cursor=cursor, **wanted),
        "groups": Inbox("mine", limit=PAGE, cursor=cursor, **wanted),
        "others": Inbox("others", limit=PAGE, cursor=cursor, **wanted),
        "done": Inbox("mine", "completed", limit=PAGE, cursor=cursor, **wanted),
    }[view]
    return [chosen, Inbox("mine", limit=PAGE), Inbox("others", limit=BESIDE)]


def _listing(reader: Reader, view: str, filters: Mapping[str, str], found: list[Page]) -> Listing:
    chosen, to_do, others = found
    mine = own(reader.me, to_do.items)
    shown = _part(reader, view, chosen.items)
    dates = Dates("sv", reader.now)
    urgencies = [due.urgency for task in mine if (due := dates.due(task.due_at))]
    return Listing(
        view=view,
        filters=filters,
        groups=(Group("done", VIEWS["done"], shown),) if view == "done" else by_urgency(shown, dates),
        total=len(shown),
        next=chosen.next,
        mine=mine,
        shared=shared(reader.me, to_do.items),
        beside=shared(reader.me, chosen.items) if view == "mine" else (),
        others=others,
        late=urgencies.count("late"),
        soon=urgencies.count("soon"),
    )


def _part(reader: Reader, view: str, tasks: Iterable[TaskRow]) -> tuple[TaskRow, ...]:
    if view == "mine":
        return own(reader.me, tasks)
    return shared(reader.me, tasks) if view == "groups" else tuple(tasks)


def _roles(reader: Reader) -> dict[str, Text]:
    return {role.role: role.name for role in reader.me.roles}


def _link(values: Mapping[str, str]) -> str:
    kept = {name: value for name, value in values.items() if value and (name, value) != ("view", "mine")}
    return f"/inkorg?{urlencode(kept)}" if kept else "/inkorg"
