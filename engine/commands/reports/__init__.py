"""Telling how far a case has come."""
