"""Status reports, what they build on, and escalations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_INSTANT = postgresql.TIMESTAMP(timezone=True)
_OWN = "organisation_id = current_setting('rals.organisation')::uuid"


def upgrade() -> None:
    op.create_table(
        "budget",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("planned", sa.Numeric(), nullable=True),
        sa.Column("used", sa.Numeric(), nullable=True),
        sa.Column("forecast", sa.Numeric(), nullable=True),
        sa.Column("hours_planned", sa.Numeric(), nullable=True),
        sa.Column("hours_used", sa.Numeric(), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_budget_case_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_budget_changed_by")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_budget")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_milestone_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_case_id"), "milestone", ["case_id"], unique=False)
    op.create_table(
        "risk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column("likelihood", sa.Integer(), nullable=False),
        sa.Column("consequence", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("raised_at", _INSTANT, nullable=False),
        sa.Column("closed_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "likelihood BETWEEN 1 AND 5 AND consequence BETWEEN 1 AND 5", name=op.f("ck_risk_scale")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_risk_case_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["person.id"], name=op.f("fk_risk_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_case_id"), "risk", ["case_id"], unique=False)
    op.create_table(
        "rollout",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("units_total", sa.Integer(), nullable=True),
        sa.Column("units_done", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_rollout_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rollout_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "unit_id", name=op.f("pk_rollout")),
    )
    op.create_table(
        "status_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "organisation_id",
            sa.Uuid(),
            server_default=sa.text(
                "(NULLIF(current_setting('rals.organisation'::text, true), ''::text))::uuid"
            ),
            nullable=False,
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("total", sa.Text(), nullable=False),
        sa.Column("trend", sa.Text(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("submitted_at", _INSTANT, nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=True),
        sa.Column("received_at", _INSTANT, nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.CheckConstraint("total IN ('gron', 'gul', 'rod')", name=op.f("ck_status_report_total")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_status_report_case_id")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["status_report.id"], name=op.f("fk_status_report_corrects_id")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["person.id"], name=op.f("fk_status_report_received_by")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_status_report_submitted_by")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_status_report_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_report")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_status_report_case_id_number")),
    )
    op.create_index(
        "ix_status_report_newest", "status_report", ["organisation_id", "case_id", "number"], unique=False
    )
    op.create_table(
        "escalation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "organisation_id",
            sa.Uuid(),
            server_default=sa.text(
                "(NULLIF(current_setting('rals.organisation'::text, true), ''::text))::uuid"
            ),
            nullable=False,
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("process_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("raised_at", _INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["case.id"], name=op.f("fk_escalation_about_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_escalation_case_id")),
        sa.ForeignKeyConstraint(["process_id"], ["process_node.id"], name=op.f("fk_escalation_process_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["person.id"], name=op.f("fk_escalation_raised_by")),
        sa.ForeignKeyConstraint(["report_id"], ["status_report.id"], name=op.f("fk_escalation_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    op.create_index(op.f("ix_escalation_about_id"), "escalation", ["about_id"], unique=False)
    op.create_index(op.f("ix_escalation_case_id"), "escalation", ["case_id"], unique=False)
    op.create_table(
        "escalation_level",
        sa.Column("escalation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("reached_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_escalation_level_answered_by")),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalation.id"], name=op.f("fk_escalation_level_escalation_id")
        ),
        sa.PrimaryKeyConstraint("escalation_id", "number", name=op.f("pk_escalation_level")),
    )
    # Behind the wall between organisations (0010) with what they belong to.
    for table in ("escalation", "status_report"):
        _wall(table, _OWN)
    for table in ("budget", "milestone", "risk", "rollout"):
        _wall(table, 'EXISTS (SELECT FROM "case" p WHERE p.id = case_id)')
    _wall("escalation_level", "EXISTS (SELECT FROM escalation p WHERE p.id = escalation_id)")


def _wall(table: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON {table} USING ({condition})")
