"""Running cases change version: what runs on which version, the plan, a preview, the order, and how far it has come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from api.errors import STATUS
from engine.commands.migrations.order import ResumeMigration, StartMigration, StopMigration, UndoMigration
from engine.desk import Command
from engine.errors import ConflictError, EngineError, InvalidError, NotFoundError
from engine.queries.models.migration_plan import MigrationPlan, Plan
from engine.queries.models.migration_preview import MigrationPreviews, Previewed
from engine.queries.models.migrations import (
    MigrationCases,
    MigrationRow,
    Migrations,
    RunningOn,
    RunningVersions,
)
from engine.queries.models.versions import Versions
from forms.text import Text
from web import session
from web.frame import Frame, as_uuid

CHOSEN: Final = "valda"
DO: Final = "do"
STATES: Final = {
    "running": Text("Pågår", "Going on"),
    "stopped": Text("Stoppat", "Stopped"),
    "done": Text("Klart", "Done"),
}
_ORDERS: Final[Mapping[str, tuple[Callable[[UUID], Command[Any]], Text]]] = {
    "stoppa": (StopMigration, Text("Bytet är stoppat.", "The change has been stopped.")),
    "ateruppta": (ResumeMigration, Text("Bytet fortsätter.", "The change goes on.")),
    "angra": (UndoMigration, Text("Ärendena tas tillbaka.", "The cases are being taken back.")),
}
_STARTED: Final = Text("Bytet har börjat.", "The change has begun.")
_LINE: Final = Text(
    "Skriv ett steg per rad: gammalt id = nytt id.", "Write one step a line: old id = new id."
)


@dataclass(frozen=True)
class Wish:
    """What somebody wants to do, as the page asks for it."""

    old: int | None
    new: int | None
    mapping: str = ""
    reason: str = ""
    which: str = ""
    cases: frozenset[UUID] = frozenset()

    @property
    def pairs(self) -> dict[str, str]:
        """The mapping. Raises InvalidError for a line that is none."""
        found = {}
        for line in filter(None, map(str.strip, self.mapping.splitlines())):
            old, sign, new = (part.strip() for part in line.partition("="))
            if not (old and sign and new):
                raise InvalidError.at("/mapping", *_LINE)
            found[old] = new
        return found


@dataclass(frozen=True)
class Looked:
    """The plan of a wish with its previews, or what is wrong with it."""

    plan: Plan | None = None
    previews: tuple[Previewed, ...] = ()
    faults: tuple[tuple[str, Text], ...] = ()


def pages(frame: Frame) -> Blueprint:
    """Return the page of a process's versions and its running cases."""
    blueprint = Blueprint("page_migrations", __name__)

    @blueprint.get("/modeller/<key>/arenden")
    def show(key: str) -> AnyResponse:
        return _page(frame, key, lambda versions: _wish(request.args, versions))

    @blueprint.post("/modeller/<key>/arenden")
    def start(key: str) -> AnyResponse:
        reader, versions = frame.ask(RunningVersions(key))
        wish = _wish(request.form, versions)
        if request.form.get("_action") != DO:
            return _page(frame, key, lambda _: wish)
        try:
            frame.engine.do(_order(key, wish), reader.identity)
        except (InvalidError, ConflictError, NotFoundError) as error:
            return _page(frame, key, lambda _: wish, error)
        session.tell("done", _STARTED)
        return redirect(f"/modeller/{key}/arenden", HTTPStatus.SEE_OTHER)

    @blueprint.post("/modeller/<key>/arenden/<uuid:migration_id>/<any(stoppa, ateruppta, angra):what>")
    def order(key: str, migration_id: UUID, what: str) -> AnyResponse:
        reader = frame.ask()[0]
        command, told = _ORDERS[what]
        try:
            frame.engine.do(command(migration_id), reader.identity)
        except ConflictError as error:
            session.tell("trouble", error.text)
        else:
            session.tell("done", told)
        return redirect(f"/modeller/{key}/arenden", HTTPStatus.SEE_OTHER)

    return blueprint


def _order(key: str, wish: Wish) -> StartMigration:
    cases = tuple(wish.cases) if wish.which == CHOSEN else None
    if cases == ():
        raise InvalidError.at("/cases", "Välj minst ett ärende.", "Choose at least one case.")
    return StartMigration(key, wish.old or 0, wish.new or 0, wish.reason, wish.pairs, cases)


def _wish(given: Any, versions: tuple[RunningOn, ...]) -> Wish:
    """Return what was asked for; at first, from the oldest version with cases to the newest."""
    used = [one.number for one in versions if one.cases and one.number != versions[0].number]
    return Wish(
        given.get("fran", min(used, default=None), type=int),
        given.get("till", versions[0].number, type=int),
        given.get("koppling", ""),
        given.get("skal", ""),
        given.get("vilka", ""),
        frozenset(filter(None, map(as_uuid, given.getlist("arende")))),
    )


def _page(
    frame: Frame,
    key: str,
    wanted: Callable[[tuple[RunningOn, ...]], Wish],
    refused: EngineError | None = None,
) -> AnyResponse:
    reader, running, named, orders = frame.ask(RunningVersions(key), Versions(key), Migrations(key))
    wish, latest = wanted(running), orders[0] if orders else None
    looked = _looked(frame, key, wish)
    faults = {**dict(looked.faults), **dict(_faults(refused))}
    return frame.render(
        "migrations.html",
        reader,
        STATUS[type(refused)] if refused else 200,
        key=key,
        name=named[0].name,
        versions=running,
        wish=wish,
        plan=looked.plan,
        previews=looked.previews,
        faults=faults,
        latest=latest,
        others=orders[1:],
        troubled=_troubled(frame, latest),
        states=STATES,
    )


def _looked(frame: Frame, key: str, wish: Wish) -> Looked:
    if wish.old is None or wish.new is None or wish.old == wish.new:
        return Looked()
    try:
        asked = (key, wish.old, wish.new, wish.pairs)
        _, plan, previews = frame.ask(MigrationPlan(*asked), MigrationPreviews(*asked))
    except (InvalidError, NotFoundError) as error:
        return Looked(faults=tuple(_faults(error)))
    return Looked(plan, previews)


def _troubled(frame: Frame, latest: MigrationRow | None) -> tuple[Any, ...]:
    """Return the cases that stayed where they were, with why."""
    if latest is None:
        return ()
    _, page = frame.ask(MigrationCases(latest.id, "kept" if latest.undoing else "refused"))
    return tuple(page.items)


def _faults(error: EngineError | None) -> list[tuple[str, Text]]:
    """Return what is wrong by the question that it is about; "" is the whole."""
    if error is None:
        return []
    if not isinstance(error, InvalidError) or not error.errors:
        return [("", error.text)]
    return [(one.pointer[1:].partition("/")[0], one.text) for one in error.errors]
