"""By which appointment a person may do a task, and which mandate the decision in it rests on."""

from collections.abc import Iterable
from uuid import UUID

from engine.errors import ForbiddenError
from engine.governance.actor import Actor, Held
from engine.governance.profile import Mandate, Profile


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
        source = ", ".join(mandate.krav) or "profilen"
        raise ForbiddenError(
            f"Mandatet {mandate.name.sv} har {who} ({source}), inte {profile.role_name(role).sv}.",
            f"The mandate {mandate.name.en} belongs to {who_en} ({source}), not to {profile.role_name(role).en}.",
        )
    return mandate
