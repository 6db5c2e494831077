"""What people do with tasks, over the wire."""

from marshmallow import Schema, fields, validate

from api.bulk import ACTIONS, MOST
from engine.runtime.model import PRIORITIES


class CandidateQuery(Schema):
    """Whom to look for among those who can do a task."""

    q = fields.String(load_default=None, validate=validate.Length(max=200))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class Candidate(Schema):
    """Somebody who can do a task."""

    id = fields.UUID()
    name = fields.String()
    title = fields.String()
    by = fields.String(metadata={"description": "assignment, delegation or substitution"})
    on_behalf_of = fields.String(allow_none=True, metadata={"description": "Whose right has been lent"})


class Able(Schema):
    """Those who can do a task."""

    items = fields.List(fields.Nested(Candidate))


class Assign(Schema):
    """Who is to do a task, and how urgent it is."""

    person = fields.UUID(required=True)
    priority = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(PRIORITIES),
        metadata={"description": "0 ordinary, 1 high, 2 urgent; null leaves it"},
    )


class HelpWanted(Schema):
    """Whom to ask for help, and with what."""

    person = fields.UUID(required=True)
    note = fields.String(load_default="")


class Reply(Schema):
    """What to say when a task is given back."""

    reply = fields.String(load_default="")


class SentBack(Schema):
    """Why a task is sent back."""

    reason = fields.String(required=True)


class ManyTasks(Schema):
    """What to do with many tasks."""

    action = fields.String(required=True, validate=validate.OneOf(tuple(ACTIONS)))
    tasks = fields.List(fields.UUID(), required=True, validate=validate.Length(1, MOST))
    person = fields.UUID(load_default=None, allow_none=True, metadata={"description": "For assign"})
    priority = fields.Integer(load_default=None, allow_none=True, validate=validate.OneOf(PRIORITIES))


class WhyNot(Schema):
    """Why something was not done with a task."""

    type = fields.String()
    detail = fields.String()


class TaskResult(Schema):
    """What became of one of many tasks."""

    task = fields.UUID()
    ok = fields.Boolean()
    problem = fields.Nested(WhyNot, allow_none=True)


class TaskResults(Schema):
    """What became of many tasks, each by itself."""

    items = fields.List(fields.Nested(TaskResult))


class FollowUpDay(Schema):
    """The day of a follow-up; null for none."""

    on = fields.Date(required=True, allow_none=True)
