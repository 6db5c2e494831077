"""A step that cannot be taken becomes an incident: the last good state stays, and so do the person's answers."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from engine.commands import answers, receipts
from engine.commands.step import Footing
from engine.commands.taking import Taken
from engine.desk import Desk
from engine.governance.actor import Held
from engine.receipt import Receipt
from engine.runtime.failure import RunFailure
from engine.store import records
from engine.store.work import Event
from forms.text import Text


def keep(desk: Desk, taken: Taken, clean: Mapping[str, Any], failure: RunFailure) -> Receipt:
    """Keep the answers of a task whose step failed, and tell who can mend it."""
    form = answers.form_of(taken)
    step = {
        "kind": "complete",
        "task_id": str(taken.task.id),
        "answers": dict(clean),
        "person_id": str(taken.person_id),
        "right": held_json(taken.right),
        "form_hash": form.hash if form else None,
    }
    incident = raise_one(desk, taken.at, failure, step)
    return Receipt(
        case=receipts.case_json(taken.at.locked, taken.at.locked.phase),
        task={"id": str(taken.task.id), "state": "open"},
        incident=incident,
    )


def held_json(right: Held) -> dict[str, Any]:
    """Return a right as it is kept with what is to be done by it later."""
    plain = {
        name: str(value) if isinstance(value, UUID | date) else value for name, value in asdict(right).items()
    }
    return {**plain, "mandates": None if right.mandates is None else list(right.mandates)}


def raise_one(desk: Desk, at: Footing, failure: RunFailure, step: dict[str, Any]) -> dict[str, Any]:
    """Write the incident with the step to try again, and return it as JSON."""
    row = {
        "instance_id": at.locked.instance_id,
        "element": failure.element,
        "what": failure.what._asdict(),
        "why": failure.why._asdict(),
        "step": step,
        "person_id": desk.actor.person_id,
        "raised_at": desk.now,
    }
    incident_id = records.raise_incident(desk.connection, row)
    details = {"what": row["what"], "why": row["why"], "incident": str(incident_id)}
    desk.work.record(Event("incident-raised", at.locked.case_id, failure.element, details))
    return {"id": str(incident_id), "element": failure.element, "what": row["what"], "why": row["why"]}


def from_refusal(element: str | None, text: Text) -> RunFailure:
    """Return a refusal by a connector as a failure of the step that called it."""
    what = Text("Ett steg i processen kunde inte utföras.", "A step of the process could not be done.")
    return RunFailure(element, what, text)
