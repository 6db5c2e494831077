"""Bring the registers of units, people and positions up to date."""
