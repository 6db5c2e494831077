"""Try a draft of a model out: nothing is stored, the whole trial is in what is sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.trying import Trial, TrialState
from engine.door import Engine
from engine.queries.drafts.tried import Tried
from engine.queries.drafts.trying import TryDraft
from engine.trying.choices import trial


def routes(engine: Engine) -> Blueprint:
    """Return the route of trials."""
    blueprint = Blueprint("model-draft-trials", __name__, description="Drafts of models, tried out.")

    @blueprint.post("/model-drafts/<uuid:draft_id>/try")
    @blueprint.arguments(Trial)
    @blueprint.response(200, TrialState)
    def try_out(body: Mapping[str, Any], draft_id: UUID) -> Tried:
        """Play the choices so far, let the robot go on if asked to, and say where the trial stands; 422 when the last is refused."""
        sent = trial({"choices": body["choices"], "passed": body["passed"]})
        *before, last = sent.choices or (None,)
        earlier = replace(sent, choices=tuple(filter(None, before)))
        return engine.ask(TryDraft(draft_id, earlier, last, body["robot"]), identity(request))

    return blueprint
