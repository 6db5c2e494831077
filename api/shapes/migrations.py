"""Changes of version over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words
from engine.commands.intervening import MOST

_MAPPING = {"description": "Elements that have another id in the new version: old id to new id"}


class NewMigration(Schema):
    """Which cases go over to which version, and why. Without `cases` all of them."""

    process = fields.String(required=True)
    old = fields.Integer(required=True, data_key="from")
    new = fields.Integer(required=True, data_key="to")
    reason = fields.String(required=True, validate=validate.Length(1, MOST))
    mapping = fields.Dict(fields.String(), fields.String(), load_default=dict, metadata=_MAPPING)
    cases = fields.List(fields.UUID(), load_default=None, allow_none=True, validate=validate.Length(1, 200))


class Migration(Schema):
    """An ordered change of version, and how far it has come."""

    id = fields.UUID()
    process = fields.String()
    old = fields.Integer(data_key="from")
    new = fields.Integer(data_key="to")
    mapping = fields.Dict(fields.String(), fields.String())
    reason = fields.String()
    state = fields.String(validate=validate.OneOf(["running", "stopped", "done"]))
    undoing = fields.Boolean(metadata={"description": "The cases go back to the version that they came from"})
    started_at = fields.AwareDateTime()
    ended_at = fields.AwareDateTime(allow_none=True)
    started_by = fields.String()
    total = fields.Integer()
    waiting = fields.Integer()
    done = fields.Integer()
    refused = fields.Integer()
    undone = fields.Integer()
    kept = fields.Integer(metadata={"description": "Not taken back, since something had happened in them"})


class MigrationCase(Schema):
    """A case of a change of version. A secret case has no name for who may not see it."""

    case_id = fields.UUID(allow_none=True)
    number = fields.String(allow_none=True)
    title = fields.String(allow_none=True)
    state = fields.String()
    reasons = fields.List(Words())


class MigrationsAsked(Schema):
    """Of which process; without it all."""

    process = fields.String(load_default=None)


class MigrationCasesAsked(Paging):
    """In which state; without it all."""

    state = fields.String(
        load_default=None, validate=validate.OneOf(["waiting", "done", "refused", "undone", "kept"])
    )


class PlanAsked(Schema):
    """From which version to which."""

    old = fields.Integer(required=True, data_key="from")
    new = fields.Integer(required=True, data_key="to")


class PreviewAsked(Schema):
    """To which version; without it the newest."""

    to = fields.Integer(load_default=None)


class PlanStep(Schema):
    """A step where cases wait: what it becomes, or why not, and who then has the task."""

    element_id = fields.String()
    name = Words()
    kind = fields.String()
    cases = fields.Integer()
    to = fields.String(allow_none=True)
    to_name = Words(allow_none=True)
    hindrance = Words(allow_none=True)
    role_before = Words(allow_none=True)
    role_after = Words(allow_none=True)
    mandate_before = Words(allow_none=True)
    mandate_after = Words(allow_none=True)
    rerouted = fields.Boolean()
    draft_lost = fields.Boolean()
    note = Words(allow_none=True)


class MigrationPlan(Schema):
    """What a change of version would mean for the running cases."""

    process = fields.String()
    old = fields.Integer(data_key="from")
    new = fields.Integer(data_key="to")
    mapping = fields.Dict(fields.String(), fields.String())
    cases = fields.Integer()
    hindered = fields.Integer(metadata={"description": "Cases that stand at a step that cannot go over"})
    steps = fields.List(fields.Nested(PlanStep), attribute="rows")


class TaskChange(Schema):
    """An open task before and after."""

    name = Words()
    to_name = Words()
    role_before = Words(allow_none=True)
    role_after = Words(allow_none=True)
    rerouted = fields.Boolean()
    draft_lost = fields.Boolean()


class MigrationPreview(Schema):
    """What would become of a case: its tasks, or why it cannot go over."""

    id = fields.UUID()
    number = fields.String()
    title = fields.String()
    hindrances = fields.List(Words())
    tasks = fields.List(fields.Nested(TaskChange))
