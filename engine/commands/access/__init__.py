"""Tokens, and the demo clock."""
