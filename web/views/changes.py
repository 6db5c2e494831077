"""What differs between two reports, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from engine.queries.reports.changes import Change
from forms.text import Text
from web.views.report_words import PARTS, WORDS
from web.words import Say

COLOURS: Final = {"gron": Text("grön", "green"), "gul": Text("gul", "yellow"), "rod": Text("röd", "red")}


def told(change: Change, say: Say) -> str:
    """Return the change as a sentence without a stop. What people wrote in it is not escaped."""
    return _TOLD[change.kind](change, say)


def _judged(one: Change, say: Say) -> str:
    name = say.text(PARTS[one.name]) if one.name else say("Samlad status", "Overall status")
    if one.before is None:
        return f"{name}: {_colour(one.after, say)}"
    return f"{name}: {_colour(one.before, say)} {say('till', 'to')} {_colour(one.after, say)}"


def _colour(key: str | None, say: Say) -> str:
    return say.text(COLOURS.get(key or "")) or str(key)


def _risk_new(one: Change, say: Say) -> str:
    worth = f" ({one.after} {say('av', 'of')} 25)" if one.after else ""
    return f"{say('Ny risk', 'New risk')}: {one.name}{worth}"


def _risk_closed(one: Change, say: Say) -> str:
    status = WORDS.get(one.after or "")
    return f"{say('Stängd risk', 'Closed risk')}: {one.name}, {say.text(status).lower()}"


def _risk_value(one: Change, say: Say) -> str:
    return f"{say('Risk', 'Risk')}: {one.name}, {_from_to(one, say)} {say('av', 'of')} 25"


def _moved(one: Change, say: Say) -> str:
    return f"{say('Flyttad milstolpe', 'Moved milestone')}: {one.name}, {_from_to(one, say)}"


def _reached(one: Change, say: Say) -> str:
    return f"{say('Nådd milstolpe', 'Reached milestone')}: {one.name}, {one.after}"


def _asked(one: Change, say: Say) -> str:
    by = f" {say('Senast', 'By')} {one.after}" if one.after else ""
    return f"{say('Nytt beslut behövs', 'A new decision is needed')}: {one.name}{by}"


def _unit(one: Change, say: Say) -> str:
    day = f", {one.after}" if one.after else ""
    return f"{say('Infört', 'Implemented')}: {one.name}{day}"


def _units(one: Change, say: Say) -> str:
    return f"{say('Införda enheter', 'Units done')}: {one.name}, {_from_to(one, say)}"


def _goal(one: Change, say: Say) -> str:
    return f"{say('Effektmål', 'Goal')}: {one.name}, {_from_to(one, say)}"


def _from_to(one: Change, say: Say) -> str:
    return f"{one.before} {say('till', 'to')} {one.after}" if one.before else str(one.after)


_TOLD: Final[Mapping[str, Callable[[Change, Say], str]]] = {
    "total": _judged,
    "part": _judged,
    "risk-new": _risk_new,
    "risk-closed": _risk_closed,
    "risk-value": _risk_value,
    "milestone-moved": _moved,
    "milestone-reached": _reached,
    "decision-new": _asked,
    "unit-done": _unit,
    "units-done": _units,
    "goal": _goal,
}
