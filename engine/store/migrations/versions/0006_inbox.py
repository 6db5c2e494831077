"""The inbox is read in its own order and searched in Swedish; tasks can be followed up; ended cases hang under nobody."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("follow_up_on", sa.Date(), nullable=True))
    _searched("task", "name || ' ' || name_en || ' ' || item")
    _searched("case", "number || ' ' || title")
    op.drop_index("ix_task_open_by_seat", table_name="task")
    op.create_index(
        "ix_task_open_by_seat",
        "task",
        [
            "seat_id",
            sa.text("coalesce(due_at, 'infinity'::timestamptz)"),
            sa.text("(-priority)"),
            "created_at",
            "id",
        ],
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_task_done_by",
        "task",
        ["ended_by", "ended_at", "id"],
        postgresql_where=sa.text("state = 'completed'"),
    )
    op.create_index("ix_seat_scope_id", "seat", ["scope_id"])
    op.create_index("ix_case_started_by", "case", ["started_by"])
    op.execute(
        """UPDATE seat SET superior_id = NULL FROM "case" c WHERE c.id = seat.scope_id AND c.state = 'ended'"""
    )


def _searched(table: str, words: str) -> None:
    column = sa.Computed(f"to_tsvector('swedish'::regconfig, {words})", persisted=True)
    op.add_column(table, sa.Column("search", postgresql.TSVECTOR(), column, nullable=True))
