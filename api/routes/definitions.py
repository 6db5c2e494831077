"""Published processes: versions, files, findings, start form."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.comparison import CompareQuery, Comparison
from api.shapes.others import Finding, StartForm, Version
from engine.door import Engine
from engine.queries.models import versions
from engine.queries.models.checks import ChecksOf
from engine.queries.models.comparison import Compared, CompareVersions


def routes(engine: Engine) -> Blueprint:
    """Return the routes of process definitions."""
    blueprint = Blueprint("process-definitions", __name__, description="Published processes.")

    @blueprint.get("/process-definitions")
    @blueprint.response(200, page_of(Version))
    def definitions() -> dict[str, Any]:
        """Return the processes in force."""
        return {"items": engine.ask(versions.ProcessDefinitions(), identity(request)), "next": None}

    @blueprint.get("/process-definitions/<key>/versions")
    @blueprint.response(200, page_of(Version))
    def of_process(key: str) -> dict[str, Any]:
        """Return every version of a process, newest first."""
        return {"items": engine.ask(versions.Versions(key), identity(request)), "next": None}

    @blueprint.get("/process-definitions/<key>/start-form")
    @blueprint.response(200, StartForm)
    def start_form(key: str) -> versions.StartForm:
        """Return the form that starts a case."""
        return engine.ask(versions.StartFormOf(key), identity(request))

    @blueprint.get("/process-definitions/<key>/compare")
    @blueprint.arguments(CompareQuery, location="query", unknown=RAISE)
    @blueprint.response(200, Comparison)
    def compare(query: Mapping[str, Any], key: str) -> Compared:
        """Return what differs between two versions of a process, in words."""
        return engine.ask(CompareVersions(key, query["from"], query["to"]), identity(request))

    @blueprint.get("/process-definitions/<uuid:version_id>/bpmn")
    @blueprint.response(200, content_type="application/xml")
    def bpmn(version_id: UUID) -> Response:
        """Return the BPMN file of a version."""
        version, published = engine.ask(versions.VersionFiles(version_id), identity(request))
        return Response(published.files[f"{version.key}.bpmn"], mimetype="application/xml")

    @blueprint.get("/process-definitions/<uuid:version_id>/checks")
    @blueprint.response(200, page_of(Finding))
    def checks(version_id: UUID) -> dict[str, Any]:
        """Return what the checks say of a version under the profile of today."""
        return {"items": engine.ask(ChecksOf(version_id), identity(request)), "next": None}

    return blueprint
