"""The latest status report of each case is found by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_NOT_LATEST = """
UPDATE status_report r SET latest = false
 WHERE EXISTS (SELECT FROM status_report n WHERE n.case_id = r.case_id AND n.number > r.number)
"""


def upgrade() -> None:
    op.add_column("status_report", sa.Column("latest", sa.Boolean(), server_default="true", nullable=False))
    op.execute(_NOT_LATEST)
    op.create_index(
        "ix_status_report_latest",
        "status_report",
        ["organisation_id", "case_id"],
        postgresql_where=sa.text("latest"),
        postgresql_include=["id", "number", "total", "submitted_at"],
    )
