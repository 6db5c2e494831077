"""When the organisation works: the end of the day, and its own free and shorter days."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.organisations.set_calendar import MOST_OWN, SetCalendar
from engine.governance.calendar import Calendar, OwnDay, holidays, plain
from engine.governance.permissions import Permission
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form
from web.asked import plain as plain_text
from web.asking import Permitted
from web.frame import Frame

_WORDS: Final = Words(
    Text("Arbetsdagar", "Working days"),
    Text("Spara", "Save"),
    Text("spara sedan", "then save"),
    (("/drift", Text("Drift", "Operations")),),
    (
        Text(
            "Svenska helgdagar, midsommarafton, julafton och nyårsafton är alltid lediga. De behöver inte stå här.",
            "Swedish holidays, Midsummer Eve, Christmas Eve and New Year's Eve are always free. They need not stand here.",
        ),
        Text(
            "Det gäller det som börjar räknas från och med nu. Det som redan har en tid behåller den.",
            "It holds for what is counted from now on. What has a time already keeps it.",
        ),
    ),
)
_DONE: Final = Done(Text("Arbetsdagarna är sparade.", "The working days have been saved."), "/drift")
# Where the faults that the command finds stand in the form.
_NAMES: Final = {f"own/{row}/day": f"egna/{row}/dag" for row in range(MOST_OWN)}
SHOWN: Final = 8
_SATURDAY: Final = 5


@dataclass(frozen=True)
class Coming:
    """A weekday ahead that is free, or that `closes` earlier than others."""

    day: date
    name: Text
    closes: time | None


def coming(calendar: Calendar, today: date) -> list[Coming]:
    """Return the next weekdays on which people are away or leave earlier."""
    own = {on: plain_text(one.name) for on, one in calendar.own.items()}
    named = {**own, **holidays(today.year), **holidays(today.year + 1)}
    ahead = sorted(on for on in named if on >= today and on.weekday() < _SATURDAY)
    return [
        Coming(on, named[on], calendar.own[on].closes if calendar.works(on) else None) for on in ahead[:SHOWN]
    ]


def pages(frame: Frame) -> Blueprint:
    """Return the page where an administrator decides the working days."""
    blueprint = Blueprint("page_calendar", __name__)

    @blueprint.route("/drift/arbetsdagar", methods=("GET", "POST"))
    def ask() -> AnyResponse:
        reader = frame.ask(Permitted(Permission.REGISTER_WRITE, needed=True))[0]
        asked = Asked(frame, reader, form("arbetsdagar"), _WORDS, {}, _initial(reader.calendar))
        return asked.show() if request.method == "GET" else asked.act(_command, _DONE, names=_NAMES)

    return blueprint


def _initial(calendar: Calendar) -> dict[str, Any]:
    kept = plain(calendar)
    own = [{"dag": one["day"], "namn": one["name"], "slutar": one["closes"]} for one in kept["own"]]
    return {"slutar": kept["closes"], "egna": own}


def _command(given: Answers) -> SetCalendar:
    own = (OwnDay(one["dag"], one["namn"], one.get("slutar")) for one in given.get("egna") or ())
    return SetCalendar(given["slutar"], tuple(own))
