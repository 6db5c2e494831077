"""A wall between organisations: row-level security, and the organisation beside what belongs to a case."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# What every step writes has its organisation beside it, since a look at the case for each row costs too much; what is
# seldom read is kept apart through what it belongs to, which has a wall of its own.
OWN = ("case", "file", "person", "trail")
OF_CASE = ("submission", "decision")
THROUGH = {
    "competence": ("person", "person_id"),
    "goal": ('"case"', "case_id"),
    "licence": ("person", "person_id"),
    "measurement": ("goal", "goal_id"),
    "notice": ('"case"', "case_id"),
    "position": ("person", "person_id"),
}
OURS = "current_setting('rals.organisation')::uuid"
DEFAULT = "(NULLIF(current_setting('rals.organisation'::text, true), ''::text))::uuid"

# For what Räls itself does, in any organisation; a person's own comes by the default.
ORGANISATION = """
CREATE FUNCTION rals_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT organisation_id INTO NEW.organisation_id FROM "case" WHERE id = NEW.case_id;
  RETURN NEW;
END $$
"""

# The one look over the wall: a login is one person's in the whole installation, and an import says so in time.
ELSEWHERE = """
CREATE FUNCTION rals_taken_elsewhere(organisation uuid, hsa_ids text[], subjects text[])
RETURNS TABLE (hsa_id text, issuer text, subject text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT p.hsa_id, p.issuer, p.subject FROM person p
   WHERE p.organisation_id <> organisation AND (p.hsa_id = ANY (hsa_ids) OR p.subject = ANY (subjects))
$$
"""


def upgrade() -> None:
    op.execute(ORGANISATION)
    op.execute(ELSEWHERE)
    for table in OF_CASE:
        _beside(table)
    for table in (*OWN, *OF_CASE):
        _wall(table, f"organisation_id = {OURS}")
    for table, (parent, column) in THROUGH.items():
        _wall(table, f"EXISTS (SELECT FROM {parent} p WHERE p.id = {column})")
    # Otherwise it would read as its owner, whoever asks.
    op.execute("ALTER VIEW holding SET (security_invoker = true)")


def _beside(table: str) -> None:
    op.add_column(table, sa.Column("organisation_id", sa.Uuid(), nullable=True))
    op.execute(
        f'UPDATE {table} t SET organisation_id = c.organisation_id FROM "case" c WHERE c.id = t.case_id'  # noqa: S608
    )
    op.alter_column(table, "organisation_id", nullable=False, server_default=sa.text(DEFAULT))
    op.execute(
        f"CREATE TRIGGER organisation BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.organisation_id IS NULL)"
        " EXECUTE FUNCTION rals_organisation()"
    )


def _wall(table: str, condition: str) -> None:
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'CREATE POLICY own ON "{table}" USING ({condition})')
