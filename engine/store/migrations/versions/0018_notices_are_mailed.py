"""Notices say of what kind they are, in both languages, and are told of by mail; what started a case is found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice", sa.Column("kind", sa.Text(), server_default="followed", nullable=False))
    op.add_column("notice", sa.Column("subject_en", sa.Text(), nullable=True))
    op.add_column("notice", sa.Column("body_en", sa.Text(), nullable=True))
    op.create_index("ix_notice_case_id_sent_at", "notice", ["case_id", "sent_at"])
    op.add_column("notification", sa.Column("notice_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_submission_start", "submission", ["case_id"], postgresql_where=sa.text("task_id IS NULL")
    )
    op.create_foreign_key(op.f("fk_notification_notice_id"), "notification", "notice", ["notice_id"], ["id"])
