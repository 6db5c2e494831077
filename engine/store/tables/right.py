"""Rights that are lent: mandates delegated from a role assignment, and substitutes for those who are away."""

from sqlalchemy import CheckConstraint, Column, Date, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from engine.store.tables.base import INSTANT, METADATA, identity, refer

delegation = Table(
    "delegation",
    METADATA,
    identity(),
    refer("organisation_id", "organisation", index=True),
    # The assignment whose mandates are lent: whose, in which role, for what. It lapses with that assignment.
    refer("assignment_id", "role_assignment", index=True),
    refer("delegate_id", "person", index=True),
    Column("mandates", ARRAY(Text), nullable=False),
    # None: in every process.
    Column("process", Text),
    # Whole Swedish days, the last one included.
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    refer("granted_by", "person", null=True),
    Column("granted_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    refer("revoked_by", "person", null=True),
    CheckConstraint("valid_to >= valid_from", name="term"),
    CheckConstraint("cardinality(mandates) > 0", name="mandates"),
)

substitution = Table(
    "substitution",
    METADATA,
    identity(),
    refer("organisation_id", "organisation", index=True),
    refer("absent_id", "person", index=True),
    refer("deputy_id", "person", index=True),
    Column("process", Text),
    # From the first instant up to, and not including, the second.
    Column("starts_at", INSTANT, nullable=False),
    Column("ends_at", INSTANT, nullable=False),
    refer("granted_by", "person", null=True),
    Column("granted_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    refer("revoked_by", "person", null=True),
    CheckConstraint("ends_at > starts_at", name="term"),
    CheckConstraint("deputy_id <> absent_id", name="another"),
)
