"""Tasks for people: open ones, done ones, drafts and what was handed in."""

from sqlalchemy import (
    Column,
    Computed,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from engine.store.tables.base import INSTANT, METADATA, identity, of_organisation, refer

task = Table(
    "task",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    refer("instance_id", "instance"),
    Column("element", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    # Which of several, e.g. the unit, for multi-instance tasks; empty otherwise.
    Column("item", Text, nullable=False),
    # Who has it now; and the seat that it was given to, once it has gone on since those there must not decide.
    refer("seat_id", "seat"),
    refer("from_seat_id", "seat", null=True),
    Column("mandate", Text),
    Column("form", Text),
    # open | completed | cancelled
    Column("state", Text, nullable=False),
    refer("assignee_id", "person", null=True),
    # Who helps the assignee with it now; and the latest help, with the names of that day.
    refer("helper_id", "person", null=True),
    Column("help", JSONB(none_as_null=True)),
    # Who sent it back last, when and why.
    Column("returned", JSONB(none_as_null=True)),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("due_at", INSTANT),
    # The day when its doer wants to see it again.
    Column("follow_up_on", Date),
    Column("created_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    refer("ended_by", "person", null=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column(
        "search",
        TSVECTOR,
        Computed("to_tsvector('swedish'::regconfig, name || ' ' || name_en || ' ' || item)"),
    ),
    # In the order of the inbox, so that its first page reads no more of a seat than it shows.
    Index(
        "ix_task_open_by_seat",
        "seat_id",
        text("coalesce(due_at, 'infinity'::timestamptz)"),
        text("(-priority)"),
        "created_at",
        "id",
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_task_helper", "helper_id", postgresql_where=text("helper_id IS NOT NULL")),
    Index("ix_task_done_by", "ended_by", "ended_at", "id", postgresql_where=text("state = 'completed'")),
    Index("ix_task_open_by_due", "due_at", postgresql_where=text("state = 'open'")),
    Index("ix_task_open_by_instance", "instance_id", postgresql_where=text("state = 'open'")),
)

# How somebody looks at the inbox, kept under a name.
saved_filter = Table(
    "saved_filter",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    refer("person_id", "person", index=True),
    Column("name", Text, nullable=False),
    # What the question of the inbox is asked with.
    Column("query", JSONB, nullable=False),
    # Everybody who holds this role sees it; None: only the one whose it is.
    Column("shared_with", Text),
    Column("saved_at", INSTANT, nullable=False),
    UniqueConstraint("person_id", "name"),
    Index("ix_saved_filter_shared", "organisation_id", "shared_with"),
)

conflict_of_interest = Table(
    "conflict_of_interest",
    METADATA,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("declared_at", INSTANT, nullable=False),
    # Then it no longer counts.
    Column("withdrawn_at", INSTANT),
)

draft = Table(
    "draft",
    METADATA,
    Column("task_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("answers", JSONB, nullable=False),
    Column("saved_at", INSTANT, nullable=False),
)

# Of the form that starts a case of a process.
start_draft = Table(
    "start_draft",
    METADATA,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("process", Text, primary_key=True),
    Column("answers", JSONB, nullable=False),
    Column("saved_at", INSTANT, nullable=False),
)

submission = Table(
    "submission",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    # None: the form that started the case.
    refer("task_id", "task", null=True, index=True),
    Column("element", Text, nullable=False),
    Column("form", Text),
    Column("form_hash", Text),
    Column("answers", JSONB, nullable=False),
    # None: Räls itself, of a case that it starts.
    refer("person_id", "person", null=True),
    refer("assignment_id", "role_assignment", null=True),
    Column("role", Text),
    Column("by_right", JSONB(none_as_null=True)),
    Column("submitted_at", INSTANT, nullable=False),
    # When it was recalled or sent back.
    Column("undone_at", INSTANT),
    of_organisation(),
    Index("ix_submission_start", "case_id", postgresql_where=text("task_id IS NULL")),
)
