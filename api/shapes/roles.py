"""Roles over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words
from engine.queries.roles.mandates import LEVELS


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
    aliases = fields.List(fields.Nested(RoleLine))
    responsibilities = fields.List(fields.Nested(RoleLine))
    leads = fields.List(fields.Nested(RoleLine))
    appointed_by = fields.List(fields.Nested(RoleLine))
    demands = fields.List(fields.Nested(RoleLine))
    decides = fields.List(fields.Nested(RoleLine))
    proposes = fields.List(fields.Nested(RoleLine))
    consulted = fields.List(fields.Nested(RoleLine))
    denied = fields.List(fields.Nested(RoleLine))
    pairs = fields.List(fields.Nested(RoleLine))
    forums = fields.List(fields.Nested(RoleLine))
    texts = fields.List(
        fields.Nested(RoleLine), metadata={"description": "annexes and other texts that concern the role"}
    )


class MandateQuery(Schema):
    """Which mandates."""

    level = fields.String(
        load_default=None, validate=validate.OneOf(LEVELS), metadata={"description": "of one level"}
    )
    role = fields.String(load_default=None, metadata={"description": "those that concern one role"})


class MandateWhy(Schema):
    """A statement behind what a role may do."""

    id = fields.String()
    source = fields.String()
    text = Words(attribute="summary")


class MandateCell(Schema):
    """What one role may do with the mandate."""

    role = fields.String()
    role_name = Words()
    kind = fields.String(metadata={"description": "decides, proposes, consults or denied"})
    why = fields.List(fields.Nested(MandateWhy), metadata={"description": "empty: practice of the profile"})


class Mandate(Schema):
    """A mandate, a row of the matrix."""

    key = fields.String()
    name = Words()
    level = fields.List(fields.String())
    home = fields.String(metadata={"description": "process: how it is done; linje: that it is done"})
    praxis = fields.Boolean()
    cells = fields.List(fields.Nested(MandateCell))


class MandateMatrix(Schema):
    """All of them."""

    items = fields.List(fields.Nested(Mandate))


class Link(Schema):
    """A role in a chain of appointments, and how it is held today."""

    role = fields.String()
    role_name = Words()
    scope = fields.String()
    appointers = fields.List(fields.String())
    demanded = fields.Boolean(metadata={"description": "each place must have a holder"})
    people = fields.Integer()
    places = fields.Integer()
    vacant = fields.Integer()


class Chains(Schema):
    """Who appoints whom."""

    items = fields.List(fields.Nested(Link))


class Somebody(Schema):
    """A person."""

    id = fields.UUID()
    name = fields.String()


class Seated(Schema):
    """A role with those who hold it."""

    role = fields.String()
    role_name = Words()
    scope = fields.String(attribute="scope_name", allow_none=True)
    people = fields.List(fields.Nested(Somebody))


class Vacancy(Schema):
    """A seat that nobody holds."""

    role = fields.String()
    role_name = Words()
    scope_kind = fields.String()
    scope_id = fields.UUID()
    scope = fields.String(attribute="scope_name")
    since = fields.Date(allow_none=True, metadata={"description": "null: nobody has held it"})
    open_tasks = fields.Integer()
    goes_to = fields.Nested(Seated, allow_none=True)
    appointers = fields.List(fields.Nested(Seated))


class VacancyQuery(Paging):
    """Which vacancies."""

    role = fields.String(load_default=None)
