"""A decision is a row of its own: what, on which mandate, in which role, by whom, under which texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from engine import clock
from engine.commands.separation import apart_from, keep_apart, refusal
from engine.commands.taking import Taken
from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.governance.profile import Mandate
from engine.governance.rights import acted_as, mandate_of
from engine.store import members
from engine.store.members import Decider
from forms.text import Text


@dataclass(frozen=True)
class Decision:
    """What a decision form says, with the mandate it rests on."""

    id: UUID
    mandate: Mandate
    decider: Decider
    answers: Mapping[str, Any]


def read(desk: Desk, taken: Taken, clean: Mapping[str, Any]) -> Decision | None:
    """Return the decision in the answers, None if the task decides nothing; refuse it without a mandate."""
    if not taken.element.mandate:
        return None
    mandate = mandate_of(taken.element.mandate, taken.role, desk.profile)
    acted_as(mandate.key, taken.right, desk.profile)
    return Decision(uuid4(), mandate, _decider(desk, taken, clean), clean)


def row(desk: Desk, taken: Taken, decision: Decision, submission_id: UUID) -> dict[str, Any]:
    """Return the row that keeps the decision beside what was handed in; its number comes when it is written."""
    given = decision.answers
    return {
        "id": decision.id,
        "case_id": taken.at.locked.case_id,
        "task_id": taken.task.id,
        "element": taken.task.element,
        "mandate": decision.mandate.key,
        "role": taken.role,
        "seat_id": taken.task.seat_id,
        "assignment_id": decision.decider.assignment_id,
        "by_right": decision.decider.by_right,
        "profile_hash": desk.profile.hash,
        "statements": [*decision.mandate.krav],
        "outcome": str(given.get("utfall", "")),
        "reason": str(given.get("motivering") or ""),
        "decided_on": _day(desk, given),
        "decider_id": decision.decider.id,
        "recorded_by": taken.person_id,
        "participants": [_named(one) for one in given.get("deltagare") or ()],
        "dissent": str(given.get("avvikande_mening") or ""),
        "conflict_of_interest": bool(given.get("jav") or taken.task.conflicts),
        "conflict_text": str(given.get("jav_text") or ""),
        "submission_id": submission_id,
        "recorded_at": desk.now,
    }


def _decider(desk: Desk, taken: Taken, clean: Mapping[str, Any]) -> Decider:
    # In a group one named member decides (kommunallagen 6 kap.; domain.md G-07), else the one who hands in.
    role = desk.profile.roles.get(taken.right.role)
    given = clean.get("beslutsfattare")
    if role is None or not role.is_group:
        keep_apart(desk, taken, taken.person_id)
        right = taken.right
        return Decider(taken.person_id, desk.actor.name, right.assignment_id, right.as_data())
    group = members.of_group(
        desk.connection,
        taken.right.seat_id,
        members.Asked(taken.element.mandate or "", taken.at.locked, apart_from(desk, taken)),
        desk.now,
    )
    group = {key: one for key, one in group.items() if key not in taken.task.conflicts}
    named = taken.person_id if given is None else UUID(_id(given))
    if named in group and group[named].decides:
        # Neither the one who decided nor the one who hands in may have done what the decision judges.
        for person in {named, taken.person_id} & group.keys():
            if done := group[person].done:
                raise refusal(taken, done)
        return group[named]
    deciders = ", ".join(one.name for one in group.values() if one.decides)
    names = Text(deciders or "ingen", deciders or "nobody")
    raise InvalidError(
        f"Ange vem som fattade beslutet. I {role.name.sv} får {names.sv} besluta.",
        f"Say who took the decision. In {role.name.en} these may decide: {names.en}.",
        (FieldError("/answers/beslutsfattare", Text(f"Välj {names.sv}.", f"Choose {names.en}.")),),
    )


def _day(desk: Desk, given: Mapping[str, Any]) -> date:
    today = clock.day(desk.now)
    day = date.fromisoformat(given["beslutsdatum"]) if given.get("beslutsdatum") else today
    if day > today:
        said = Text("Ange en dag som har varit, eller i dag.", "Give a day that has been, or today.")
        raise InvalidError(said.sv, said.en, (FieldError("/answers/beslutsdatum", said),))
    return day


def _id(value: Any) -> str:
    return str(value["id"] if isinstance(value, Mapping) else value)


def _named(value: Any) -> Any:
    return value if isinstance(value, Mapping) else {"id": value}
