"""Räls itself starts cases about seats that nobody holds."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # None: Räls itself started the case, and gave the answers that it began with.
    op.alter_column("case", "started_by", existing_type=sa.Uuid(), nullable=True)
    op.alter_column("submission", "person_id", existing_type=sa.Uuid(), nullable=True)
    op.add_column("case", sa.Column("fills_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_case_fills_id"), "case", "seat", ["fills_id"], ["id"])
    op.create_index(op.f("ix_case_fills_id"), "case", ["fills_id"])
    # Organisations that are there already were entered long ago.
    op.add_column("organisation", sa.Column("entered_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
