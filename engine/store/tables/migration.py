"""Cases that go over to another version of their model: who ordered it, and how far each case has come."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from engine.store.tables.base import INSTANT, METADATA, identity, refer

migration = Table(
    "migration",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("process", Text, nullable=False),
    refer("from_id", "model_version"),
    refer("to_id", "model_version"),
    # The elements that have another id in the new version: old -> new.
    Column("mapping", JSONB, nullable=False),
    Column("reason", Text, nullable=False),
    # running | stopped | done
    Column("state", Text, nullable=False),
    # Whether cases go back to the version that they came from.
    Column("undoing", Boolean, nullable=False, server_default="false"),
    # Who ordered what goes on now, and by which right.
    refer("person_id", "person"),
    Column("held", JSONB, nullable=False),
    refer("started_by", "person"),
    Column("started_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    # One at a time for a process.
    Index(
        "ix_migration_going_on",
        "organisation_id",
        "process",
        unique=True,
        postgresql_where=text("state <> 'done'"),
    ),
)

migration_case = Table(
    "migration_case",
    METADATA,
    Column("migration_id", ForeignKey("migration.id"), primary_key=True),
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    # waiting | done | refused | undone | kept (could not be undone)
    Column("state", Text, nullable=False),
    # Why it was refused or kept: texts in both languages.
    Column("reasons", JSONB(none_as_null=True)),
    # The state before, what else the step changed, and the version of the instance after it: what it can be undone by.
    Column("before", LargeBinary),
    Column("changed", JSONB(none_as_null=True)),
    Column("version", Integer),
    Index("ix_migration_case_case_id", "case_id"),
    Index("ix_migration_case_state", "migration_id", "state", "case_id"),
)
