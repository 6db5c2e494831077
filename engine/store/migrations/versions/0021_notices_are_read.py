"""A person's notices are found newest first, and the unread ones are counted without the others."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_notice_person_id_sent_at", "notice", ["person_id", "sent_at", "id"])
    op.create_index("ix_notice_unread", "notice", ["person_id"], postgresql_where=sa.text("read_at IS NULL"))
    op.drop_index("ix_notice_person_id", "notice")
