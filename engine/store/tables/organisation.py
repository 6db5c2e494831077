"""Organisations, their units, people and positions in the line."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Table, Text, UniqueConstraint

from engine.store.tables.base import INSTANT, METADATA, identity, refer

organisation = Table(
    "organisation",
    METADATA,
    identity(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("profile_hash", Text, nullable=False),
    # None: Swedish holidays and an ordinary working day, nothing of its own.
    Column("calendar_hash", Text),
    # None: before this was kept.
    Column("entered_at", INSTANT),
)

unit = Table(
    "unit",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    refer("parent_id", "unit", null=True),
    Column("active_from", Date),
    Column("active_to", Date),
    UniqueConstraint("organisation_id", "code"),
    CheckConstraint("parent_id <> id", name="not_itself"),
)

person = Table(
    "person",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("email", Text),
    Column("hsa_id", Text, unique=True),
    # The short name at work, and whom the organisation's login says that it is.
    Column("user_id", Text),
    Column("issuer", Text),
    Column("subject", Text),
    refer("unit_id", "unit", null=True),
    Column("active", Boolean, nullable=False, server_default="true"),
    UniqueConstraint("organisation_id", "key"),
    UniqueConstraint("organisation_id", "user_id"),
    UniqueConstraint("issuer", "subject"),
    CheckConstraint("hsa_id ~ '^SE[0-9]{10}-[A-Za-z0-9]+$' AND length(hsa_id) <= 31", name="hsa_id"),
    CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="whole_subject"),
    Index("ix_person_organisation_id_name", "organisation_id", "name"),
)

position = Table(
    "position",
    METADATA,
    identity(),
    refer("person_id", "person"),
    Column("kind", Text, nullable=False),
    refer("unit_id", "unit"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Index("ix_position_person_id", "person_id"),
    Index("ix_position_unit_id", "unit_id"),
)
