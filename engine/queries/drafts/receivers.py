"""Who would get the tasks of a trial today: the register is read, and no seat is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from engine import clock
from engine.desk import View
from engine.governance import routing
from engine.governance.profile import Profile
from engine.governance.routing import CASE_KIND
from engine.queries import names
from engine.runtime.failure import RunFailure
from engine.runtime.placing import place_of
from engine.runtime.waiting import Waiting
from engine.store import holders, units
from engine.store.holders import Holder
from engine.store.seats import Place
from engine.trying.playing import CASE, Played
from forms.text import Text

HEIGHT = 20


@dataclass(frozen=True)
class Person:
    """Somebody who would get a task, and for whom if the right is lent."""

    name: str
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Receiver:
    """To which role and place a task goes, and who would get it.

    `above` is the role that stands in, when nobody holds the role itself; `why` says why the task goes to nobody.
    """

    role: str
    role_name: Text
    place: Text
    people: tuple[Person, ...] = ()
    above: Text | None = None
    why: Text | None = None


@dataclass(frozen=True)
class _Asked:
    view: View
    played: Played
    parents: Mapping[UUID, UUID | None]
    names: Mapping[UUID, str]
    held: Mapping[Place, tuple[Holder, ...]]


def receivers(view: View, played: Played) -> dict[UUID, Receiver]:
    """Return for each open task who would get it, by the id of the task."""
    placed = {one.id: _placed(view, played, one) for one in played.waiting}
    organisation = view.organisation_id
    parents = units.parents(view.connection, organisation)
    chains = {
        key: _chain(view.profile, one, parents, organisation)
        for key, one in placed.items()
        if isinstance(one, Place)
    }
    held = holders.at_places(view.connection, organisation, {p for c in chains.values() for p in c}, view.now)
    spots = holders.holding(view.connection, organisation, clock.day(view.now)).spots
    asked = _Asked(view, played, parents, {one.id: one.name for one in spots}, held)
    return {
        one.id: _receiver(asked, one, chains[one.id])
        if one.id in chains
        else _nobody(view, played, one, placed[one.id])
        for one in played.waiting
    }


def _placed(view: View, played: Played, item: Waiting) -> Place | Text:
    element = played.setting.published.model.elements[item.element]
    try:
        return Place(*place_of(view.profile, element, item, (CASE, view.organisation_id)))
    except RunFailure as failure:
        return failure.why


def _chain(
    profile: Profile, place: Place, parents: Mapping[UUID, UUID | None], organisation_id: UUID
) -> list[Place]:
    """Return a place and those above it, which stand in one after another."""
    found = [place]
    while len(found) < HEIGHT:
        at = found[-1]
        up = routing.above(
            profile, profile.roles[at.role], (at.scope_kind, at.scope_id), parents, organisation_id
        )
        if up is None or (upper := Place(up[0].key, *up[1])) in found:
            break
        found.append(upper)
    return found


def _receiver(asked: _Asked, item: Waiting, chain: Iterable[Place]) -> Receiver:
    element = asked.played.setting.published.model.elements[item.element]
    places = list(chain)
    first = places[0]
    role, where = names.role(asked.view, first.role), _where(asked, first)
    for place in places:
        people = _people(asked, place, element.mandate)
        if people:
            above = None if place == first else names.role(asked.view, place.role)
            return Receiver(first.role, role, where, people, above)
    return Receiver(first.role, role, where, why=_UNHELD)


def _people(asked: _Asked, place: Place, mandate: str | None) -> tuple[Person, ...]:
    if place.scope_kind == CASE_KIND:
        made = set(asked.played.memory.holders.get(place.role, ()))
        people = asked.played.setting.lists.get("personer", [])
        return tuple(Person(one["namn"]) for one in people if str(one["id"]) in made)
    key = asked.played.setting.published.model.key
    found = dict.fromkeys(
        Person(one.name, one.on_behalf_of) for one in asked.held.get(place, ()) if one.covers(mandate, key)
    )
    return tuple(found)


def _where(asked: _Asked, place: Place) -> Text:
    if place.scope_kind == CASE_KIND:
        return Text("ärendet", "the case")
    name = asked.names.get(place.scope_id, str(place.scope_id))
    return Text(name, name)


def _nobody(view: View, played: Played, item: Waiting, why: Place | Text) -> Receiver:
    drawn = played.setting.published.model.elements[item.element].role or ""
    said = why if isinstance(why, Text) else _UNHELD
    return Receiver(drawn, names.role(view, drawn), Text("", ""), why=said)


_UNHELD = Text(
    "Ingen har rollen i dag, och ingen ovanför den. Uppgiften skulle vänta på en innehavare.",
    "Nobody holds the role today, nor any above it. The task would wait for a holder.",
)
