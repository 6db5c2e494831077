"""Questions about drafts of models."""
