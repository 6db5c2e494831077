"""Diagrams over the wire."""

from marshmallow import Schema, fields, validate

from api.shapes.comparison import Change
from api.shapes.others import Finding


class DiagramQuery(Schema):
    """What a new diagram is called; without a title it has the one in the file."""

    title = fields.String(load_default=None, validate=validate.Length(1, 200))


class VersionQuery(Schema):
    """Which version, by number; the latest by default."""

    version = fields.Integer(load_default=None, validate=validate.Range(1, 1_000_000))


class DrawingQuery(VersionQuery):
    """Which version, and which of several diagrams in it."""

    sheet = fields.Integer(load_default=0, validate=validate.Range(0, 1000))


class DiagramCompareQuery(Schema):
    """Which two versions, by number; the latest and the one before by default."""

    old = fields.Integer(load_default=None, data_key="from", validate=validate.Range(1, 1_000_000))
    new = fields.Integer(load_default=None, data_key="to", validate=validate.Range(1, 1_000_000))


class DiagramCompared(Schema):
    """What differs between two versions of a diagram."""

    changes = fields.List(fields.Nested(Change))
    redrawn = fields.List(fields.String())


class Promotion(Schema):
    """The key that the model is to have."""

    key = fields.String(required=True, validate=validate.Length(1, 63))


class Promoted(Schema):
    """A draft of a model, and what its checks say."""

    id = fields.UUID()
    findings = fields.List(fields.Nested(Finding))
