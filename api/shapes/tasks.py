"""Tasks over the wire."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from api.language import language
from api.shapes.base import Paging, Words
from engine.queries.rows import TaskRow
from engine.queries.tasks import filters
from engine.queries.tasks.order import ORDERS
from forms.text import Text


class TaskCase(Schema):
    """The case that a task belongs to."""

    id = fields.UUID(attribute="case_id")
    number = fields.String(attribute="case_number")
    title = fields.String(attribute="case_title")
    started_at = fields.DateTime(attribute="case_started_at")
    started_by = fields.String(attribute="case_starter")
    diary_number = fields.String(allow_none=True)


class Help(Schema):
    """The latest help with a task."""

    state = fields.String(metadata={"description": "asked, given (back) or ended (taken back)"})
    helper_id = fields.UUID()
    helper = fields.String()
    owner_id = fields.UUID()
    owner = fields.String()
    note = fields.String()
    reply = fields.String()
    at = fields.DateTime()


class Returned(Schema):
    """Who sent a task back, when and why."""

    by = fields.String()
    reason = fields.String()
    at = fields.DateTime()


class Task(Schema):
    """A task in a list."""

    id = fields.UUID()
    name = Words()
    item = fields.String(metadata={"description": "Which of several, e.g. the unit"})
    element_id = fields.String()
    state = fields.String()
    process = fields.String()
    phase = Words(attribute="phase_name")
    case = fields.Method("_case")
    role = fields.String()
    role_name = Words()
    mandate = fields.String(allow_none=True)
    scope = fields.Method("_scope")
    assignee = fields.Method("_assignee", allow_none=True)
    holders = fields.List(fields.String())
    due_at = fields.DateTime(allow_none=True)
    priority = fields.Integer()
    created_at = fields.DateTime()
    ended_at = fields.DateTime(allow_none=True)
    follow_up_on = fields.Date(
        allow_none=True, metadata={"description": "When its doer wants to see it again"}
    )
    mine = fields.Boolean()
    stands_in = fields.Boolean(metadata={"description": "Yours because the seat is vacant"})
    by = fields.String(allow_none=True, metadata={"description": "assignment, delegation or substitution"})
    on_behalf_of = fields.String(
        allow_none=True, metadata={"description": "Whose right has been lent to you"}
    )
    comments = fields.Integer(metadata={"description": "How many there are in the case"})
    files = fields.Integer(metadata={"description": "How many there are in the case"})
    help = fields.Nested(Help, allow_none=True)
    returned = fields.Nested(Returned, allow_none=True)
    etag = fields.Method("_etag")

    def _case(self, row: TaskRow) -> dict[str, Any]:
        return dict(TaskCase().dump(row))

    def _scope(self, row: TaskRow) -> dict[str, str]:
        return {"kind": row.scope_kind, "name": row.scope_name}

    def _assignee(self, row: TaskRow) -> dict[str, str] | None:
        return {"id": str(row.assignee_id), "name": row.assignee or ""} if row.assignee_id else None

    def _etag(self, row: TaskRow) -> str:
        return f'"{row.version}"'


class Why(Schema):
    """A governing statement behind a task."""

    id = fields.String()
    source = fields.String()
    text = fields.String()
    summary = Words()


class Earlier(Schema):
    """What somebody handed in earlier."""

    element_id = fields.String()
    name = Words()
    person = fields.String()
    role = Words(attribute="role_name")
    at = fields.DateTime()
    answers = fields.Dict()


class Next(Schema):
    """What comes next in a case."""

    kind = fields.String(metadata={"description": "task, process, wait (for an event) or end (of the case)"})
    element_id = fields.String()
    name = Words()
    role = Words(attribute="role_name", allow_none=True)
    certain = fields.Boolean(metadata={"description": "False when it depends on more than the outcome"})
    together = fields.Boolean(metadata={"description": "Once others are ready too"})


class Outcome(Schema):
    """An outcome that a decision can come to, and what it leads to."""

    value = fields.String()
    label = Words()
    next = fields.List(fields.Nested(Next))


class TaskWhole(Schema):
    """A task with its form and why it is asked."""

    form = fields.Method("_form")
    draft = fields.Dict(attribute="answers")
    draft_at = fields.DateTime(allow_none=True)
    instructions = fields.String()
    why = fields.List(fields.Nested(Why))
    earlier = fields.List(fields.Nested(Earlier))
    outcomes = fields.List(fields.Nested(Outcome))
    may_work = fields.Boolean()
    may_assign = fields.Boolean()
    may_send_back = fields.Boolean(metadata={"description": "The model lets you; the case may have gone on"})
    may_withdraw_conflict = fields.Boolean(metadata={"description": "Nobody else has taken the task"})
    may_recall = fields.Boolean(
        metadata={"description": "You were the last to hand in; the next may have begun"}
    )
    helps = fields.Boolean(
        metadata={"description": "You have been asked to write the draft and give it back"}
    )
    refusal = Words(allow_none=True)

    def _form(self, row: Any) -> Any:
        return row.form.to_json(row.context, row.now) if row.form else None


def _choice(name: str) -> fields.String:
    return fields.String(load_default=None, validate=validate.OneOf(tuple(filters.CHOICES[name])))


class TaskFilter(Schema):
    """Which tasks, and in which order."""

    whose = fields.String(load_default="mine", validate=validate.OneOf(filters.WHOSE))
    state = fields.String(load_default="open", validate=validate.OneOf(filters.STATES))
    role = fields.String(load_default=None)
    scope = fields.UUID(
        load_default=None, metadata={"description": "The unit, process node or what else a role is held for"}
    )
    process = fields.String(load_default=None)
    priority = fields.Integer(
        load_default=None, validate=validate.Range(0, 1000), metadata={"description": "At least this"}
    )
    q = fields.String(load_default=None, validate=validate.Length(max=200))
    due = _choice("due")
    created = _choice("created")
    follow_up = _choice("follow_up")
    assigned = _choice("assigned")
    sort = fields.String(load_default=None, validate=validate.OneOf(tuple(ORDERS)))


class TaskQuery(TaskFilter, Paging):
    """Which tasks, and which page of them."""

    case = fields.UUID(load_default=None)


class Answers(Schema):
    """What the form of a task asks for."""

    answers = fields.Dict(keys=fields.String(), load_default=dict)


class Completion(Answers):
    """Answers, and the role to act in if one holds several."""

    role = fields.String(load_default=None)


class Opened(Schema):
    """A task that the same person may do next in the case."""

    id = fields.UUID()
    name = fields.Method("_name")
    element_id = fields.String()
    item = fields.String()

    def _name(self, task: Mapping[str, str]) -> str:
        # A receipt that is given again can be older than the English name.
        return Text(task["name"], task.get("name_en", task["name"])).to(language())


class Conflict(Schema):
    """Why one must not decide."""

    reason = fields.String(required=True, validate=validate.Length(1, 2000))


class Receipt(Schema):
    """What came of a step: the task, the case, and what the same person may do next in it."""

    task = fields.Dict(allow_none=True)
    case = fields.Dict()
    next = fields.List(fields.Nested(Opened))
    incident = fields.Dict(allow_none=True)


class CountsOfTasks(Schema):
    """How many open tasks, for each view; from 1000 on there are at least that many."""

    own = fields.Integer()
    groups = fields.Integer()
    others = fields.Integer()
    late = fields.Integer(metadata={"description": "Of the own, overdue"})
    soon = fields.Integer(metadata={"description": "Of the own, due within a week"})
    fresh = fields.Integer(metadata={"description": "Created since `since`"})


class CountQuery(Schema):
    """Since when tasks are new."""

    since = fields.AwareDateTime(load_default=None)
