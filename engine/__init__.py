"""Runs processes. Knows no HTTP."""
