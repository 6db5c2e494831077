"""Alive, and ready to serve; for load balancers, without a login."""

from flask import Blueprint, Response, jsonify

from engine.door import Engine
from engine.errors import UnavailableError


def health(engine: Engine) -> Blueprint:
    """Return /healthz and /readyz."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        """Answer as long as the process lives."""
        return jsonify(status="ok")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        """Answer 200 when the database answers, is migrated, and a worker works."""
        try:
            parts = engine.ready()
        except UnavailableError:
            parts = {"database": False}
        return jsonify(parts), 200 if all(parts.values()) else 503

    return blueprint
