"""The only room that writes: tables, the unit of work, jobs, migrations."""
