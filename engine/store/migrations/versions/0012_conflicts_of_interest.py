"""Whoever declares a conflict of interest does not decide, and the task goes on to another."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conflict_of_interest",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_conflict_of_interest_task_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conflict_of_interest_person_id")),
        sa.PrimaryKeyConstraint("task_id", "person_id", name=op.f("pk_conflict_of_interest")),
    )
    # The seat that the task was given to, once it has gone on to another.
    op.add_column("task", sa.Column("from_seat_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_task_from_seat_id"), "task", "seat", ["from_seat_id"], ["id"])
