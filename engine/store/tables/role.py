"""Seats (a role in a scope) and who holds them from when to when."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from engine.store.tables.base import INSTANT, METADATA, identity, refer

seat = Table(
    "seat",
    METADATA,
    identity(),
    refer("organisation_id", "organisation"),
    Column("role", Text, nullable=False),
    Column("scope_kind", Text, nullable=False),
    # The id of a unit, a case or the organisation, as scope_kind says.
    Column("scope_id", Uuid, nullable=False, index=True),
    # Where its tasks go while nobody holds it.
    refer("superior_id", "seat", null=True, index=True),
    UniqueConstraint("organisation_id", "role", "scope_kind", "scope_id"),
)

role_assignment = Table(
    "role_assignment",
    METADATA,
    identity(),
    refer("seat_id", "seat", index=True),
    refer("person_id", "person"),
    # In a group: may this member be named as the one who decided?
    Column("decides", Boolean, nullable=False, server_default="true"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    refer("appointed_by", "person", null=True),
    Column("appointed_as", Text),
    # The decision that it rests on, how much of the time it takes, and which demand was waived and why.
    Column("decision_id", ForeignKey("decision.id", use_alter=True, deferrable=True, initially="DEFERRED")),
    Column("extent_percent", Integer),
    Column("dispensation", Text),
    Column("recorded_at", INSTANT, nullable=False),
    Index("ix_role_assignment_person_id", "person_id"),
    CheckConstraint("extent_percent BETWEEN 1 AND 100", name="extent"),
    # A term that ends the day before it begins was never taken up.
    CheckConstraint("valid_to >= valid_from - 1", name="term"),
)
