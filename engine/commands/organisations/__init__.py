"""Loading an organisation with its people and profile."""
