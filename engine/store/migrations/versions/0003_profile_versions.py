"""Profiles have versions, as models have."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profile_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("published_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_profile_version_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_profile_version_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_version")),
        sa.UniqueConstraint(
            "organisation_id", "key", "number", name=op.f("uq_profile_version_organisation_id_key_number")
        ),
    )
    # What governs today is the first version, so that one can go back to it. The head of the file names it.
    op.execute(
        sa.text(r"""
INSERT INTO profile_version (id, organisation_id, key, number, hash, name, name_en, published_at)
SELECT gen_random_uuid(), o.id, file.key, 1, o.profile_hash,
       coalesce(substring(file.text FROM '(?n)^  sv: *"?([^"\n]+)'), file.key),
       coalesce(substring(file.text FROM '(?n)^  en: *"?([^"\n]+)'), file.key), now()
  FROM organisation o
  JOIN (SELECT hash, convert_from(data, 'UTF8') AS text,
               substring(convert_from(data, 'UTF8') FROM '(?n)^key: *([^ \n]+)') AS key
          FROM content WHERE name = 'profile.yaml') file ON file.hash = o.profile_hash
""")
    )
