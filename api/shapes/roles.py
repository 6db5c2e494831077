"""Roles over the wire."""

from marshmallow import Schema, fields

from api.shapes.base import Words


class RoleQuery(Schema):
    """Of which profile."""

    profile = fields.String(
        load_default=None, metadata={"description": "a profile of the product; else one's own"}
    )


class RoleLine(Schema):
    """Something that is said of a role, and the statements that say so."""

    text = Words()
    krav = fields.List(fields.String())


class RoleCard(Schema):
    """A role of a profile."""

    key = fields.String()
    name = Words()
    profile = fields.String()
    profile_name = Words()
    kind = fields.String()
    level = fields.List(fields.String())
    scope = Words()
    least = fields.Integer()
    most = fields.Integer(allow_none=True)
    superior = Words(allow_none=True)
    responsibilities = fields.List(fields.Nested(RoleLine))
    appointed_by = fields.List(fields.Nested(RoleLine))
    demands = fields.List(fields.Nested(RoleLine))
    decides = fields.List(fields.Nested(RoleLine))
    proposes = fields.List(fields.Nested(RoleLine))
    denied = fields.List(fields.Nested(RoleLine))
    pairs = fields.List(fields.Nested(RoleLine))
    forums = fields.List(fields.Nested(RoleLine))
