"""Questions about who is told of what."""
