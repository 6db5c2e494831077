"""What people can do, and which systems they have a licence for."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, Table, Text, UniqueConstraint

from engine.store.tables.base import METADATA, identity, refer

competence = Table(
    "competence",
    METADATA,
    identity(),
    refer("person_id", "person"),
    Column("key", Text, nullable=False),
    Column("level", Integer, nullable=False, info={"krav": ("ESK-PS-08",)}),
    Column("attained_on", Date, nullable=False),
    Column("valid_to", Date),
    CheckConstraint("level BETWEEN 1 AND 4", name="level"),
    UniqueConstraint("person_id", "key", "attained_on"),
)

licence = Table(
    "licence",
    METADATA,
    identity(),
    refer("person_id", "person"),
    Column("system", Text, nullable=False),
    # full | light
    Column("kind", Text, nullable=False, info={"krav": ("ESK-PS-07",)}),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    UniqueConstraint("person_id", "system", "valid_from"),
)
