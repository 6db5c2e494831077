"""Drafts of models."""
