"""One version of a document over the wire, and what differs between two."""

from marshmallow import Schema, fields

from api.shapes.base import Words
from api.shapes.documents import DocumentHead, DocumentVersion


class FactValue(Schema):
    """One value of a piece of metadata; `id` is that of what `kind` says it is."""

    text = fields.String()
    kind = fields.String()
    id = fields.String(allow_none=True)


class Fact(Schema):
    """A piece of metadata with its name."""

    key = fields.String()
    name = Words()
    values = fields.List(fields.Nested(FactValue))


class DocumentFile(Schema):
    """A file of a version."""

    name = fields.String()
    size = fields.Integer()


class DocumentReaders(Schema):
    """How many were asked to read and have, and whether the reader of this has."""

    asked = fields.Integer()
    read = fields.Integer()
    mine_asked = fields.Boolean()
    mine_read_at = fields.DateTime(allow_none=True)


class DocumentVersionWhole(Schema):
    """A version with its metadata and content; `given` is the metadata as PUT takes it."""

    document = fields.Nested(DocumentHead)
    version = fields.Nested(DocumentVersion)
    facts = fields.List(fields.Nested(Fact))
    given = fields.Dict()
    text = fields.String()
    files = fields.List(fields.Nested(DocumentFile))
    readers = fields.Nested(DocumentReaders)
    editable = fields.Boolean()


class DocumentFileQuery(Schema):
    """Which file of a version; none: the first."""

    name = fields.String(load_default=None)


class ReadReceipt(Schema):
    """Somebody who was asked to read a version, or has read it."""

    id = fields.UUID()
    name = fields.String()
    unit = fields.String(allow_none=True)
    asked_at = fields.DateTime()
    due = fields.Date(allow_none=True)
    reminded_at = fields.DateTime(allow_none=True)
    read_at = fields.DateTime(allow_none=True)


class DocumentRead(Schema):
    """When a version was read, the first time."""

    read_at = fields.DateTime()


class DocumentCompareQuery(Schema):
    """Which versions, by their numbers; without them the latest and the one before."""

    before = fields.Integer(load_default=None, data_key="from")
    after = fields.Integer(load_default=None, data_key="to")


class DocumentPiece(Schema):
    """A run of words."""

    text = fields.String()
    changed = fields.Boolean()


class DocumentLine(Schema):
    """A line of each side, none where one side has none."""

    kind = fields.String(metadata={"description": "same, added, removed or changed"})
    before = fields.List(fields.Nested(DocumentPiece), allow_none=True)
    after = fields.List(fields.Nested(DocumentPiece), allow_none=True)


class FactChange(Schema):
    """A piece of metadata that is not the same."""

    key = fields.String()
    name = Words()
    before = fields.List(fields.Nested(FactValue))
    after = fields.List(fields.Nested(FactValue))


class DocumentCompared(Schema):
    """What differs between two versions."""

    before = fields.Nested(DocumentVersion)
    after = fields.Nested(DocumentVersion)
    same_content = fields.Boolean()
    facts = fields.List(fields.Nested(FactChange))
    lines = fields.List(fields.Nested(DocumentLine), allow_none=True)
