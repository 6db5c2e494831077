"""What is kept for ever: decisions and the trail; and notices to people."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from engine.store.tables.base import INSTANT, METADATA, identity, of_organisation, refer

decision = Table(
    "decision",
    METADATA,
    identity(),
    refer("case_id", "case"),
    Column("number", Integer, nullable=False),
    refer("task_id", "task"),
    Column("element", Text, nullable=False),
    Column("mandate", Text, nullable=False),
    # In which role, by which appointment, under which edition of the profile.
    Column("role", Text, nullable=False),
    refer("seat_id", "seat"),
    refer("assignment_id", "role_assignment"),
    Column("profile_hash", Text, nullable=False),
    Column("statements", ARRAY(Text), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    # The one who decided; the one who recorded it may be another member of the group.
    refer("decider_id", "person"),
    refer("recorded_by", "person"),
    Column("participants", JSONB, nullable=False),
    Column("dissent", Text, nullable=False, server_default=""),
    Column("conflict_of_interest", Boolean, nullable=False, server_default="false"),
    Column("conflict_text", Text, nullable=False, server_default=""),
    refer("submission_id", "submission"),
    # Whether by assignment, delegation or substitution, with its id, the role and on whose behalf.
    Column("by_right", JSONB(none_as_null=True)),
    Column("recorded_at", INSTANT, nullable=False),
    of_organisation(),
    UniqueConstraint("case_id", "number"),
    Index("ix_decision_decided_on_id", "decided_on", "id"),
)

trail = Table(
    "trail",
    METADATA,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    refer("organisation_id", "organisation"),
    refer("case_id", "case", null=True),
    Column("at", INSTANT, nullable=False),
    # None: Räls itself.
    refer("person_id", "person", null=True),
    Column("role", Text),
    Column("kind", Text, nullable=False),
    Column("element", Text),
    Column("details", JSONB, nullable=False),
    Column("by_right", JSONB(none_as_null=True)),
    Index("ix_trail_case_id_id", "case_id", "id"),
)

notice = Table(
    "notice",
    METADATA,
    identity(),
    refer("person_id", "person"),
    refer("case_id", "case"),
    # Why the person gets it: mention, information or followed.
    Column("kind", Text, nullable=False, server_default="followed"),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    # In English; None where it is the same.
    Column("subject_en", Text),
    Column("body_en", Text),
    Column("sent_at", INSTANT, nullable=False),
    Column("read_at", INSTANT),
    Index("ix_notice_case_id_sent_at", "case_id", "sent_at"),
    Index("ix_notice_person_id_sent_at", "person_id", "sent_at", "id"),
    Index("ix_notice_unread", "person_id", postgresql_where=text("read_at IS NULL")),
)
