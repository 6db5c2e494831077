"""What a person hands in: checked by the form of the task, kept as it was given, typed for the process."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

import forms
from engine.commands.taking import InHand, Taken
from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.runtime.running import Run
from engine.store import choices, document_choices


def check(desk: Desk, taken: Taken, run: Run, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the clean answers of the task's form; raise InvalidError with a pointer to each fault."""
    form = form_of(taken)
    if form is None:
        return {}
    waiting = next(item for item in run.waiting if item.id == taken.task.id)
    at = taken.at.locked
    context = {
        **choices.lists(
            desk.connection, form.sources, at.organisation_id, at.case_id, desk.now, desk.profile
        ),
        **waiting.context,
    }
    return checked(form, given, context, desk.now)


def checked(
    form: forms.Form, given: Mapping[str, Any], context: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Return the clean answers of any form; raise InvalidError with a pointer to each fault."""
    result = form.check(given, context, now)
    if result.errors:
        count = len(result.errors)
        raise InvalidError(
            f"Formuläret har {count} fel. Rätta dem och försök igen; det du skrivit finns kvar.",
            f"The form has {count} faults. Mend them and try again; what you wrote is kept.",
            tuple(FieldError(f"/answers{error.pointer}", error.message) for error in result.errors),
        )
    return dict(result.clean)


def form_of(taken: InHand) -> forms.Form | None:
    """Return the compiled form of the task, None if it asks for nothing."""
    return taken.at.published.forms[taken.element.form] if taken.element.form else None


def typed(taken: Taken, clean: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers as the process reads them: numbers as decimals, days as dates."""
    form = form_of(taken)
    return {} if form is None else dict(form.typed(clean))


def row(desk: Desk, taken: Taken, clean: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row that keeps what was handed in, by whom and in which role."""
    form = form_of(taken)
    return {
        "id": uuid4(),
        "case_id": taken.at.locked.case_id,
        "task_id": taken.task.id,
        "element": taken.task.element,
        "form": taken.element.form,
        "form_hash": form.hash if form else None,
        "answers": dict(clean),
        "person_id": taken.person_id,
        "assignment_id": taken.right.assignment_id,
        "role": taken.role,
        "by_right": taken.right.as_data(),
        "submitted_at": desk.now,
    }


def choices_for(desk: Desk, form: forms.Form) -> dict[str, Any]:
    """Return the lists that a start form chooses from; there is no case yet."""
    organisation_id, profile = desk.organisation_id, desk.profile
    return {
        **choices.lists(desk.connection, form.sources, organisation_id, None, desk.now, profile),
        **document_choices.lists(desk.connection, form.sources, desk.actor, desk.now),
    }
