"""Appoint to roles outside a case, and end it."""
