"""Organisations, their units, people and positions in the line."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text, UniqueConstraint

from engine.store.tables.base import METADATA, identity, refer

organisation = Table(
    "organisation",
    METADATA,
    identity(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("profile_hash", Text, nullable=False),
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
    Column("active", Boolean, nullable=False, server_default="true"),
    UniqueConstraint("organisation_id", "key"),
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
)

process_node = Table(
    "process_node",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    refer("parent_id", "process_node", null=True),
    UniqueConstraint("organisation_id", "code"),
)
