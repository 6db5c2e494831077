"""Benefit goals of a case and their measurements."""

from sqlalchemy import Column, Date, ForeignKey, Numeric, Table, Text

from engine.store.tables.base import INSTANT, METADATA, identity, refer

goal = Table(
    "goal",
    METADATA,
    identity(),
    refer("case_id", "case", index=True),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("measured_in", Text, nullable=False),
    Column("baseline", Numeric, nullable=False),
    Column("baseline_on", Date, nullable=False),
    Column("target", Numeric, nullable=False),
    # oka | minska | behall
    Column("direction", Text, nullable=False),
    Column("end_on", Date, nullable=False),
    Column("interval", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("data_source", Text, nullable=False, server_default=""),
    refer("responsible_id", "person", null=True),
    # beslutat | uppnatt | ej_uppnatt | avskrivet
    Column("status", Text, nullable=False),
)

goal_share = Table(
    "goal_share",
    METADATA,
    Column("goal_id", ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("baseline", Numeric),
    Column("target", Numeric),
    refer("responsible_id", "person", null=True),
)

# What has been said of a goal: proposed, adopted, assessed, moved, written off; the last one holds.
goal_history = Table(
    "goal_history",
    METADATA,
    identity(),
    Column("goal_id", ForeignKey("goal.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("status", Text, nullable=False),
    # uppnatt | pa_vag | ej_uppnatt; None: it was not an assessment.
    Column("assessment", Text),
    Column("forecast", Text, nullable=False, server_default=""),
    # What the one who assessed it believes it will be on its last day.
    Column("forecast_value", Numeric),
    Column("action", Text, nullable=False, server_default=""),
    # The last day that was decided, or in an assessment proposed.
    Column("end_on", Date),
    # None: it was not decided but assessed or proposed.
    Column("decision_id", ForeignKey("decision.id", deferrable=True, initially="DEFERRED")),
    # None: Räls itself.
    refer("recorded_by", "person", null=True),
    Column("recorded_at", INSTANT, nullable=False),
)

# The last written of a goal, a unit and a day is the one that counts: those before it have been corrected.
measurement = Table(
    "measurement",
    METADATA,
    identity(),
    refer("goal_id", "goal", index=True),
    refer("unit_id", "unit", null=True),
    Column("value", Numeric, nullable=False),
    Column("measured_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("comment", Text, nullable=False),
    refer("recorded_by", "person"),
    Column("recorded_at", INSTANT, nullable=False),
)
