"""People make bearer tokens of their own: named, with scopes, for some cases, and revoked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = sa.text("gen_random_uuid()")
    op.add_column("access_token", sa.Column("id", sa.Uuid(), server_default=made, nullable=False))
    op.add_column("access_token", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("access_token", sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=True))
    op.add_column("access_token", sa.Column("own", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("access_token", sa.Column("case_id", sa.Uuid(), nullable=True))
    op.add_column("access_token", sa.Column("used_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_unique_constraint(op.f("uq_access_token_id"), "access_token", ["id"])
    op.create_foreign_key(op.f("fk_access_token_case_id"), "access_token", "case", ["case_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_access_token_key"), "access_token", "(name IS NULL) = (scopes IS NULL)"
    )
