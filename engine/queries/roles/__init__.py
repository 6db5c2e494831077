"""Roles as the profile has them."""
