"""Documents over the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from api.shapes.base import Paging, Words
from engine.governance.document_kinds import DocumentKind
from engine.queries.documents.list import ENDING, ORDERS, STATES


class DocumentQuery(Paging):
    """Which documents."""

    q = fields.String(load_default=None, validate=validate.Length(max=200))
    kind = fields.String(load_default=None)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    ending = fields.String(load_default=None, validate=validate.OneOf(tuple(ENDING)))
    process = fields.UUID(load_default=None)
    unit = fields.UUID(
        load_default=None, metadata={"description": "what applies to it, or to what is above it"}
    )
    responsible = fields.UUID(load_default=None)
    sort = fields.String(load_default="title", validate=validate.OneOf(tuple(ORDERS)))


class DocumentLink(Schema):
    """A process that the document is about, and where wanted one element of its diagram."""

    process = fields.UUID(required=True)
    element = fields.String(load_default="", validate=validate.Length(max=200))


class DocumentWritten(Schema):
    """What somebody writes in a draft. What is left out stays; metadata is replaced whole."""

    metadata = fields.Dict(
        fields.String(), fields.Raw(), metadata={"description": "by key: see /document-kinds"}
    )
    text = fields.String(metadata={"description": "the content, when it is written here"})
    file = fields.UUID(metadata={"description": "the content, when it is a file: the id from POST /files"})
    change = fields.String(validate=validate.Length(max=4000), metadata={"description": "what has changed"})
    links = fields.List(fields.Nested(DocumentLink))


class NewDocument(DocumentWritten):
    """A document to make."""

    kind = fields.String(required=True, metadata={"description": "one of the profile's: see /document-kinds"})
    number = fields.String(load_default=None, validate=validate.Length(max=100))
    in_force = fields.Boolean(
        load_default=False,
        metadata={
            "description": "it was approved before Räls was there (administrators): no case approves it, but one follows it"
        },
    )
    ask_readers = fields.Boolean(
        load_default=False,
        metadata={"description": "with in_force: ask those whom it concerns to read it, as of a new one"},
    )


class DocumentSaved(DocumentWritten):
    """A draft to save; `revision` is the one that the writer saw, where If-Match does not say it."""

    revision = fields.Integer(load_default=None)


class ChangedDocument(Schema):
    """What is changed without a new version."""

    responsible = fields.UUID(load_default=None)
    links = fields.List(fields.Nested(DocumentLink), load_default=None)


class DocumentMade(Schema):
    """A document with a new draft."""

    id = fields.UUID(attribute="document_id")
    version_id = fields.UUID()
    number = fields.String()
    version = fields.Integer()


class DocumentNamed(Schema):
    """Something that a document refers to."""

    id = fields.UUID()
    name = fields.String()


class Document(Schema):
    """A document in a list, with the version in force, else the latest that the reader may read."""

    id = fields.UUID()
    number = fields.String()
    kind = fields.String()
    kind_name = Words()
    title = fields.String()
    secret = fields.Boolean()
    responsible = fields.String(allow_none=True)
    version_id = fields.UUID()
    version = fields.Integer()
    state = fields.String()
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)
    expired = fields.Boolean()
    expires_soon = fields.Boolean()
    processes = fields.List(fields.Nested(DocumentNamed))
    applies_to = fields.List(fields.String())
    saved_at = fields.DateTime()


class DocumentApproval(Schema):
    """By whom a version was approved, and by which decision of which case."""

    person = fields.String(allow_none=True)
    at = fields.DateTime(allow_none=True)
    case_id = fields.UUID(allow_none=True)
    case_number = fields.String(allow_none=True)
    decision = fields.Integer(allow_none=True)


class DocumentVersion(Schema):
    """A version of a document. `hash` is of the whole content, which never changes once it has left the draft."""

    id = fields.UUID()
    number = fields.Integer()
    state = fields.String()
    title = fields.String()
    change = fields.String(allow_none=True)
    content_kind = fields.String()
    hash = fields.String()
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)
    revision = fields.Integer()
    created_by = fields.String(allow_none=True)
    created_at = fields.DateTime()
    saved_by = fields.String(allow_none=True)
    saved_at = fields.DateTime()
    approval = fields.Nested(DocumentApproval)
    published_at = fields.DateTime(allow_none=True)
    ended_at = fields.DateTime(allow_none=True)


class DocumentLinkShown(Schema):
    """A process, or an element of its diagram, that a document is about."""

    process_id = fields.UUID()
    process = fields.String()
    code = fields.String()
    element = fields.String()
    element_name = Words(allow_none=True)


class DocumentHead(Schema):
    """A document with its links."""

    id = fields.UUID()
    number = fields.String()
    kind = fields.String()
    kind_name = Words()
    title = fields.String()
    model_key = fields.String(allow_none=True)
    secret = fields.Boolean()
    responsible_id = fields.UUID(allow_none=True)
    responsible = fields.String(allow_none=True)
    links = fields.List(fields.Nested(DocumentLinkShown))
    in_force = fields.Nested(DocumentVersion, allow_none=True)
    coming = fields.Nested(DocumentVersion, allow_none=True)
    writes = fields.Boolean()


class DocumentWhole(DocumentHead):
    """A document with its links and versions, the latest first."""

    versions = fields.List(fields.Nested(DocumentVersion))


class DocumentField(Schema):
    """A piece of metadata that a kind of document has."""

    key = fields.String()
    name = Words()
    shape = fields.String()
    required = fields.Boolean()


class DocumentKindShown(Schema):
    """A kind of document, with its metadata."""

    key = fields.String()
    name = Words()
    fields_ = fields.Method("_fields", data_key="fields")
    valid_for = fields.String(allow_none=True)
    valid_at_most = fields.String(allow_none=True)
    mandate = fields.String(allow_none=True)

    def _fields(self, kind: DocumentKind) -> list[dict[str, Any]]:
        rows = (
            {"key": one.key, "name": one.name, "shape": one.shape, "required": one.key in kind.required}
            for one in kind.fields
        )
        return [dict(DocumentField().dump(row)) for row in rows]
