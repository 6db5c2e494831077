"""Start a case: register it, and let its process run to the first people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from engine.commands import answers, in_force, receipts, step
from engine.commands.attaching import attach_files
from engine.commands.step import Footing, Left
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.errors import ForbiddenError, InvalidError
from engine.governance.actor import Held
from engine.governance.permissions import Permission, require
from engine.governance.profile import Profile
from engine.governance.rights import mandate_of
from engine.governance.routing import CASE_KIND, candidates, in_cases
from engine.library import Published
from engine.receipt import Receipt
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.runtime.model import Element
from engine.store import cases, tasks
from engine.store.instances import Locked
from engine.store.seats import Place
from engine.store.work import Event

TITLE_FIELDS = ("rubrik", "fraga", "titel")


@dataclass(frozen=True)
class StartCase:
    """Start a case of a process with the answers of its start form.

    Raises NotFoundError (no such process), ForbiddenError (no role that may) and InvalidError (the form refuses).
    """

    process: str
    answers: Mapping[str, Any]

    def run(self, desk: Desk) -> Receipt:
        """Check the right and the form, give the case its number, and take the first step."""
        require(desk.actor, Permission.CASE_START)
        published = in_force.published(desk, self.process)
        start = published.start
        held = _right(desk, start, self.process)
        desk.work.actor = replace(desk.actor, acting=held)
        clean, data = self._checked(desk, published, start)
        locked = _open(desk, published, clean)
        tasks.forget_start_draft(desk.connection, self.process, desk.person_id)
        attach_files(desk, clean, desk.person_id, locked.case_id)
        data["arende"] |= {"id": str(locked.case_id), "nummer": locked.number, "rubrik": locked.title}
        return _first_step(desk, published, locked, _Handed(clean, data, held))

    def _checked(
        self, desk: Desk, published: Published, start: Element
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        organisation = {"id": str(desk.organisation_id), "val": dict(desk.profile.switches)}
        data: dict[str, Any] = {"arende": {}, "organisation": organisation}
        if not start.form:
            return {}, data
        form = published.forms[start.form]
        lists = answers.choices_for(desk, form)
        clean = answers.checked(form, self.answers, lists, desk.now)
        return clean, {**data, "arende": dict(form.typed(clean))}


@dataclass(frozen=True)
class _Handed:
    clean: dict[str, Any]
    data: dict[str, Any]
    held: Held


def _right(desk: Desk, start: Element, process: str) -> Held:
    """Return the assignment by which the actor may start: the chosen one, or the first that has the mandate."""
    mine = [held for held in desk.actor.chosen or desk.actor.held if held.covers(start.mandate, process)]
    if not start.mandate:
        if not mine:
            raise _no_role()
        return mine[0]
    refusal: ForbiddenError | None = None
    for held in mine:
        try:
            mandate_of(start.mandate, held.role, desk.profile)
        except ForbiddenError as error:
            refusal = error
        else:
            return held
    raise refusal or _no_role()


def _no_role() -> ForbiddenError:
    return ForbiddenError(
        "Du behöver en roll för att starta ett ärende. Be din chef om en.",
        "You need a role to start a case. Ask your manager for one.",
    )


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
        "started_by": desk.person_id,
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


def _first_step(desk: Desk, published: Published, locked: Locked, handed: _Handed) -> Receipt:
    at = Footing(locked, published, desk.profile)
    try:
        run = running.start(published.model, handed.data, desk.now, desk.calendar)
        stepped = step.settle(desk, at, run)
        left = Left(_started(locked), submission=_submission(desk, at, handed))
        opened = step.write(desk, at, run, stepped, left)
    except RunFailure as failure:
        # There is no earlier state to fall back on, so the case is not started and the answers stay with the caller.
        raise InvalidError(
            f"Ärendet kunde inte startas: {failure.what.sv} {failure.why.sv}",
            f"The case could not be started: {failure.what.en} {failure.why.en}",
        ) from failure
    return receipts.for_step(desk, at, stepped, opened, None)


def _started(locked: Locked) -> Event:
    return Event("case-started", details={"title": locked.title})


def _submission(desk: Desk, at: Footing, handed: _Handed) -> dict[str, Any]:
    start = at.published.start
    form = at.published.forms.get(start.form or "")
    return {
        "id": uuid4(),
        "case_id": at.locked.case_id,
        "task_id": None,
        "element": start.id,
        "form": start.form,
        "form_hash": form.hash if form else None,
        "answers": handed.clean,
        "person_id": desk.person_id,
        "assignment_id": handed.held.assignment_id,
        "role": handed.held.role,
        "by_right": handed.held.as_data(),
        "submitted_at": desk.now,
    }
