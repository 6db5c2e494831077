"""Governing documents."""
