"""Questions about people and their roles."""
