"""create_app(engine): all wiring of the HTTP API, and nowhere else."""

from typing import Any, Final

from flask import Flask, Response, request
from flask_smorest import Api
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from api import errors, watching
from api.actor import identity
from api.routes import ROUTES
from api.routes.docs import docs
from api.routes.health import health
from api.routes.metrics import metrics
from api.scopes import BEARER, Scoped
from engine.door import Engine
from engine.errors import UnknownActorError

PREFIX: Final = "/api/v1"
OPENAPI: Final = f"{PREFIX}/openapi.json"
_XML: Final = ("application/xml", "text/xml", "application/bpmn+xml", "application/octet-stream")
MAX_REQUEST_BYTES: Final = 6_000_000


class _Api(Api):
    ERROR_SCHEMA = errors.Problem

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Say what went wrong as problem+json."""
        return errors.http_problem(error)


def create_app(engine: Engine) -> Flask:
    """Return the Flask application with the API of this engine."""
    app = Flask("rals", static_folder=None)
    app.config.update(
        API_TITLE="Räls",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="v1/openapi.json",
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    watching.attach(app)
    api = _Api(app, spec_kwargs=_described())
    for make in ROUTES:
        api.register_blueprint(make(engine), url_prefix=PREFIX)
    app.register_blueprint(health(engine))
    app.register_blueprint(metrics(engine))
    app.register_blueprint(docs(api.spec))
    errors.register(app)
    app.before_request(_bearer_first)
    app.before_request(_only_json)
    return app


def _bearer_first() -> None:
    # Whoever shows nothing learns nothing, not even what is wrong with a body.
    if request.path.startswith(f"{PREFIX}/") and request.path != OPENAPI and not identity(request).token:
        raise UnknownActorError(
            "Skicka en bearer-token. Se /api/docs.", "Send a bearer token. See /api/docs."
        )


def _only_json() -> None:
    # Otherwise a wrong content type would show as "field missing".
    sent = request.method in ("POST", "PUT") and request.content_length
    files = request.path == f"{PREFIX}/files"
    table = request.path.endswith("/import") and request.mimetype == "text/csv"
    drawn = request.path.startswith(f"{PREFIX}/diagrams") and request.mimetype in _XML
    if sent and request.path.startswith(PREFIX) and not (files or table or drawn or request.is_json):
        raise UnsupportedMediaType


def _described() -> dict[str, Any]:
    return {
        "info": {"description": "Governance processes: cases, tasks, decisions and their trail."},
        "components": {"securitySchemes": {"bearer": BEARER}},
        "security": [{"bearer": []}],
        "extra_plugins": [Scoped()],
    }
