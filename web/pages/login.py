"""Log in, log out, choose role and language. In demo mode one chooses a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople, DemoPerson
from forms.posting import ROW
from forms.text import Text
from web import session
from web.frame import Frame, as_uuid

# Names of a form's own fields never begin with an underscore, so these cannot be mistaken for answers.
VERSION: Final = "_version"
_CARRIED: Final = frozenset({ROW, VERSION})
_NO_ROLE: Final = Text("Utan roll i dag", "Without a role today")


@dataclass(frozen=True)
class RoleGroup:
    """People who hold a role."""

    name: Text
    people: tuple[DemoPerson, ...]


@dataclass(frozen=True)
class Entrance:
    """What the login page shows. `kept` is what was typed on the page where the login ended."""

    groups: tuple[RoleGroup, ...]
    q: str
    next: str
    kept: tuple[tuple[str, str], ...]
    unknown: bool = False
    files: tuple[str, ...] = ()


def pages(frame: Frame) -> Blueprint:
    """Return the pages of coming and going."""
    blueprint = Blueprint("page_login", __name__)

    @blueprint.get("/login")
    def show() -> AnyResponse:
        return _entrance(frame, request.args.get("next"), request.args.get("q", ""))

    @blueprint.post("/login")
    def enter() -> AnyResponse:
        address = request.form.get("_next")
        chosen = as_uuid(request.form.get("_person"))
        if chosen is None:
            return _entrance(frame, address, request.form.get("_q", ""), typed())
        # Outside demo mode this question is refused, and with it the login.
        if chosen not in {person.id for person in frame.engine.ask(DemoPeople(), RALS)}:
            return _entrance(frame, address, "", typed(), unknown=True)
        session.log_in(chosen)
        return _onward(session.local(address))

    @blueprint.post("/logout")
    def leave() -> AnyResponse:
        session.log_out()
        return redirect("/login", HTTPStatus.SEE_OTHER)

    @blueprint.post("/roll")
    def act_as() -> AnyResponse:
        frame.ask()
        session.act_as(as_uuid(request.form.get("role")))
        # A role that is not the person's own is noticed, and dropped, by the next page.
        return redirect(session.local(request.form.get("next")), HTTPStatus.SEE_OTHER)

    @blueprint.post("/sprak")
    def speak() -> AnyResponse:
        session.speak(request.form.get("language", "sv"))
        return redirect(session.local(request.form.get("next")), HTTPStatus.SEE_OTHER)

    return blueprint


def address(wanted: str) -> str:
    """Return the address of the login page that leads on to a page of ours."""
    return f"/login?{urlencode({'next': wanted})}"


def with_what_was_typed(frame: Frame) -> Response:
    """Return the login page, carrying the fields of the form that was posted."""
    return _entrance(frame, request.path, "", typed(), status=HTTPStatus.UNAUTHORIZED)


def typed() -> tuple[tuple[str, str], ...]:
    """Return the answers in what was posted, without the page's own buttons."""
    items = request.form.items(multi=True)
    return tuple((name, value) for name, value in items if name in _CARRIED or not name.startswith("_"))


def _onward(wanted: str) -> AnyResponse:
    # With 307 the browser posts the same fields to the page that they came from, which shows them again.
    return redirect(wanted, HTTPStatus.TEMPORARY_REDIRECT if typed() else HTTPStatus.SEE_OTHER)


def _entrance(
    frame: Frame,
    wanted: str | None,
    q: str,
    kept: tuple[tuple[str, str], ...] = (),
    *,
    unknown: bool = False,
    status: int = 200,
) -> Response:
    people = frame.engine.ask(DemoPeople(), RALS) if frame.engine.demo else ()
    # Nobody is there in whose name a file could be kept, so those chosen last have to be chosen again.
    files = tuple(sent.filename for sent in request.files.values() if sent.filename)
    shown = Entrance(_grouped(people, q), q, session.local(wanted), kept, unknown, files)
    return frame.render("login.html", None, status, entrance=shown)


def _grouped(people: Iterable[DemoPerson], q: str) -> tuple[RoleGroup, ...]:
    groups: dict[Text, list[DemoPerson]] = {}
    for person in people:
        for role in person.roles or (_NO_ROLE,):
            if _matches(person, role, q):
                groups.setdefault(role, []).append(person)
    ordered = sorted(groups.items(), key=lambda item: (item[0] == _NO_ROLE, item[0].sv.casefold()))
    return tuple(RoleGroup(name, tuple(members)) for name, members in ordered)


def _matches(person: DemoPerson, role: Text, q: str) -> bool:
    looked_in = " ".join((person.name, person.title, *role)).casefold()
    return all(word in looked_in for word in q.casefold().split())
