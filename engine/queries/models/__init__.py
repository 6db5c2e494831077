"""Questions about published models."""
