"""What has been said of a benefit goal, and when; and where its values come from."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.add_column("goal", sa.Column("data_source", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "goal_history",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=True),
        sa.Column("forecast", sa.Text(), server_default="", nullable=False),
        sa.Column("forecast_value", sa.Numeric(), nullable=True),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_goal_history_goal_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_goal_history_decision_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_goal_history_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_history")),
    )
    op.create_index(op.f("ix_goal_history_goal_id"), "goal_history", ["goal_id"])
    op.execute("ALTER TABLE goal_history ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY own ON goal_history USING (EXISTS (SELECT FROM goal p WHERE p.id = goal_id))")
