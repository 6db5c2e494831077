"""Terms in a seat: what an appointment does to those that are there. Days are whole, the last one included."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from engine.errors import ConflictError, InvalidError

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """One assignment to the seat. Without `to` it holds until further notice."""

    id: UUID
    person_id: UUID
    start: date
    to: date | None


@dataclass(frozen=True)
class Change:
    """What to write: the last day of terms that are there, and for whom a term begins."""

    ends: dict[UUID, date | None]
    begins: tuple[UUID, ...]
    start: date


@dataclass(frozen=True)
class Wanted:
    """Who is to hold the seat from when to when; `alone`: nobody else does from then on."""

    persons: Collection[UUID]
    start: date
    to: date | None
    alone: bool


def change(terms: Iterable[Term], wanted: Wanted, today: date) -> Change:
    """Return what the appointment changes.

    Who holds the seat already, or up to the day before, goes on in the same term: it is prolonged. The others stay
    until the day before, unless they end earlier. What has been is never changed: an appointment from a day that has
    passed takes over today. Raises InvalidError when it ends before it begins.
    """
    _in_order(wanted.start, wanted.to)
    there = [term for term in terms if term.to is None or term.to >= term.start]
    others = [term for term in there if term.person_id not in wanted.persons and _reaches(term, today)]
    start = max(wanted.start, today) if wanted.alone and others else wanted.start
    _in_order(start, wanted.to)
    own = [term for term in there if term.person_id in wanted.persons and _adjoins(term, start, wanted.to)]
    goes_on = {term.person_id: term for term in own if term.start <= start}
    gone = [term for term in own if term.start > start]
    gone += [
        term for term in others if wanted.alone and _reaches(term, start) and _begins_by(term, wanted.to)
    ]
    ends: dict[UUID, date | None] = {term.id: _until(term, start) for term in gone}
    ends |= {term.id: wanted.to for term in goes_on.values() if term.to != wanted.to}
    return Change(ends, tuple(one for one in wanted.persons if one not in goes_on), start)


def most_at_once(terms: Iterable[Term]) -> int:
    """Return how many hold the seat on the day when they are the most."""
    listed = list(terms)
    days = [term.start for term in listed]
    return max((sum(_holds(term, day) for term in listed) for day in days), default=0)


def early_end(start: date, to: date | None, wanted: date | None, today: date) -> date:
    """Return the last day of what is ended before its time: today unless another day is wanted.

    What has been is never changed; what has not begun can be ended the day before it does. Raises InvalidError (a day
    that has been) and ConflictError (it ends earlier).
    """
    last = wanted or today
    if last < today - _DAY or last < start - _DAY:
        raise InvalidError.at(
            "/last_day",
            "Ange i går, i dag eller en senare dag; det som har varit ändras inte.",
            "Give yesterday, today or a later day; what has been does not change.",
        )
    if to is not None and to <= last:
        raise ConflictError(
            f"Slutar redan {to}. Ange en tidigare dag.", f"Ends already {to}. Give an earlier day."
        )
    return last


def _in_order(start: date, to: date | None) -> None:
    if to is not None and to < start:
        raise InvalidError(
            f"Förordnandet slutar {to} men börjar {start}. Ange en sista dag som inte är före den första.",
            f"The appointment ends {to} but begins {start}. Give a last day that is not before the first.",
        )


def _holds(term: Term, day: date) -> bool:
    return term.start <= day and (term.to is None or term.to >= day)


def _reaches(term: Term, day: date) -> bool:
    return term.to is None or term.to >= day


def _begins_by(term: Term, day: date | None) -> bool:
    return day is None or term.start <= day


def _adjoins(term: Term, start: date, to: date | None) -> bool:
    return _reaches(term, start - _DAY) and _begins_by(term, None if to is None else to + _DAY)


def _until(term: Term, start: date) -> date:
    # A term that had not begun is never taken up: it ends the day before it begins.
    return max(start, term.start) - _DAY
