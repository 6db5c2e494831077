"""Whoever does a task can ask another person for help with it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("helper_id", sa.Uuid(), nullable=True))
    op.add_column("task", sa.Column("help", postgresql.JSONB(none_as_null=True), nullable=True))
    op.create_foreign_key(op.f("fk_task_helper_id"), "task", "person", ["helper_id"], ["id"])
    op.create_index(
        "ix_task_helper", "task", ["helper_id"], postgresql_where=sa.text("helper_id IS NOT NULL")
    )
