"""Keys for programs: made on a page of one's own, shown once, listed, revoked; those of others by administrators."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.access.make_key import MakeKey, RevokeAnothersKey, RevokeKey
from engine.desk import Command
from engine.errors import NotFoundError
from engine.governance.permissions import Permission
from engine.governance.tokens import SCOPES
from engine.queries.access.keys import AllKeys, KeyRow, MyKeys, OwnCase, OwnCases
from forms.text import Text
from web import session
from web.asked import Answers, Asked, Done, Words, form, options
from web.asking import Permitted
from web.frame import Frame

MINE: Final = "/jag/nycklar"
OTHERS: Final = "/drift/nycklar"
DAYS: Final = 90
OWN, ALL = "egna", "alla"
_WORDS: Final = Words(
    Text("Skapa en nyckel", "Make a key"),
    Text("Skapa nyckeln", "Make the key"),
    Text("skapa sedan nyckeln", "then make the key"),
    (("/jag", Text("Mina roller", "My roles")), (MINE, Text("Nycklar", "Keys"))),
    (
        Text("Nyckeln visas bara en gång.", "The key is shown only once."),
        Text(
            "Det programmet gör står i ditt namn. Det kan aldrig göra mer än du själv får.",
            "What the program does stands in your name. It can never do more than you may yourself.",
        ),
        Text(
            "Du kan återkalla nyckeln när du vill. Den slutar gälla genast.",
            "You can revoke the key at any time. It ends at once.",
        ),
    ),
)
_REVOKED: Final = Text(
    "Nyckeln är återkallad. Det som har gjorts med den står fast.",
    "The key has been revoked. What has been done with it stands.",
)


def pages(frame: Frame) -> Blueprint:
    """Return the pages of keys."""
    blueprint = Blueprint("page_keys", __name__)
    blueprint.add_url_rule(MINE, "mine", lambda: _listed(frame, others=False))
    blueprint.add_url_rule(OTHERS, "others", lambda: _listed(frame, others=True))
    blueprint.add_url_rule(f"{MINE}/ny", "make", lambda: _make(frame), methods=("GET", "POST"))

    @blueprint.post(f"{MINE}/<uuid:key>/aterkalla")
    def revoke(key: UUID) -> AnyResponse:
        return _revoke(frame, RevokeKey(key), MINE)

    @blueprint.post(f"{OTHERS}/<uuid:key>/aterkalla")
    def revoke_others(key: UUID) -> AnyResponse:
        return _revoke(frame, RevokeAnothersKey(key), OTHERS)

    return blueprint


def _listed(frame: Frame, *, others: bool) -> AnyResponse:
    cursor = request.args.get("cursor")
    question = AllKeys(cursor=cursor) if others else MyKeys(cursor=cursor)
    reader, page, may_manage = frame.ask(question, Permitted(Permission.TOKEN_MANAGE))
    keys: tuple[KeyRow, ...] = page.items
    here, elsewhere = OTHERS if others else MINE, may_manage and not others
    shown: dict[str, Any] = {"keys": keys, "scopes": SCOPES, "others": others, "elsewhere": elsewhere}
    shown["more"] = f"{here}?{urlencode({'cursor': page.next})}" if page.next else None
    return frame.render("keys.html", reader, address=here, **shown)


def _make(frame: Frame) -> AnyResponse:
    reader, cases = frame.ask(OwnCases())
    initial = {"arenden": OWN, "till": (clock.day(reader.now) + timedelta(days=DAYS)).isoformat()}
    page = Asked(frame, reader, form("nyckel"), _WORDS, _lists(cases), initial)
    if request.method == "GET":
        return page.show()

    def shown(token: str) -> AnyResponse:
        # Shown on the answer itself and kept nowhere.
        return frame.render("key.html", reader, token=token)

    names = {"name": "namn", "scopes": "far", "until": "till", "case": "arenden"}
    return page.act(_command, Done(Text("Nyckeln är skapad.", "The key has been made."), shown), names=names)


def _command(given: Answers) -> MakeKey:
    cases = given["arenden"]
    case_id = None if cases in (OWN, ALL) else UUID(cases)
    return MakeKey(given["namn"], tuple(given["far"]), given["till"], cases != ALL, case_id)


def _lists(cases: tuple[OwnCase, ...]) -> dict[str, Any]:
    one = (
        (row.id, Text(f"Bara {row.number} {row.title}", f"Only {row.number} {row.title}")) for row in cases
    )
    own = (OWN, Text("De ärenden där jag har en roll", "The cases in which I have a role"))
    every = (ALL, Text("Alla ärenden som jag får se", "All cases that I may see"))
    named = ((scope, Text(f"{said.sv} ({scope})", f"{said.en} ({scope})")) for scope, said in SCOPES.items())
    return {"far_lista": options(named), "arenden_lista": options((own, *one, every))}


def _revoke(frame: Frame, command: Command[None], back: str) -> AnyResponse:
    reader = frame.ask()[0]
    try:
        frame.engine.do(command, reader.identity)
    except NotFoundError as error:
        session.tell("trouble", error.text)
    else:
        session.tell("done", _REVOKED)
    return redirect(back, HTTPStatus.SEE_OTHER)
