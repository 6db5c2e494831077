"""The inbox: what is mine to do, what my groups have to do, and what I wait for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from api.shapes.filters import MOST_COLUMNS
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.rows import Page, TaskRow
from engine.queries.tasks.counts import Counts, InboxCounts
from engine.queries.tasks.inbox import Inbox
from engine.queries.tasks.saved import SavedFilter, SavedFilters
from forms.text import Text
from web.dates import Dates
from web.frame import Frame, Reader, as_uuid, many
from web.views.inbox import CHOICES, COLUMNS, Group, grouped

# A full page stays below what a second visit may weigh.
PAGE: Final = 50
BESIDE: Final = 8
VIEWS: Final[Mapping[str, Text]] = {
    "mine": Text("Mina", "Mine"),
    "groups": Text("Mina gruppers", "My groups'"),
    "helping": Text("Hjälper andra med", "Help others with"),
    "others": Text("Väntar på andra", "Waiting for others"),
    "done": Text("Klara", "Done"),
}
# Whose tasks a view shows, and in which state.
WHOSE: Final = {
    "mine": ("own", "open"),
    "groups": ("groups", "open"),
    "helping": ("helping", "open"),
    "others": ("others", "open"),
    "done": ("mine", "completed"),
}
FILTERS: Final = ("q", "role", "process", "scope", *CHOICES)
# Before the key of a field of the form that started the case.
STARTED: Final = "start."
_OWN_NAMES: Final = frozenset(name.sv for name in COLUMNS.values())
_LONGEST: Final = 14  # digits of milliseconds, enough for a thousand years


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
    helping: tuple[TaskRow, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether a filter hides tasks."""
        return any(value for name, value in self.filters.items() if name != "sort")

    @property
    def further(self) -> bool:
        """Whether one of those filters is used that are folded away."""
        return any(self.filters[name] for name in FILTERS if name not in ("q", "role", "process", "due"))


def pages(frame: Frame) -> Blueprint:
    """Return the inbox."""
    blueprint = Blueprint("page_inbox", __name__)

    @blueprint.get("/")
    def home() -> AnyResponse:
        return redirect("/inkorg", HTTPStatus.SEE_OTHER)

    blueprint.add_url_rule("/inkorg", "show", lambda: show(frame))

    @blueprint.get("/inkorg/nytt")
    def news() -> AnyResponse:
        since = _instant(request.args.get("sedan", ""))
        reader, counts = frame.ask(InboxCounts(since))
        return _news(frame, reader, counts, since)

    return blueprint


def show(frame: Frame, status: int = HTTPStatus.OK, fault: Text | None = None) -> AnyResponse:
    """Return the page; `fault` is what was wrong with a filter that was to be saved, whose name is still there."""
    filters = {name: request.args.get(name, "").strip() for name in FILTERS}
    view = request.args.get("view", "mine")
    view = view if view in VIEWS else "mine"
    columns = chosen_columns()
    questions = _questions(view, filters, request.args.get("cursor"), columns)
    reader, definitions, saved, *found = frame.ask(ProcessDefinitions(), SavedFilters(), *questions)
    counts = reader.counts
    started = {f"{STARTED}{key}": name for key, name in found[0].offered.items()}
    offered = {**COLUMNS, **{key: name for key, name in started.items() if name.sv not in _OWN_NAMES}}
    return frame.render(
        "inbox.html",
        reader,
        status,
        list=_listing(reader, view, filters, found),
        counts={"mine": many(counts.own), "groups": many(counts.groups), "others": many(counts.others)},
        views=VIEWS,
        choices=CHOICES,
        columns={name: offered[name] for name in columns if name in offered},
        all_columns=offered,
        processes={version.key: version.name for version in definitions},
        roles={role.role: role.name for role in reader.me.roles},
        places={str(role.scope_id): Text(role.scope_name, role.scope_name) for role in reader.me.roles},
        saved=[(one, address_of(one), None if one.count is None else many(one.count)) for one in saved],
        fault=fault,
        written={name: request.form.get(name, "") for name in ("name", "shared_with")},
        clear=link({"view": view, "column": columns}),
        link=lambda **changed: link({"view": view, "column": columns, **filters, **changed}),
    )


def address_of(saved: SavedFilter) -> str:
    """Return the address of the inbox as a saved filter shows it."""
    asked = dict(saved.query)
    whose = asked.pop("whose", "mine"), asked.pop("state", "open")
    view = next((view for view, shown in WHOSE.items() if shown == whose), "mine")
    return link({"view": view, **asked})


def link(values: Mapping[str, Any]) -> str:
    """Return the address of the inbox with these values, always in the same order; those that ask for nothing are left out."""
    asked = sorted(values.items())
    kept = {name: value for name, value in asked if value and (name, value) != ("view", "mine")}
    return f"/inkorg?{urlencode(kept, doseq=True)}" if kept else "/inkorg"


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


def chosen_columns() -> list[str]:
    """Return the columns that the address asks for beside the usual ones."""
    asked = dict.fromkeys(request.args.getlist("column"))
    return [one for one in asked if one in COLUMNS or _start(one)][:MOST_COLUMNS]


def _start(column: str) -> str:
    """Return the field of a start form that a column shows; nothing for other columns."""
    return column.removeprefix(STARTED) if column.startswith(STARTED) else ""


def _questions(
    view: str, filters: Mapping[str, str], cursor: str | None, columns: Sequence[str]
) -> list[Inbox]:
    wanted: dict[str, Any] = {name: value or None for name, value in filters.items()}
    wanted["scope"] = as_uuid(filters["scope"])
    wanted["priority"] = 1 if filters["priority"] else None
    whose, state = WHOSE[view]
    fields = tuple(filter(None, map(_start, columns)))
    chosen = Inbox(whose, state, limit=PAGE, cursor=cursor, columns=fields, **wanted)
    if view != "mine":
        return [chosen]
    return [
        chosen,
        Inbox("groups", limit=BESIDE, **wanted),
        Inbox("others", limit=BESIDE),
        Inbox("helping", limit=BESIDE),
    ]


def _listing(reader: Reader, view: str, filters: Mapping[str, str], found: list[Page]) -> Listing:
    chosen, *beside = (page.items for page in found)
    done = (Group("done", VIEWS["done"], chosen),) if chosen else ()
    groups = done if view == "done" else grouped(chosen, Dates("sv", reader.now), filters["sort"])
    return Listing(view, filters, groups, found[0].next, *beside)
