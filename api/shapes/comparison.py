"""What differs between two versions of a process, over the wire."""

from marshmallow import Schema, fields

from api.shapes.base import Words
from api.shapes.others import Version


class CompareQuery(Schema):
    """Which two versions: ids or numbers; by default the one in force and the one before."""

    old = fields.String(load_default=None, data_key="from", attribute="from")
    new = fields.String(load_default=None, data_key="to", attribute="to")


class Change(Schema):
    """One difference: added, removed, changed or moved."""

    what = fields.String()
    part = fields.String(metadata={"description": "steps, flows, forms, tables or rest"})
    file = fields.String()
    element = fields.String()
    text = Words()


class RoleWork(Schema):
    """How many steps a role does before and after."""

    role = fields.String()
    before = fields.Integer()
    after = fields.Integer()
    gained = fields.List(Words())
    lost = fields.List(Words())


class FormWork(Schema):
    """A form that people fill in otherwise than before."""

    form = fields.String()
    name = Words()
    steps = fields.List(Words())
    asks_for_more = fields.Boolean()


class Waiting(Schema):
    """A step that is gone, and how many tasks are open in it."""

    name = Words()
    tasks = fields.Integer()


class Comparison(Schema):
    """What differs. Running cases stay on the older version until somebody moves them."""

    old = fields.Nested(Version, data_key="from")
    new = fields.Nested(Version, data_key="to")
    changes = fields.List(fields.Nested(Change), attribute="comparison.changes")
    redrawn = fields.List(fields.String(), attribute="comparison.redrawn")
    work = fields.List(fields.Nested(RoleWork), attribute="comparison.work")
    forms = fields.List(fields.Nested(FormWork), attribute="comparison.forms")
    running = fields.Integer(metadata={"description": "Cases that run on the older version"})
    waiting = fields.List(fields.Nested(Waiting))
