"""Governing statements over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words
from engine.queries.statements.coverage import STATES


class StatementQuery(Paging):
    """Which statements."""

    document = fields.String(load_default=None, metadata={"description": "the text it stands in, e.g. VGR"})
    kind = fields.String(load_default=None)
    process = fields.String(
        load_default=None, metadata={"description": "the process that is to carry it, register or rule"}
    )
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    q = fields.String(load_default=None)


class Carrier(Schema):
    """What carries a statement."""

    kind = fields.String()
    name = Words()
    place = fields.String()
    address = fields.String(allow_none=True)


class Statement(Schema):
    """One sentence of a governing text, what carries it and which tests show it."""

    id = fields.String(attribute="statement.id")
    document = fields.String(attribute="statement.document")
    source = fields.String(attribute="statement.source")
    text = fields.String(attribute="statement.text_sv")
    summary_en = fields.String(attribute="statement.summary_en")
    kind = fields.String(attribute="statement.kind")
    process = fields.String(attribute="statement.process")
    roles = fields.List(fields.String(), attribute="statement.roles")
    state = fields.String(
        metadata={"description": "shown, carried, missing or explanatory (it obliges nobody)"}
    )
    not_binding = Words(
        attribute="statement.not_binding", allow_none=True, metadata={"description": "why it obliges nobody"}
    )
    carriers = fields.List(fields.Nested(Carrier))
    tests = fields.List(fields.String())


class Total(Schema):
    """How many statements of one sort there are, and in which state."""

    of = fields.String(metadata={"description": "all, document, kind or process"})
    key = fields.String()
    total = fields.Integer()
    shown = fields.Integer()
    carried = fields.Integer()
    missing = fields.Integer()
    explanatory = fields.Integer()


class Concerned(Schema):
    """A role that a text concerns."""

    role = fields.String()


class RelatedText(Schema):
    """What a governing text stands in relation to; a text that is only named has no link."""

    kind = fields.String(
        metadata={"description": "fortydligar, stod_for, del_av, forlaga, bilaga, relaterat or stod"}
    )
    label = Words()
    name = Words()
    roles = fields.List(fields.Pluck(Concerned, "role"))
    krav = fields.List(fields.String(), metadata={"description": "the statements that say so"})


class GoverningText(Schema):
    """A text that statements stand in."""

    key = fields.String(metadata={"description": "what the ids of its statements begin with"})
    name = Words()
    profile = fields.String()
    relations = fields.List(fields.Nested(RelatedText))
