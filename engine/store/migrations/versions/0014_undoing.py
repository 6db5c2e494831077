"""The last thing that was handed in can be undone: by whoever handed it in, or by whoever got the next task."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("instance", sa.Column("before", sa.LargeBinary(), nullable=True))
    op.add_column("submission", sa.Column("undone_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("task", sa.Column("returned", postgresql.JSONB(none_as_null=True), nullable=True))
