"""The process structure and the classification over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging

_NAME = validate.Length(1, 500)
DELIVERIES = ("inleverans", "styrande_forutsattning", "stodjande_forutsattning")


class NewNode(Schema):
    """A process node to make, or to give new values by its code."""

    code = fields.String(required=True, validate=validate.Length(1, 100))
    name = fields.String(required=True, validate=_NAME)
    kind = fields.String(
        required=True, validate=validate.Length(1, 100), metadata={"description": "one of the profile's"}
    )
    parent_id = fields.UUID(load_default=None, allow_none=True)
    variant_of_id = fields.UUID(load_default=None, allow_none=True)
    variant = fields.String(load_default=None, allow_none=True, validate=_NAME)
    purpose = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=4000))


class NewNodeWhole(NewNode):
    """A process node to make, with those that take part."""

    administration_ids = fields.List(
        fields.UUID(),
        load_default=(),
        metadata={"description": "the administrations that take part, all of them"},
    )


class Administration(Schema):
    """A unit that takes part in a process."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()


class Node(NewNode):
    """A process node."""

    id = fields.UUID()
    parent = fields.String(allow_none=True)
    classes = fields.List(fields.String())
    administrations = fields.List(fields.Nested(Administration))


class NewDelivery(Schema):
    """What a process delivers, to another or to somebody outside."""

    to_id = fields.UUID(load_default=None, allow_none=True)
    receiver = fields.String(load_default=None, allow_none=True, validate=_NAME)
    kind = fields.String(required=True, validate=validate.OneOf(DELIVERIES))
    object = fields.String(required=True, validate=_NAME)
    quality = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=4000))


class Delivery(Schema):
    """What one process delivers to another."""

    id = fields.UUID()
    from_id = fields.UUID()
    from_name = fields.String()
    to_id = fields.UUID(allow_none=True)
    to_name = fields.String()
    kind = fields.String()
    object = fields.String()
    quality = fields.String(allow_none=True)
    ended_on = fields.Date(allow_none=True)


class NodeWhole(Schema):
    """A process node with its deliveries."""

    node = fields.Nested(Node)
    deliveries = fields.List(fields.Nested(Delivery))


class NodeQuery(Paging):
    """Which process nodes."""

    below = fields.UUID(load_default=None)
    kind = fields.String(load_default=None)
    q = fields.String(load_default=None, validate=validate.Length(max=200))


class NewClass(Schema):
    """A class of the classification to make, or to give new values by its code."""

    code = fields.String(required=True, validate=validate.Length(1, 100))
    name = fields.String(required=True, validate=_NAME)
    parent_id = fields.UUID(load_default=None, allow_none=True)


class Class(NewClass):
    """A class of the classification."""

    id = fields.UUID()
    level = fields.Integer()


class ClassOf(Schema):
    """The class to put a process under."""

    class_id = fields.UUID(required=True, data_key="class")
