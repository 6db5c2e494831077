"""Governing statements: what carries each of them, and which test shows it."""
