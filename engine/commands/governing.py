"""Lets an edition of a profile govern an organisation: chains of superiors and open decisions follow at once."""

from collections.abc import Iterator
from uuid import UUID

from engine.connectors.seating import hang_anew, seats_for
from engine.desk import Desk
from engine.governance import routing
from engine.governance.profile import Profile, Role
from engine.store import profiles
from engine.store.profiles import Decided
from engine.store.seats import Place


def govern(desk: Desk, organisation_id: UUID, profile: Profile) -> int:
    """Make the profile the active one, and return how many open decisions went to another role.

    A seat of a role that the profile no longer has stays with its key, its holders and its place in the chain.
    """
    profiles.govern(desk.connection, organisation_id, profile.hash)
    hang_anew(desk.connection, organisation_id, profile)
    moves = dict(_moves(desk, organisation_id, profile))
    found = seats_for(desk.connection, organisation_id, profile, moves.values())
    profiles.hand_over(desk.connection, [(task_id, found[place]) for task_id, place in moves.items()])
    return len(moves)


def _moves(desk: Desk, organisation_id: UUID, profile: Profile) -> Iterator[tuple[UUID, Place]]:
    """Yield each open task whose role may no longer decide it, with the place that may."""
    for task in profiles.decided(desk.connection, organisation_id):
        drawn = desk.library.model(task.model_hash).model.elements[task.element].role
        able = routing.candidates(profile, drawn, task.mandate)
        if task.role in {role.key for role in able}:
            continue
        place = next(_places(task, able, organisation_id), None)
        if place is not None:
            yield task.id, place


def _places(task: Decided, able: tuple[Role, ...], organisation_id: UUID) -> Iterator[Place]:
    for role in able:
        named = task.scope_id if role.scope == task.scope_kind else None
        at = routing.place(role, named, {}, (task.case_id, organisation_id))
        if at is not None:
            yield Place(role.key, *at)
