"""Verbs: each changes something in one transaction, asks for permission, and calls no other command."""
