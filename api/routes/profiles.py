"""Governance profiles: the active one, versions, publishing."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes import profiles as shapes
from api.shapes.base import page_of
from engine.commands.profiles.activate import ActivateProfile
from engine.commands.profiles.publish import PublishProfile
from engine.door import Engine
from engine.governance.profile import Profile
from engine.queries.profiles.versions import ActiveProfile, ProfileVersions


def routes(engine: Engine) -> Blueprint:
    """Return the routes of profiles."""
    blueprint = Blueprint("profiles", __name__, description="Governance profiles.")

    @blueprint.get("/profiles")
    @blueprint.response(200, page_of(shapes.ProfileVersion))
    def published() -> dict[str, Any]:
        """Return every published version, newest first; `active` marks the one that governs."""
        return {"items": engine.ask(ProfileVersions(), identity(request)), "next": None}

    @blueprint.get("/profiles/active")
    @blueprint.response(200, shapes.Profile)
    def active() -> Profile:
        """Return the profile that governs, with its roles and mandates."""
        return engine.ask(ActiveProfile(), identity(request))

    @blueprint.get("/profiles/<key>/versions")
    @blueprint.response(200, page_of(shapes.ProfileVersion))
    def versions(key: str) -> dict[str, Any]:
        """Return the versions of one profile, newest first."""
        return {"items": engine.ask(ProfileVersions(key), identity(request)), "next": None}

    @blueprint.post("/profiles")
    @blueprint.arguments(shapes.NewProfile)
    @blueprint.response(201, shapes.Governing)
    def publish(body: Mapping[str, Any]) -> dict[str, Any]:
        """Publish a profile and let it govern; for administrators."""
        return engine.do(PublishProfile(body["yaml"].encode()), identity(request))

    @blueprint.post("/profiles/<key>/versions/<int:number>/activate")
    @blueprint.response(200, shapes.Governing)
    def activate(key: str, number: int) -> dict[str, Any]:
        """Let a published version govern again; for administrators."""
        return engine.do(ActivateProfile(key, number), identity(request))

    return blueprint
