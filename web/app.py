"""The application: the API, the pages, and what holds for every answer."""

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from api import app as api
from api import errors as api_errors
from api.routes import drafts
from engine.door import Engine
from engine.settings import Settings
from web import assets, compress, guard, session
from web.frame import Frame
from web.pages import (
    benefits,
    calendar,
    case_trail,
    cases,
    comments,
    comparing,
    conflict,
    decision_tables,
    diagrams,
    document_drafts,
    documents,
    draft_parts,
    ending,
    errors,
    files,
    form_editor,
    form_field,
    giving,
    goals,
    handbook,
    inbox,
    interventions,
    keys,
    lead_times,
    leading,
    lending,
    login,
    many,
    migrations,
    mine,
    modelling,
    notices,
    notifying,
    operations,
    people,
    portfolio,
    process_forms,
    processes,
    reports,
    roles,
    saved_filters,
    signed,
    starting,
    statements,
    style,
    submitting,
    tasks,
    trying,
    webhooks,
    withdrawing,
)

# What programs ask; they get problem+json, people get pages.
_OF_PROGRAMS = ("/api", "/healthz", "/readyz", "/metrics")

_PAGES = (
    *(login, inbox, saved_filters, many, tasks, giving, conflict, starting),
    *(
        cases,
        goals,
        reports,
        portfolio,
        leading,
        benefits,
        lead_times,
        case_trail,
        comments,
        files,
        interventions,
        processes,
        process_forms,
        migrations,
    ),
    *(documents, document_drafts, withdrawing, diagrams),
    *(roles, people, ending, mine, keys, notices, notifying, signed, lending),
    *(comparing, handbook),
    *(statements, operations, calendar, webhooks, modelling, style),
    *(submitting, trying, decision_tables, draft_parts, form_editor, form_field),
)


def create_app(engine: Engine, settings: Settings) -> Flask:
    """Return the Flask application with API and pages for this engine."""
    app = api.create_app(engine)
    session.configure(app, settings.secret_key())
    guard.attach(app)
    compress.attach(app)
    frame = Frame(engine, settings.secret_key(), settings.slides)
    app.register_blueprint(assets.pages(frame.assets))
    for noun in _PAGES:
        blueprint = noun.pages(frame)
        errors.attach(blueprint, frame)
        app.register_blueprint(blueprint)
    # The modeller's own requests: those of the API, by the session of the page.
    app.register_blueprint(drafts.routes(engine, session.asking), name="modeller", url_prefix="/api/modeller")
    reports.attach(app, frame)
    portfolio.attach(app, frame)
    _answer_errors(app, frame)
    return app


def _answer_errors(app: Flask, frame: Frame) -> None:
    def answer(error: HTTPException) -> Response:
        if request.path.startswith(_OF_PROGRAMS):
            return api_errors.http_problem(error)
        return errors.of_http(frame, error)

    # An exception that nobody expected comes here too, as a 500; Flask has logged it then.
    app.register_error_handler(HTTPException, answer)
