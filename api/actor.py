"""From a request to the identity that it shows; the engine finds out who that is."""

from flask import Request

from api.scopes import NEEDS
from engine.governance.actor import Identity

ACTING_ROLE = "Acting-Role"


def identity(request: Request) -> Identity:
    """Return the bearer token, the chosen acting role (header Acting-Role: role key or assignment id) and what a key must have."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        token = ""
    scope = NEEDS.get(request.endpoint or "")
    return Identity(token=token.strip(), role=request.headers.get(ACTING_ROLE), scope=scope)
