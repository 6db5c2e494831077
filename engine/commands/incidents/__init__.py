"""Mending what went wrong."""
