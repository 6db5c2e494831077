"""Governing documents with their versions, and the drafts of models; content lies in `content`, named by its hash."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from engine.store.tables.base import INSTANT, METADATA, identity, refer

document = Table(
    "document",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    # By the pattern of the type in the profile, with the serial in it; never given to another.
    Column("number", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    # A key among the profile's documents.
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    # The key of the model whose versions these are, None for other documents.
    Column("model_key", Text),
    refer("unit_id", "unit", null=True),
    # Who answers for the content today; each version keeps who did so then.
    refer("responsible_id", "person", null=True),
    Column("secrecy", Text),
    refer("created_by", "person", null=True),
    Column("created_at", INSTANT, nullable=False),
    UniqueConstraint("organisation_id", "number"),
    UniqueConstraint("organisation_id", "serial"),
    UniqueConstraint("organisation_id", "model_key"),
)

document_version = Table(
    "document_version",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    refer("document_id", "document"),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    # What the profile asks for of the type: title, applies to, responsible with position … as they were.
    Column("metadata", JSONB, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    # What the content is: text, file, diagram, model, form or profile; the files lie in `content` under the hash.
    Column("content_kind", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("change", Text),
    Column("valid_from", Date),
    Column("valid_to", Date),
    # Counts the changes of a draft, so that two do not overwrite each other.
    Column("revision", Integer, nullable=False, server_default="1"),
    refer("created_by", "person", null=True),
    Column("created_at", INSTANT, nullable=False),
    refer("saved_by", "person", null=True),
    Column("saved_at", INSTANT, nullable=False),
    # The case that approves it, and the decision once it is made.
    refer("case_id", "case", null=True, index=True),
    # Written before the decision of the same step.
    Column("decision_id", ForeignKey("decision.id", deferrable=True, initially="DEFERRED")),
    refer("approved_by", "person", null=True),
    Column("approved_at", INSTANT),
    Column("published_at", INSTANT),
    Column("ended_at", INSTANT),
    # Recorded as in force: whether those whom it concerns are asked to read it, as of one that Räls has published.
    Column("ask_readers", Boolean, nullable=False, server_default="false"),
    # The title and as much of the text as an index takes.
    Column(
        "search",
        TSVECTOR,
        Computed(
            "to_tsvector('swedish'::regconfig, coalesce(metadata ->> 'titel', '') || ' ' || left(text, 200000))",
            persisted=True,
        ),
    ),
    UniqueConstraint("document_id", "number"),
    CheckConstraint(
        "state IN ('utkast', 'under_granskning', 'for_godkannande', 'godkand', 'gallande', 'ersatt', 'upphavd',"
        " 'utgangen')",
        name="state",
    ),
    Index(
        "ix_document_version_in_force",
        "document_id",
        unique=True,
        postgresql_where="state = 'gallande'",
    ),
    Index(
        "ix_document_version_without_case",
        "organisation_id",
        postgresql_where="state = 'gallande' AND case_id IS NULL",
    ),
    Index("ix_document_version_search", "search", postgresql_using="gin"),
)

# What a document is about: a process, and where wanted one element of its diagram.
document_link = Table(
    "document_link",
    METADATA,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("process_id", ForeignKey("process_node.id"), primary_key=True, index=True),
    Column("element", Text, primary_key=True, server_default=""),
)

# Who has been asked to read a version, and when they did.
read_receipt = Table(
    "read_receipt",
    METADATA,
    Column("version_id", ForeignKey("document_version.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    Column("asked_at", INSTANT, nullable=False),
    Column("due", Date),
    Column("reminded_at", INSTANT),
    Column("read_at", INSTANT),
)

model_draft = Table(
    "model_draft",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    # The version that it was begun from, None when it was drawn from nothing.
    refer("based_on_id", "model_version", null=True),
    # Counts the changes, so that two who edit do not overwrite each other.
    Column("revision", Integer, nullable=False, server_default="1"),
    refer("created_by", "person"),
    Column("created_at", INSTANT, nullable=False),
    refer("saved_by", "person"),
    Column("saved_at", INSTANT, nullable=False),
    # The version of a document that it was sent for approval as; a draft is not edited from then on until it comes back.
    refer("version_id", "document_version", null=True),
    # Thrown away; kept so that it can be fetched back.
    Column("discarded_at", INSTANT),
)

# `<key>.bpmn`, `decisions/<key>.dmn` and `forms/<key>.form.json`, the names that a published model has.
model_draft_file = Table(
    "model_draft_file",
    METADATA,
    Column("draft_id", ForeignKey("model_draft.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
