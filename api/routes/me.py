"""Who am I?"""

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.others import Person
from engine.door import Engine
from engine.queries.people.me import Me, Myself


def routes(engine: Engine) -> Blueprint:
    """Return the routes of the one who asks."""
    blueprint = Blueprint("me", __name__, description="The one who asks, with today's roles.")

    @blueprint.get("/me")
    @blueprint.response(200, Person)
    def me() -> Myself:
        """Return the person behind the token, with the roles held today."""
        return engine.ask(Me(), identity(request))

    return blueprint
