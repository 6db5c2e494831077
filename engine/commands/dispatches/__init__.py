"""Mails and calls on their way."""
