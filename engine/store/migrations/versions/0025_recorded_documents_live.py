"""Documents that were approved before Räls was there have a case; a conflict of interest can be taken back.

Those documents that have no case yet are found by an index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "document_version", sa.Column("ask_readers", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("conflict_of_interest", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_document_version_without_case",
        "document_version",
        ["organisation_id"],
        postgresql_where=sa.text("state = 'gallande' AND case_id IS NULL"),
    )
