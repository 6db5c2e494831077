"""A milestone that a report leaves out is taken off the plan, and stays with the day when that was done."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("milestone", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
