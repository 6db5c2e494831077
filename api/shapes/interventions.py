"""Interventions over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Words
from engine.commands.intervening import MOST


class Reason(Schema):
    """Why; it is shown on the case for ever."""

    reason = fields.String(required=True, validate=validate.Length(1, MOST))


class NewDue(Reason):
    """When the task is due instead."""

    due_at = fields.AwareDateTime(required=True)


class NewMove(Reason):
    """The element to move to."""

    to = fields.String(required=True)


class Move(Schema):
    """A task that another can be moved to, or why it cannot."""

    element_id = fields.String()
    name = Words()
    role = Words(attribute="role_name", allow_none=True)
    again = fields.Boolean(metadata={"description": "The case has been there before"})
    refusal = Words(allow_none=True)


class MovePreviewed(Schema):
    """What a move would close and open."""

    closes = fields.List(Words())
    opens = fields.List(Words())


class Follows(Schema):
    """Whether the reader follows the case."""

    follows = fields.Boolean(required=True)
