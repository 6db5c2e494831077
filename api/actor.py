"""From a request to the identity that it shows; the engine finds out who that is."""

from flask import Request

from engine.governance.actor import Identity

ACTING_ROLE = "Acting-Role"


def identity(request: Request) -> Identity:
    """Return the bearer token and the chosen acting role (header Acting-Role: role key or assignment id)."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        token = ""
    return Identity(token=token.strip(), role=request.headers.get(ACTING_ROLE))
