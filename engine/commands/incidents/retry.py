"""Try a failed step again, after the cause has been mended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from engine import clock
from engine.commands import step
from engine.commands.handing_in import hand_in
from engine.commands.step import Footing, Left
from engine.commands.taking import Taken, require_going_on
from engine.desk import Desk
from engine.errors import ConflictError, NotFoundError
from engine.governance.actor import Actor
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.store import actors, instances, records
from engine.store.instances import Locked
from engine.store.work import Event


@dataclass(frozen=True)
class RetryIncident:
    """Take the step of an incident again, with the answers that the person gave.

    Raises NotFoundError, ConflictError (already mended, or it fails again: the reason is in the text).
    """

    incident_id: UUID

    def run(self, desk: Desk) -> None:
        """Lock the instance, redo the step in the name of the one who took it, and close the incident."""
        require(desk.actor, Permission.INCIDENT_RETRY)
        found = records.incident_for_update(desk.connection, self.incident_id)
        locked = instances.lock(desk.connection, found.instance_id) if found else None
        if (
            found is None
            or locked is None
            or desk.actor.organisation_id not in (None, locked.organisation_id)
        ):
            raise NotFoundError("Störningen finns inte.", "There is no such incident.")
        if found.resolved_at is not None:
            raise ConflictError("Störningen är redan åtgärdad.", "The incident must be open; it is mended.")
        require_going_on(locked)
        mender = _act_for(desk, locked)
        at = Footing(locked, desk.library.model(locked.model_hash), desk.profile)
        try:
            _again(desk, at, found.step)
        except RunFailure as failure:
            raise ConflictError(
                f"Steget går fortfarande inte att ta: {failure.why.sv}",
                f"The step still cannot be taken: {failure.why.en}",
            ) from failure
        desk.work.actor = mender
        records.resolve_incident(desk.connection, self.incident_id, desk.actor.person_id, desk.now)
        desk.work.record(Event("incident-resolved", locked.case_id, found.element))


def _act_for(desk: Desk, locked: Locked) -> Actor:
    """Act in the organisation of the instance, and return the one who does."""
    mender = desk.actor.within(locked.organisation_id, locked.profile_hash, locked.calendar_hash)
    desk.work.actor = mender
    return mender


def _again(desk: Desk, at: Footing, failed: Mapping[str, Any]) -> None:
    run = running.restore(at.published.model, at.locked.state, desk.now, desk.calendar)
    if failed["kind"] == "complete":
        taken = _taken(desk, at, failed)
        # The step is that person's, in the role it was taken in; only the mending is the mender's.
        desk.work.actor = replace(desk.actor, person_id=taken.person_id, acting=taken.right)
        hand_in(desk, taken, run, failed["answers"])
        return
    run.wake()
    stepped = step.settle(desk, at, run)
    step.write(desk, at, run, stepped, Left(Event("time-passed")))


def _taken(desk: Desk, at: Footing, failed: Mapping[str, Any]) -> Taken:
    found = instances.lock_of_task(desk.connection, UUID(failed["task_id"]), clock.day(desk.now), None)
    if found is None or found[1].state != "open":
        raise ConflictError(
            "Uppgiften är inte längre öppen; steget behöver inte tas om.",
            "The task must be open for the step to be taken again; it is not.",
        )
    task = found[1]
    element = at.published.model.elements[task.element]
    return Taken(at, task, element, actors.held_from(failed["right"]), task.role, UUID(failed["person_id"]))
