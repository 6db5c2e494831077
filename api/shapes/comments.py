"""Comments over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Words
from engine.commands.comments.write import MOST


class Comment(Schema):
    """A comment; one that is withdrawn has no text."""

    id = fields.UUID()
    person = fields.String()
    on_behalf_of = fields.String(allow_none=True)
    role = Words(attribute="role_name", allow_none=True)
    text = fields.String(allow_none=True)
    mentioned = fields.List(fields.String())
    task_id = fields.UUID(allow_none=True)
    task = Words(attribute="task_name", allow_none=True)
    written_at = fields.DateTime()
    withdrawn_at = fields.DateTime(allow_none=True)
    mine = fields.Boolean()


class NewComment(Schema):
    """What is said, who is mentioned, and which task it is about (none: the whole case)."""

    text = fields.String(required=True, validate=validate.Length(1, MOST))
    mentioned = fields.List(
        fields.UUID(), load_default=list, metadata={"description": "Beside those named with @ in the text"}
    )
    task_id = fields.UUID(load_default=None)


class PersonInCase(Schema):
    """Somebody with a part in a case."""

    id = fields.UUID()
    name = fields.String()
