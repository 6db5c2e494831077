"""The process structure and the classification."""
