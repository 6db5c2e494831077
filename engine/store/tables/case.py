"""Cases and the process instance that runs each."""

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from engine.store.tables.base import INSTANT, METADATA, identity, refer

case = Table(
    "case",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("model_hash", Text, nullable=False),
    Column("phase", Text),
    # running | ended
    Column("state", Text, nullable=False),
    Column("ended_in", Text),
    # Why somebody with the right stopped it; None: it ended where the model ends, or goes on.
    Column("cancelled_because", Text),
    Column("secret", Boolean, nullable=False, server_default="false"),
    Column("diary_number", Text),
    # The units that the case concerns, of every kind.
    Column("units", ARRAY(Uuid), nullable=False, server_default="{}"),
    # None: Räls itself.
    refer("started_by", "person", null=True, index=True),
    # The seat of the register that the case is to fill.
    refer("fills_id", "seat", null=True, index=True),
    Column("started_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    Column("search", TSVECTOR, Computed("to_tsvector('swedish'::regconfig, number || ' ' || title)")),
    UniqueConstraint("organisation_id", "number"),
)

case_counter = Table(
    "case_counter",
    METADATA,
    Column("organisation_id", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

instance = Table(
    "instance",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    Column("model_hash", Text, nullable=False),
    # Order matters inside, so bytes and never JSON.
    Column("state", LargeBinary, nullable=False),
    # The state before the last step, while that was a completed task: what it can be undone to.
    Column("before", LargeBinary),
    # Counts the steps; what lies in an ETag.
    Column("version", Integer, nullable=False),
    # running | suspended | incident | ended
    Column("status", Text, nullable=False),
    Column("next_due", INSTANT),
    # Open subprocesses, waiting timers and counts, for drawings: element -> [open, done, total].
    Column("tokens", JSONB, nullable=False),
    Index("ix_instance_next_due", "next_due"),
)

incident = Table(
    "incident",
    METADATA,
    identity(),
    refer("instance_id", "instance", index=True),
    Column("element", Text),
    Column("what", JSONB, nullable=False),
    Column("why", JSONB, nullable=False),
    # The step that failed, with what the person gave, so that it can be tried again.
    Column("step", JSONB, nullable=False),
    refer("person_id", "person", null=True),
    Column("raised_at", INSTANT, nullable=False),
    Column("resolved_at", INSTANT),
    refer("resolved_by", "person", null=True),
)
