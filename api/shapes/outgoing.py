"""Notifications, webhooks and what could not be sent, over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Words
from engine.outgoing.kinds import HOW, KINDS
from engine.store.webhooks import EVENTS

_WAYS = fields.Dict(
    keys=fields.String(validate=validate.OneOf([*KINDS])),
    values=fields.String(validate=validate.OneOf([*HOW])),
    metadata={"description": f"{', '.join(KINDS)}: {', '.join(HOW)}"},
)


class Choices(Schema):
    """How I am told of each kind."""

    how = _WAYS
    language = fields.String()
    email = fields.String(allow_none=True)
    calendar = fields.Boolean(metadata={"description": "There is an address for my calendar"})
    sends = fields.Boolean(metadata={"description": "This installation sends mail"})


class NewChoices(Schema):
    """How to be told; kinds that are not named stay as they are."""

    how = _WAYS
    language = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(("sv", "en")))


class Notice(Schema):
    """What I have been told of a case."""

    id = fields.UUID()
    kind = fields.String(metadata={"description": f"One of {', '.join(KINDS)}"})
    subject = Words()
    body = Words()
    sent_at = fields.DateTime()
    read_at = fields.DateTime(allow_none=True)
    case_id = fields.UUID()


class ReadUntil(Schema):
    """Up to when notices have been read."""

    until = fields.AwareDateTime(required=True)


class CalendarAddress(Schema):
    """The secret address of a calendar; it cannot be shown again."""

    path = fields.String()


class DeadLetter(Schema):
    """A mail or call that was given up."""

    id = fields.UUID()
    kind = fields.String(metadata={"description": "mail or webhook"})
    receiver = fields.String()
    made_at = fields.DateTime()
    failed_at = fields.DateTime()
    tries = fields.Integer()
    trouble = fields.String(metadata={"description": "What the machine at the other end said"})
    why = Words()


class DeadLetters(Schema):
    """The latest of them."""

    items = fields.List(fields.Nested(DeadLetter))


class Webhook(Schema):
    """A system that is told what happens."""

    id = fields.UUID()
    url = fields.String()
    events = fields.List(fields.String())
    made_at = fields.DateTime()


class Webhooks(Schema):
    """All of the organisation's."""

    items = fields.List(fields.Nested(Webhook))


class NewWebhook(Schema):
    """Where to call, and when."""

    url = fields.String(required=True, validate=validate.Length(1, 2000))
    events = fields.List(
        fields.String(validate=validate.OneOf(EVENTS)), required=True, validate=validate.Length(1)
    )


class Registered(Schema):
    """A webhook that was made; the secret cannot be shown again."""

    id = fields.UUID()
    secret = fields.String(metadata={"description": "Signs the calls, as Standard Webhooks says"})
