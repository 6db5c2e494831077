"""The wall between organisations: who acts as a person is under PostgreSQL's row-level security for the transaction.

The tables' owner (Räls itself: worker, command line, migrations, backups) is not. docs/adr/0011 says why and what it costs.
"""

from typing import Final

from sqlalchemy import Connection, text

MEMBER: Final = "rals_member"

# In the statement that finds who acts (p), so that it costs no round trip; it lasts as long as the transaction.
BEHIND: Final = f"""set_config('rals.organisation', p.organisation_id::text, true),
       CASE WHEN pg_has_role(to_regrole('{MEMBER}'), 'MEMBER') THEN set_config('role', '{MEMBER}', true) END"""

_STANDS = text(f"SELECT coalesce(pg_has_role(to_regrole('{MEMBER}'), 'MEMBER'), false)")
# Roles are of the whole cluster and not in a backup, so this is looked at with every upgrade and not only once.
_RAISE = text(f"""
DO $$
BEGIN
  IF to_regrole('{MEMBER}') IS NULL THEN
    CREATE ROLE {MEMBER} NOLOGIN;
  END IF;
  IF NOT pg_has_role('{MEMBER}', 'MEMBER') THEN
    GRANT {MEMBER} TO CURRENT_USER;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN NULL;  -- rals doctor says so
  WHEN duplicate_object OR unique_violation THEN NULL;  -- made by another in the same moment
END $$
""")
_OUTSIDE = text(f"""
SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public'
                  AND NOT has_table_privilege('{MEMBER}', format('%I.%I', schemaname, tablename), 'INSERT'))
""")  # noqa: S608  constants
_LET_IN = text(f"""
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {MEMBER};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {MEMBER}
""")


def build(connection: Connection) -> None:
    """Make the role that people's transactions run as, where we may, and let it use every table."""
    connection.execute(_RAISE)
    if stands(connection) and connection.execute(_OUTSIDE).scalar_one():
        connection.execute(_LET_IN)


def stands(connection: Connection) -> bool:
    """Whether people's transactions are behind the wall; if not, only the queries keep organisations apart."""
    found: bool = connection.execute(_STANDS).scalar_one()
    return found
