"""Questions: they read with SQL and return frozen rows, never ORM objects."""
