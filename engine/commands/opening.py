"""Opens a case: its number and its seats, the answers it begins with, and its first step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from engine.commands import answers, in_force, receipts, step
from engine.commands.attaching import attach_files
from engine.commands.step import Footing, Left
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance import seen
from engine.governance.actor import Held
from engine.governance.profile import Profile
from engine.governance.routing import CASE_KIND, candidates, in_cases
from engine.library import TITLE_FIELDS, Published
from engine.receipt import Receipt
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.store import cases
from engine.store.instances import Locked
from engine.store.seats import Place
from engine.store.work import Event


@dataclass(frozen=True)
class Beginning:
    """What a case begins with: the answers of its start form, by which right (None: Räls itself), and why."""

    published: Published
    answers: Mapping[str, Any]
    held: Held | None
    # Goes to the trail.
    why: Mapping[str, Any] = field(default_factory=dict)
    # What Räls itself chooses from, where people choose from what is theirs.
    choices: Mapping[str, Any] | None = None


def open_case(desk: Desk, begun: Beginning) -> Receipt:
    """Check the form, give the case its number, and take the first step. Raises InvalidError."""
    clean, data = _checked(desk, begun)
    locked = _open(desk, begun.published, clean)
    if desk.actor.person_id:
        attach_files(desk, clean, desk.actor.person_id, locked.case_id)
    data["arende"] |= {"id": str(locked.case_id), "nummer": locked.number, "rubrik": locked.title}
    return _first_step(desk, locked, begun, _Handed(clean, data))


def start_from(desk: Desk, process: str, answers: Mapping[str, Any]) -> Receipt:
    """Start a case from a step of another, by the right that the step is taken by. Raises NotFoundError, InvalidError."""
    return open_case(desk, Beginning(in_force.published(desk, process), answers, desk.actor.acting))


@dataclass(frozen=True)
class _Handed:
    clean: dict[str, Any]
    data: dict[str, Any]


def _checked(desk: Desk, begun: Beginning) -> tuple[dict[str, Any], dict[str, Any]]:
    start = begun.published.start
    data: dict[str, Any] = {
        "arende": {},
        "organisation": seen.organisation(desk.profile, desk.organisation_id),
    }
    if not start.form:
        return {}, data
    form = begun.published.forms[start.form]
    choices = answers.choices_for(desk, form) if begun.choices is None else begun.choices
    clean = answers.checked(form, begun.answers, choices, desk.now)
    return clean, {**data, "arende": dict(form.typed(clean))}


def _open(desk: Desk, published: Published, clean: Mapping[str, Any]) -> Locked:
    title = next((str(clean[name]) for name in TITLE_FIELDS if clean.get(name)), published.model.name)
    row: dict[str, Any] = {
        "id": uuid4(),
        "organisation_id": desk.organisation_id,
        "number": cases.next_number(desk.connection, desk.organisation_id, desk.now),
        "title": title,
        "process": published.model.key,
        "model_hash": published.hash,
        "units": _units(clean),
        "secret": bool(clean.get("sekretess")),
        "started_by": desk.actor.person_id,
        "started_at": desk.now,
    }
    cases.open_case(desk.connection, row)
    names = ("organisation_id", "number", "title", "process", "model_hash", "started_by")
    blank: dict[str, Any] = {"state": b"", "version": 0, "status": "running", "next_due": None, "phase": None}
    ids: dict[str, Any] = {
        "instance_id": uuid4(),
        "case_id": row["id"],
        "profile_hash": desk.actor.profile_hash,
        "calendar_hash": desk.actor.calendar_hash,
    }
    # Made at once, so that no later step has to: each costs statements, and there are few in one step.
    places = [Place(role, CASE_KIND, row["id"]) for role in _case_roles(desk.profile, published)]
    if places:
        seats_for(desk.connection, desk.organisation_id, desk.profile, places)
    cases.open_instance(desk.connection, ids["instance_id"], row["id"], published.hash)
    return Locked(**ids, **blank, **{name: row[name] for name in names})


def _case_roles(profile: Profile, published: Published) -> set[str]:
    """Return the roles that somebody can hold in the case, of those that the model's tasks go to."""
    drawn = {(element.role, element.mandate) for element in published.model.elements.values()}
    able = (role for key, mandate in drawn for role in candidates(profile, key, mandate))
    return {role.key for role in able if in_cases(role) and not role.superior_in_case}


def _units(clean: Mapping[str, Any]) -> list[str]:
    chosen = (value for value in clean.values() if isinstance(value, list))
    return [
        one["id"] for value in chosen for one in value if isinstance(one, Mapping) and "overordnad" in one
    ]


def _first_step(desk: Desk, locked: Locked, begun: Beginning, handed: _Handed) -> Receipt:
    at = Footing(locked, begun.published, desk.profile)
    try:
        run = running.start(begun.published.model, handed.data, desk.now, desk.calendar)
        stepped = step.settle(desk, at, run)
        started = Event("case-started", details={"title": locked.title, **begun.why})
        submission = _submission(desk, at, begun.held, handed.clean)
        opened = step.write(desk, at, run, stepped, Left(started, submission=submission))
    except RunFailure as failure:
        # There is no earlier state to fall back on, so the case is not started and the answers stay with the caller.
        raise InvalidError(
            f"Ärendet kunde inte startas: {failure.what.sv} {failure.why.sv}",
            f"The case could not be started: {failure.what.en} {failure.why.en}",
        ) from failure
    return receipts.for_step(desk, at, stepped, opened, None)


def _submission(desk: Desk, at: Footing, held: Held | None, clean: dict[str, Any]) -> dict[str, Any]:
    start = at.published.start
    form = at.published.forms.get(start.form or "")
    return {
        "id": uuid4(),
        "case_id": at.locked.case_id,
        "task_id": None,
        "element": start.id,
        "form": start.form,
        "form_hash": form.hash if form else None,
        "answers": clean,
        "person_id": desk.actor.person_id,
        "assignment_id": held and held.assignment_id,
        "role": held and held.role,
        "by_right": held and held.as_data(),
        "submitted_at": desk.now,
    }
