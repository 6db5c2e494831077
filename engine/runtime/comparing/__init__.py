"""Compares two versions of a model: what differs, in words and for the drawings, and what it means for people's work."""

from engine.runtime.comparing.change import Change, Comparison, FormWork, RoleWork, What
from engine.runtime.comparing.comparing import compare

__all__ = ["Change", "Comparison", "FormWork", "RoleWork", "What", "compare"]
