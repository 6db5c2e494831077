"""By which appointment a person may do a task, and which mandate the decision in it rests on."""

from collections.abc import Iterable
from uuid import UUID

from engine.errors import ForbiddenError
from engine.governance.actor import Actor, Held
from engine.governance.profile import Mandate, Profile
from forms.text import Text


def right_to(actor: Actor, seats: Iterable[UUID], role: str, profile: Profile) -> Held:
    """Return the assignment that gives the person the task, the chosen acting role first.

    `seats` is the task's own seat and, while that is vacant, the nearest superior one that is held.
    """
    allowed = set(seats)
    mine = [held for held in (actor.acting, *actor.held) if held and held.seat_id in allowed]
    if not mine:
        name = profile.role_name(role)
        raise ForbiddenError(
            f"Uppgiften hör till rollen {name.sv}, som du inte har här i dag. Be den som har rollen.",
            f"The task belongs to the role {name.en}, which you do not hold here today. Ask whoever does.",
        )
    if actor.acting and mine[0] is not actor.acting:
        chosen, needed = profile.role_name(actor.acting.role), profile.role_name(mine[0].role)
        raise ForbiddenError(
            f"Du agerar som {chosen.sv}, men uppgiften görs som {needed.sv}. Byt roll och försök igen.",
            f"You act as {chosen.en}, but the task is done as {needed.en}. Change role and try again.",
        )
    return mine[0]


def mandate_of(key: str, role: str, profile: Profile) -> Mandate:
    """Return the mandate that the decision rests on; refuse if the role does not have it."""
    mandate = profile.mandates.get(key)
    if mandate is None:
        raise ForbiddenError(
            f"Mandatet {key} finns inte i profilen {profile.name.sv}. Det som inte är reglerat hör till linjen.",
            f"There is no mandate {key} in the profile {profile.name.en}. What is not regulated is the line's.",
        )
    if role in mandate.denied or role not in mandate.decides:
        who = " eller ".join(profile.role_name(decider).sv for decider in mandate.decides)
        who_en = " or ".join(profile.role_name(decider).en for decider in mandate.decides)
        source, never = _source(mandate, profile), _never(mandate, role, profile)
        raise ForbiddenError(
            f"Mandatet {mandate.name.sv} har {who} ({source.sv}), inte {profile.role_name(role).sv}{never.sv}.",
            f"The mandate {mandate.name.en} belongs to {who_en} ({source.en}), not to {profile.role_name(role).en}{never.en}.",
        )
    return mandate


def _source(mandate: Mandate, profile: Profile) -> Text:
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
