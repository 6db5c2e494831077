"""By which right a person may do a task, and which mandate the decision in it rests on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from engine.errors import ForbiddenError
from engine.governance.actor import SUBSTITUTION, Actor, Held
from engine.governance.profile import Mandate, Profile
from forms.text import Text

FEW = 3
# The role of a case that stands for whoever the profile lets appoint.
APPOINTER: Final = "utseende"


@dataclass(frozen=True)
class Wanted:
    """What a right must reach: one of the seats, the mandate of the task if it has one, and the process.

    `seats` is the task's own seat and, while that is vacant, the nearest superior one that is held; `role` the task's.
    `own_request` is true when the actor has started the case, or written what is decided: then nobody's substitute.
    """

    seats: Collection[UUID]
    role: str
    mandate: str | None
    process: str
    own_request: bool = False


def right_to(actor: Actor, wanted: Wanted, profile: Profile, who: Sequence[str] = ()) -> Held:
    """Return the right that gives the person the task: of the chosen role, one's own before a lent one.

    `who` are the names of those who hold the seats today, for the sentence of a refusal.
    """
    reaching = [held for held in actor.held if _reaches(held, wanted)]
    mine = [held for held in reaching if not (wanted.own_request and held.by == SUBSTITUTION)]
    if not reaching:
        raise _not_yours(wanted, profile, who)
    if not mine:
        raise _own_request(reaching[0])
    fitting = [held for held in mine if not actor.chosen or held in actor.chosen]
    if not fitting:
        chosen, needed = profile.role_name(actor.chosen[0].role), profile.role_name(mine[0].role)
        raise ForbiddenError(
            f"Du agerar som {chosen.sv}, men uppgiften görs som {needed.sv}. Byt roll och försök igen.",
            f"You act as {chosen.en}, but the task is done as {needed.en}. Change role and try again.",
        )
    return fitting[0]


def _reaches(held: Held, wanted: Wanted) -> bool:
    return held.seat_id in wanted.seats and held.covers(wanted.mandate, wanted.process)


def _not_yours(wanted: Wanted, profile: Profile, who: Sequence[str]) -> ForbiddenError:
    name, source = profile.role_name(wanted.role), _source(wanted, profile)
    by = f": {', '.join(who)}" if 0 < len(who) <= FEW else ""
    return ForbiddenError(
        f"Uppgiften hör till rollen {name.sv}{source.sv}, som du inte har här i dag. Be den som har rollen{by}.",
        f"The task belongs to the role {name.en}{source.en}, which you do not hold here today. Ask whoever does{by}.",
    )


def _source(wanted: Wanted, profile: Profile) -> Text:
    """Return where it is written that the role does this: the mandate of the task with its statements."""
    mandate = profile.mandates.get(wanted.mandate or "")
    if mandate is None:
        return Text("", "")
    krav = ", ".join(mandate.krav) or mandate.key
    return Text(f" (mandatet {mandate.name.sv}, {krav})", f" (the mandate {mandate.name.en}, {krav})")


def _own_request(held: Held) -> ForbiddenError:
    return ForbiddenError(
        f"Du ersätter {held.for_name}, men det gäller ett ärende som du själv har startat eller skrivit underlag till. "
        f"Låt {held.for_name}, eller en annan ersättare, göra uppgiften.",
        f"You stand in for {held.for_name}, but you started this case yourself, or wrote what is to be decided. "
        f"Let {held.for_name}, or another substitute, do the task.",
    )


@dataclass(frozen=True)
class Above:
    """What stands above a seat: the superior seat, and the unit or what else the seat is held for."""

    superior_id: UUID | None
    scope_id: UUID


def managing(actor: Actor, seat_id: UUID, above: Above, process: str, profile: Profile) -> Held | None:
    """Return the right by which the person manages the tasks of a seat, None if there is none.

    That is the whole right to the seat above, or to a role of the line in the unit that the seat is held for.
    """
    for held in actor.chosen or actor.held:
        chief = held.role in profile.line and held.scope_id == above.scope_id
        higher = held.seat_id == above.superior_id or (chief and held.seat_id != seat_id)
        if higher and held.mandates is None and held.covers(None, process):
            return held
    return None


def acted_as(key: str, held: Held, profile: Profile) -> None:
    """Refuse when the role that is acted in may never decide this, whichever role the task was meant for."""
    mandate = profile.mandates.get(key)
    if mandate and held.role in mandate.denied:
        raise _not_the_mandate(mandate, held.role, profile)


def mandate_of(key: str, role: str, profile: Profile) -> Mandate:
    """Return the mandate that the decision rests on; refuse if the role does not have it."""
    mandate = profile.mandates.get(key)
    if mandate is None:
        raise ForbiddenError(
            f"Mandatet {key} finns inte i profilen {profile.name.sv}. Det som inte är reglerat hör till linjen.",
            f"There is no mandate {key} in the profile {profile.name.en}. What is not regulated is the line's.",
        )
    if role in mandate.denied or role not in mandate.decides:
        raise _not_the_mandate(mandate, role, profile)
    return mandate


def lendable(key: str, role: str, profile: Profile) -> Mandate:
    """Return a mandate that holders of a role may delegate: one that it has, or to appoint where the profile lets that be."""
    mandate = profile.mandates.get(key)
    if mandate is not None and APPOINTER in mandate.decides and _hands_on(role, profile):
        return mandate
    return mandate_of(key, role, profile)


def all_lendable(role: str, profile: Profile) -> tuple[Mandate, ...]:
    """Return every mandate that holders of a role may delegate."""
    own = [one for one in profile.mandates_of(role) if role not in one.denied]
    handed_on = [
        one for one in profile.mandates.values() if APPOINTER in one.decides and _hands_on(role, profile)
    ]
    return (*own, *handed_on)


def _hands_on(role: str, profile: Profile) -> bool:
    ways = (one for other in profile.roles.values() for one in other.appointed_by)
    return any(one.delegable and role in one.roles for one in ways)


def _not_the_mandate(mandate: Mandate, role: str, profile: Profile) -> ForbiddenError:
    who = " eller ".join(profile.role_name(decider).sv for decider in mandate.decides)
    who_en = " or ".join(profile.role_name(decider).en for decider in mandate.decides)
    source, never = written(mandate, profile), _never(mandate, role, profile)
    return ForbiddenError(
        f"Mandatet {mandate.name.sv} har {who} ({source.sv}), inte {profile.role_name(role).sv}{never.sv}.",
        f"The mandate {mandate.name.en} belongs to {who_en} ({source.en}), not to {profile.role_name(role).en}{never.en}.",
    )


def written(mandate: Mandate, profile: Profile) -> Text:
    """Return where it is written: the statements, or that it is the profile's own practice."""
    if mandate.krav:
        krav = ", ".join(mandate.krav)
        return Text(krav, krav)
    return Text(f"praxis i profilen {profile.name.sv}", f"practice of the profile {profile.name.en}")


def _never(mandate: Mandate, role: str, profile: Profile) -> Text:
    """Return by what the role may never decide this, empty when it merely has not been given the mandate."""
    found = profile.roles.get(role)
    if role in mandate.denied:
        krav = mandate.denied_krav
    elif found is not None and found.never_decides is not None:
        krav = found.never_decides
    else:
        return Text("", "")
    by = f" ({', '.join(krav)})" if krav else ""
    return Text(f", som aldrig beslutar det{by}", f", which never decides it{by}")
