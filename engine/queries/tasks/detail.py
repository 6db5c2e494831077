"""One task, with its form, why it is asked, and what came before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.rights import managing
from engine.library import Published
from engine.queries import names
from engine.queries.handed import HelpRow
from engine.queries.rows import Earlier, TaskDetail, TaskRow, Why
from engine.queries.tasks.outcomes import outcomes
from engine.queries.tasks.recall import may_recall
from engine.queries.tasks.sql import COLUMNS, TABLES, as_row, mine
from engine.runtime import running
from engine.runtime.model import Element
from engine.store import choices, conflicts, seats
from engine.store.conflicts import DECLARED, UNTOUCHED
from engine.store.instances import SUSPENDED
from engine.store.sight import MY_SEATS
from engine.store.tables import draft, instance, person, submission
from forms.jsonable import jsonable
from forms.text import Text

_TASK = text(
    f"WITH RECURSIVE {MY_SEATS} SELECT {COLUMNS}, c.started_by, c.secret, t.ended_by, {DECLARED} AS declared, {UNTOUCHED} AS untouched FROM {TABLES} WHERE t.id = :id"  # noqa: S608  constants
)
EARLIER_SHOWN = 20


@dataclass(frozen=True)
class TaskById:
    """A task by its id. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> TaskDetail:
        """Return the task as its page shows it; who may not work on it gets the reason."""
        require(view.actor, Permission.TASK_READ)
        row = seen(view, self.id)
        task = as_row(view, row)
        published = view.library.model(row.model_hash)
        element = published.element(row.element)
        answers, draft_at = _answers(view, row)
        refusal = _refusal(view, task, declared=row.declared)
        context = _context(view, row, published)
        return TaskDetail(
            task=task,
            form=published.forms.get(row.form or ""),
            context=context,
            answers=answers or ({} if draft_at else _prefilled(published, element, context)),
            has_draft=draft_at is not None,
            draft_at=draft_at,
            instructions=element.documentation,
            why=why(view, element),
            earlier=_earlier(view, row, published),
            outcomes=outcomes(view, published, row.element, context) if row.state == "open" else (),
            may_work=refusal is None,
            helps=task.state == "open" and row.helper_id == view.actor.person_id,
            may_assign=_may_assign(view, row, task),
            may_send_back=refusal is None and bool(element.send_back),
            may_recall=may_recall(view, row),
            may_withdraw_conflict=row.declared and row.untouched,
            refusal=refusal,
            now=view.now,
        )


def why(view: View, element: Element) -> tuple[Why, ...]:
    """Return the statements that stand behind an element and its mandate."""
    mandate = view.profile.mandates.get(element.mandate or "")
    ids = dict.fromkeys([*element.krav, *(mandate.krav if mandate else ())])
    known = view.library.statements
    return tuple(
        Why(one, known[one].source, known[one].text_sv, Text(known[one].text_sv, known[one].summary_en))
        for one in ids
        if one in known
    )


def seen(view: View, task_id: UUID) -> Row[Any]:
    """Return the row of a task that the reader may see; raise NotFoundError for any other."""
    row = view.connection.execute(_TASK, {"id": task_id, **mine(view)}).one_or_none()
    if row is None or row.organisation_id != view.organisation_id or not _open_to(view, row):
        raise NotFoundError(
            "Uppgiften finns inte, eller så får du inte se den. Gå till inkorgen.",
            "There is no such task, or you may not see it. Go to your inbox.",
        )
    return row


def _may_assign(view: View, row: Row[Any], task: TaskRow) -> bool:
    if task.state != "open":
        return False
    above = seats.above(view.connection, row.seat_id)
    return task.mine or managing(view.actor, row.seat_id, above, row.process, view.profile) is not None


def _open_to(view: View, row: Row[Any]) -> bool:
    mine = view.actor.person_id in (row.started_by, row.helper_id)
    return not row.secret or row.by is not None or mine


def _answers(view: View, row: Row[Any]) -> tuple[Mapping[str, Any], datetime | None]:
    if row.state != "open":
        handed = select(submission.c.answers).where(*_standing(submission.c.task_id == row.id))
        return view.connection.execute(handed).scalar() or {}, None
    kept = view.connection.execute(
        select(draft.c.answers, draft.c.saved_at).where(
            draft.c.task_id == row.id, draft.c.person_id == view.actor.person_id
        )
    ).one_or_none()
    return (kept.answers, kept.saved_at) if kept else ({}, None)


def _prefilled(published: Published, element: Element, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form of an open task begins with, as the model says."""
    if not element.prefill or not context:
        return {}
    return jsonable(published.model.expressions[element.prefill].evaluate(context)) or {}


def _standing(*wanted: Any) -> tuple[Any, ...]:
    """Return the conditions with one more: that what was handed in has not been undone."""
    return *wanted, submission.c.undone_at.is_(None)


def _context(view: View, row: Row[Any], published: Published) -> dict[str, Any]:
    """Return what the form's conditions and choices read: the process's data, and lists of people and units."""
    form = published.forms.get(row.form or "")
    if form is None or row.state != "open":
        return {}
    state = view.connection.execute(
        select(instance.c.state).where(instance.c.case_id == row.case_id)
    ).scalar_one()
    run = running.restore(published.model, state, view.now)
    mine = next((item.context for item in run.waiting if item.id == row.id), {})
    lists = choices.lists(
        view.connection, form.sources, row.organisation_id, row.case_id, view.now, view.profile
    )
    return {**lists, **mine}


def _earlier(view: View, row: Row[Any], published: Published) -> tuple[Earlier, ...]:
    found = view.connection.execute(
        select(submission, func.coalesce(person.c.name, "Räls").label("name"))
        .outerjoin(person, person.c.id == submission.c.person_id)
        .where(*_standing(submission.c.case_id == row.case_id, submission.c.task_id.is_distinct_from(row.id)))
        .order_by(submission.c.submitted_at.desc())
        .limit(EARLIER_SHOWN)
    )
    return tuple(
        Earlier(
            one.element,
            names.element(view, published.hash, one.element) or Text(one.element, one.element),
            one.name,
            names.role(view, one.role or ""),
            one.submitted_at,
            one.answers,
            one.form,
        )
        for one in found
    )


def _refusal(view: View, task: TaskRow, *, declared: bool) -> Text | None:
    if task.state != "open":
        return Text("Uppgiften är redan avslutad.", "The task is already closed.")
    status = select(instance.c.status).where(instance.c.case_id == task.case_id)
    if view.connection.execute(status).scalar() == SUSPENDED:
        return Text(
            "Ärendet är pausat. Ingen kan göra uppgiften förrän det återupptas.",
            "The case is suspended. Nobody can do the task until it is resumed.",
        )
    if (
        task.help
        and task.help.state == "asked"
        and (task.mine or task.help.helper_id == view.actor.person_id)
    ):
        return _helped(task.help)
    if declared:
        return _declared(view, task)
    return None if task.mine else _somebody_elses(view, task)


def _declared(view: View, task: TaskRow) -> Text:
    others = ", ".join(conflicts.who_can(view.connection, task.id, view.now))
    said = Text("Du har anmält jäv i uppgiften.", "You have declared a conflict of interest in the task.")
    if not others:
        return said
    return Text(f"{said.sv} Den görs av {others}.", f"{said.en} It is done by {others}.")


def _helped(asked: HelpRow) -> Text:
    helper, owner = asked.helper, asked.owner
    return Text(
        f"{helper} hjälper {owner} med uppgiften. {owner} gör den klar.",
        f"{helper} helps {owner} with the task. {owner} completes it.",
    )


def _somebody_elses(view: View, task: TaskRow) -> Text:
    if task.assignee:
        return Text(f"{task.assignee} har tagit uppgiften.", f"{task.assignee} has taken the task.")
    role, place = names.role(view, task.role), task.scope_name
    if not task.holders:
        return Text(
            f"Uppgiften hör till {role.sv} i {place}. Ingen har den rollen i dag, och du står inte in för den.",
            f"The task belongs to {role.en} in {place}. Nobody holds that role today, and you do not stand in.",
        )
    who = ", ".join(task.holders)
    return Text(
        f"Du har inte rollen {role.sv} i {place} i dag. Uppgiften görs av {who}.",
        f"You do not hold the role {role.en} in {place} today. The task is done by {who}.",
    )
