"""Pure rules: profile, roles, mandates, eligibility, routing, permissions. Reads no database."""
