"""Questions about the process structure and the classification."""
