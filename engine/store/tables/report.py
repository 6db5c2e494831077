"""Status reports of a case, what they build on (milestones, risks, money and hours, roll-out), and escalations."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from engine.store.tables.base import INSTANT, METADATA, identity, of_organisation, refer

status_report = Table(
    "status_report",
    METADATA,
    identity(),
    of_organisation(),
    refer("case_id", "case"),
    Column("number", Integer, nullable=False),
    Column("period_from", Date, nullable=False),
    Column("period_to", Date, nullable=False),
    # The day it was due by the agreed interval; None: an extra report.
    Column("due_on", Date),
    # gron | gul | rod, and battre | oforandrad | samre
    Column("total", Text, nullable=False),
    Column("trend", Text, nullable=False),
    # The colour of each part, for lists: tid, kostnad, omfattning, kvalitet, risk, effektmal.
    Column("parts", JSONB, nullable=False),
    # Everything that was handed in, whole; never changed.
    Column("content", JSONB, nullable=False),
    # The report that this one corrects.
    refer("corrects_id", "status_report", null=True),
    refer("task_id", "task", null=True),
    refer("submitted_by", "person"),
    Column("role", Text, nullable=False),
    Column("submitted_at", INSTANT, nullable=False),
    refer("received_by", "person", null=True),
    Column("received_at", INSTANT),
    Column("receipt", Text),
    # Whether it is the last one of its case.
    Column("latest", Boolean, nullable=False, server_default="true"),
    UniqueConstraint("case_id", "number"),
    CheckConstraint("total IN ('gron', 'gul', 'rod')", name="total"),
    Index("ix_status_report_newest", "organisation_id", "case_id", "number"),
    # With what lists sort by, so that the newest of thousands of cases are read from the index alone.
    Index(
        "ix_status_report_latest",
        "organisation_id",
        "case_id",
        postgresql_where=text("latest"),
        postgresql_include=["id", "number", "total", "submitted_at"],
    ),
)

milestone = Table(
    "milestone",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    Column("name", Text, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("forecast_on", Date),
    Column("reached_on", Date),
    Column("position", Integer, nullable=False, server_default="0"),
    # When a report left it out; what is told anew of it puts it back.
    Column("removed_at", INSTANT),
)

risk = Table(
    "risk",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    Column("description", Text, nullable=False),
    Column("cause", Text, nullable=False, server_default=""),
    # 1 to 5
    Column("likelihood", Integer, nullable=False),
    Column("consequence", Integer, nullable=False),
    Column("action", Text, nullable=False, server_default=""),
    refer("responsible_id", "person", null=True),
    # oppen | atgardad | accepterad | intraffad, and avford: a report left it out
    Column("status", Text, nullable=False),
    Column("raised_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT),
    CheckConstraint("likelihood BETWEEN 1 AND 5 AND consequence BETWEEN 1 AND 5", name="scale"),
)

# One row for each case: SEK and hours, planned, used and foreseen.
budget = Table(
    "budget",
    METADATA,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("planned", Numeric),
    Column("used", Numeric),
    Column("forecast", Numeric),
    Column("hours_planned", Numeric),
    Column("hours_used", Numeric),
    Column("comment", Text, nullable=False, server_default=""),
    refer("changed_by", "person", null=True),
    Column("changed_at", INSTANT, nullable=False),
)

# How far a unit that the case concerns has come; an area counts its units.
rollout = Table(
    "rollout",
    METADATA,
    Column("case_id", ForeignKey("case.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    # ej_paborjat | pagar | infort | ej_aktuellt
    Column("status", Text, nullable=False),
    Column("planned_on", Date),
    Column("done_on", Date),
    Column("units_total", Integer),
    Column("units_done", Integer),
    Column("comment", Text, nullable=False, server_default=""),
    Column("changed_at", INSTANT, nullable=False),
)

escalation = Table(
    "escalation",
    METADATA,
    identity(),
    of_organisation(),
    # The case in which it is dealt with, and the one that it comes from.
    refer("case_id", "case", index=True),
    refer("about_id", "case", null=True, index=True),
    refer("report_id", "status_report", null=True),
    refer("process_id", "process_node", null=True),
    Column("kind", Text, nullable=False),
    # akut | hog | normal
    Column("urgency", Text, nullable=False),
    Column("content", JSONB, nullable=False),
    refer("raised_by", "person", null=True),
    Column("role", Text),
    Column("raised_at", INSTANT, nullable=False),
    # pagar | beslutad | aterford
    Column("state", Text, nullable=False),
    Column("ended_at", INSTANT),
)

# Each level that it reached, in order, and what was answered there.
escalation_level = Table(
    "escalation_level",
    METADATA,
    Column("escalation_id", ForeignKey("escalation.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("reached_at", INSTANT, nullable=False),
    Column("due_at", INSTANT),
    # beslutat | aterford | lyft_vidare, None while nobody has answered.
    Column("outcome", Text),
    Column("answer", Text),
    refer("answered_by", "person", null=True),
    Column("answered_at", INSTANT),
)
