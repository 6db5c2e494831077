"""Governance profiles over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Words

MOST = 1_000_000


class Appointing(Schema):
    """One way to be appointed."""

    roles = fields.List(fields.String())
    table = fields.String(allow_none=True)
    delegable = fields.Boolean()
    praxis = fields.Boolean()
    krav = fields.List(fields.String())


class Answering(Schema):
    """What a holder answers for."""

    text = Words()
    krav = fields.List(fields.String())


class ProfileRole(Schema):
    """A role: what it is held for, who appoints, what its holders answer for."""

    key = fields.String()
    name = Words()
    kind = fields.String()
    level = fields.List(fields.String())
    scope = fields.String()
    archetype = fields.String(allow_none=True)
    plays = fields.List(fields.String())
    appointed_by = fields.List(fields.Nested(Appointing))
    responsibilities = fields.List(fields.Nested(Answering))
    praxis = fields.Boolean()


class ProfileMandate(Schema):
    """A mandate: who decides, proposes, is consulted or never decides, and where it is written."""

    key = fields.String()
    name = Words()
    level = fields.List(fields.String())
    home = fields.String()
    decides = fields.List(fields.String())
    proposes = fields.List(fields.String())
    consults = fields.List(fields.String())
    denied = fields.List(fields.String())
    praxis = fields.Boolean()
    krav = fields.List(fields.String())


class Profile(Schema):
    """The profile that governs the organisation of the one who asks."""

    key = fields.String()
    name = Words()
    hash = fields.String()
    line = fields.List(fields.String())
    roles = fields.Function(lambda one: ProfileRole(many=True).dump(list(one.roles.values())))
    mandates = fields.Function(lambda one: ProfileMandate(many=True).dump(list(one.mandates.values())))


class ProfileVersion(Schema):
    """A published version of a profile."""

    key = fields.String()
    number = fields.Integer()
    hash = fields.String()
    name = Words()
    published_at = fields.DateTime()
    active = fields.Boolean()


class NewProfile(Schema):
    """A profile file to publish."""

    yaml = fields.String(required=True, validate=validate.Length(max=MOST))


class Governing(Schema):
    """The version that governs from now on. `moved`: open decisions that went to another role."""

    key = fields.String()
    number = fields.Integer()
    hash = fields.String()
    moved = fields.Integer()
