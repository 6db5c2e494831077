"""People, models and operations over the wire."""

from marshmallow import Schema, fields

from api.shapes.base import Words
from engine.queries.people.me import ActingRole as ActingRow


class ActingRole(Schema):
    """A role that the person holds today."""

    id = fields.UUID(metadata={"description": "What Acting-Role takes"})
    role = fields.String()
    name = Words()
    scope_kind = fields.String()
    scope_id = fields.UUID()
    scope = fields.String(attribute="scope_name")
    decides = fields.Boolean()
    valid_from = fields.Date(data_key="from")
    valid_to = fields.Date(data_key="to", allow_none=True)
    acting = fields.Boolean()
    by = fields.String(metadata={"description": "assignment, delegation or substitution"})
    until = fields.Method("_until", allow_none=True)
    for_name = fields.String(data_key="for", allow_none=True)
    mandates = fields.List(Words(), allow_none=True)
    process = fields.String(allow_none=True)

    def _until(self, row: ActingRow) -> str | None:
        return row.until.isoformat() if row.until else None


class Person(Schema):
    """The one who asks."""

    id = fields.UUID()
    name = fields.String()
    organisation = fields.String()
    roles = fields.List(fields.Nested(ActingRole))
    unread = fields.Integer()


class Version(Schema):
    """A version of a process."""

    id = fields.UUID()
    key = fields.String()
    number = fields.Integer()
    hash = fields.String()
    name = Words()
    published_at = fields.DateTime()
    in_force = fields.Boolean()


class StartForm(Schema):
    """The form that starts a case of a process."""

    process = fields.String()
    name = Words()
    form = fields.Method("_form")

    def _form(self, row: object) -> object:
        form, context, now = (getattr(row, name) for name in ("form", "context", "now"))
        return form.to_json(context, now) if form else None


class Finding(Schema):
    """What a check found in a model."""

    check = fields.String()
    element = fields.String(allow_none=True)
    name = fields.String()
    file = fields.String()
    line = fields.Integer(allow_none=True)
    text = Words()
    remedy = Words()
    severity = fields.String()


class Incident(Schema):
    """A step that could not be taken; case and person are null for a secret case that the reader may not see."""

    id = fields.UUID()
    case_id = fields.UUID(allow_none=True)
    case_number = fields.String(allow_none=True)
    element_id = fields.String(allow_none=True)
    what = Words()
    why = Words()
    person = fields.String(allow_none=True)
    raised_at = fields.DateTime()


class Advance(Schema):
    """How far to move the demo clock."""

    advance = fields.String(required=True, metadata={"description": "ISO 8601, e.g. P15D"})


class Clock(Schema):
    """The demo clock."""

    now = fields.DateTime()
    ahead_seconds = fields.Float()


class Status(Schema):
    """How the installation is doing."""

    now = fields.DateTime()
    demo = fields.Boolean()
    jobs = fields.Dict()
    late = fields.Integer()
    workers = fields.Integer()
    incidents = fields.List(fields.Nested(Incident))
