"""Roles as the profile has them, and who holds them."""
