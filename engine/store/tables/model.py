"""Published models and profiles: immutable content named by its hash, and the versions that point to it."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, UniqueConstraint

from engine.store.tables.base import INSTANT, METADATA, identity, refer

content = Table(
    "content",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

model_version = Table(
    "model_version",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("key", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("published_at", INSTANT, nullable=False),
    refer("published_by", "person", null=True),
    UniqueConstraint("organisation_id", "key", "number"),
)

profile_version = Table(
    "profile_version",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("key", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("published_at", INSTANT, nullable=False),
    refer("published_by", "person", null=True),
    UniqueConstraint("organisation_id", "key", "number"),
)
