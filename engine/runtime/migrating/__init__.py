"""Carries running cases from one version of a model to another, exactly or not at all."""

from engine.runtime.migrating.change import Change
from engine.runtime.migrating.hindrance import Hindrance
from engine.runtime.migrating.migrate import History, Instant, Refused, migrate

__all__ = ["Change", "Hindrance", "History", "Instant", "Refused", "migrate"]
