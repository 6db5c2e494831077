"""Delegate a mandate, and name a deputy while away: the rules are said before the button."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.rights.delegate import Delegate
from engine.commands.rights.substitute import Substitute
from engine.errors import NotFoundError
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.registers.people import People
from engine.queries.rights.lendable import Lendable, LendableRow
from engine.queries.rows import Page
from forms.text import Text
from web.asked import SEARCH, Answers, Asked, Done, Words, form, options, plain
from web.frame import Frame, Reader

FOUND: Final = 10
_ME: Final = ("/jag", Text("Mina roller", "My roles"))
_NAMES: Final = Text(
    "I spåret står båda namnen: den som gjorde det, och för vem.",
    "The trail has both names: whoever did it, and for whom.",
)
_MANDATE: Final = (
    Text(
        "Den du väljer kan fatta besluten i ditt ställe. Du kan det också.",
        "The one you choose can make the decisions in your place. So can you.",
    ),
    Text("Det som är delegerat kan inte delegeras vidare.", "What is delegated cannot be delegated on."),
    Text(
        "Du kan återkalla när du vill. Det som redan är beslutat står fast.",
        "You can revoke it at any time. What has been decided stands.",
    ),
    _NAMES,
)
_AWAY: Final = (
    Text(
        "Ersättaren gör dina uppgifter, i alla roller som är dina egna.",
        "The deputy does your tasks, in all roles that are your own.",
    ),
    Text(
        "Det som andra har lämnat till dig går inte vidare till ersättaren.",
        "What others have lent to you does not go on to the deputy.",
    ),
    Text(
        "Ersättaren gör inget i ärenden som ersättaren själv har startat eller skrivit underlag till.",
        "The deputy does nothing in cases that the deputy has started or written the basis of.",
    ),
    _NAMES,
)


def pages(frame: Frame) -> Blueprint:
    """Return the pages where rights are lent."""
    blueprint = Blueprint("page_lending", __name__)

    @blueprint.route("/jag/delegera/<uuid:assignment_id>", endpoint="delegate", methods=("GET", "POST"))
    def delegate(assignment_id: UUID) -> AnyResponse:
        return _delegate(frame, assignment_id)

    @blueprint.route("/jag/borta", endpoint="away", methods=("GET", "POST"))
    def away() -> AnyResponse:
        return _away(frame)

    return blueprint


def _delegate(frame: Frame, assignment_id: UUID) -> AnyResponse:
    reader, lists, lendable = _lists(frame, Lendable())
    own = _own(lendable, assignment_id)
    name, scope = own.role_name, own.scope_name
    heading = Text(f"Delegera som {name.sv}", f"Delegate as {name.en}")
    words = Words(
        heading,
        Text("Delegera", "Delegate"),
        Text("delegera sedan", "then delegate"),
        (_ME,),
        (
            Text(
                f"Mandaten är dina som {name.sv}, {scope}.", f"The mandates are yours as {name.en}, {scope}."
            ),
            *_MANDATE,
        ),
    )
    context = {**lists, "mandaten": options(own.mandates)}
    initial = {"fran": clock.day(reader.now).isoformat()}
    page = Asked(frame, reader, form("delegering"), words, context, initial)
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> Delegate:
        return Delegate(
            assignment_id,
            UUID(given["mottagare"]),
            tuple(given["mandat"]),
            given["fran"],
            given.get("till"),
            given.get("process"),
        )

    names = {"from": "fran", "to": "till", "mandates": "mandat"}
    return page.act(
        command, Done(Text("Mandatet är delegerat.", "The mandate has been delegated."), "/jag"), names=names
    )


def _away(frame: Frame) -> AnyResponse:
    reader, lists, _ = _lists(frame, Lendable())
    words = Words(
        Text("Jag är borta", "I am away"),
        Text("Låt ersättaren ta över", "Let the deputy take over"),
        Text("spara sedan", "then save"),
        (_ME,),
        _AWAY,
    )
    page = Asked(frame, reader, form("franvaro"), words, lists, _soon(reader))
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> Substitute:
        return Substitute(
            UUID(given["ersattare"]),
            given["borjar"].replace(tzinfo=clock.STOCKHOLM),
            given["slutar"].replace(tzinfo=clock.STOCKHOLM),
            given.get("process"),
        )

    names = {"ends_at": "slutar"}
    return page.act(
        command, Done(Text("Ersättaren är utsedd.", "The deputy has been named."), "/jag"), names=names
    )


def _soon(reader: Reader) -> dict[str, str]:
    """Return that one is away from now."""
    now = reader.now.astimezone(clock.STOCKHOLM)
    return {"borjar": now.replace(tzinfo=None).isoformat(timespec="minutes")}


def _lists(frame: Frame, question: Lendable) -> tuple[Reader, Mapping[str, Any], tuple[LendableRow, ...]]:
    """Return the reader, the lists that both forms choose from, and the answer to one more question."""
    sought = (request.form if request.method == "POST" else request.args).get(SEARCH, "").strip()
    reader, found, definitions, answer = frame.ask(
        People(sought or None, limit=FOUND), ProcessDefinitions(), question
    )
    people: Page = found if sought else Page((), None)
    others = (one for one in people.items if one.id != reader.me.id)
    named = ((one.id, plain(", ".join(filter(None, (one.name, one.title, one.unit))))) for one in others)
    lists = {"personer": options(named), "processer": options((one.key, one.name) for one in definitions)}
    return reader, lists, answer


def _own(lendable: tuple[LendableRow, ...], assignment_id: UUID) -> LendableRow:
    found = next((row for row in lendable if row.assignment_id == assignment_id), None)
    if found is None:
        raise NotFoundError(
            "Rollen är inte din i dag, eller har inga mandat att delegera. Välj en av dina roller.",
            "The role is not yours today, or has no mandates to delegate. Choose one of your roles.",
        )
    return found
