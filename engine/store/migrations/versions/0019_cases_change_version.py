"""Running cases go over to another version of their model, one by one, and back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "migration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("undoing", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("held", postgresql.JSONB(), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_migration_organisation_id")
        ),
        sa.ForeignKeyConstraint(["from_id"], ["model_version.id"], name=op.f("fk_migration_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["model_version.id"], name=op.f("fk_migration_to_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_migration_person_id")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_migration_started_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_migration")),
    )
    op.create_index(
        "ix_migration_going_on",
        "migration",
        ["organisation_id", "process"],
        unique=True,
        postgresql_where=sa.text("state <> 'done'"),
    )
    op.create_table(
        "migration_case",
        sa.Column("migration_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("changed", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["migration_id"], ["migration.id"], name=op.f("fk_migration_case_migration_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_migration_case_case_id")),
        sa.PrimaryKeyConstraint("migration_id", "case_id", name=op.f("pk_migration_case")),
    )
    op.create_index("ix_migration_case_case_id", "migration_case", ["case_id"])
    op.create_index("ix_migration_case_state", "migration_case", ["migration_id", "state", "case_id"])
    # Behind the wall between organisations (0010).
    _wall("migration", "organisation_id = current_setting('rals.organisation')::uuid")
    _wall("migration_case", "EXISTS (SELECT FROM migration p WHERE p.id = migration_id)")


def _wall(table: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON {table} USING ({condition})")
