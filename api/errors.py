"""One table from refusal to HTTP: problem+json (RFC 9457) in the reader's language."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import Flask, Response, json
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from api.language import language
from engine import errors
from forms.text import Text

STATUS: Final[Mapping[type[errors.EngineError], int]] = {
    errors.NotFoundError: 404,
    errors.UnknownActorError: 401,
    errors.ForbiddenError: 403,
    errors.ConflictError: 409,
    errors.ChangedError: 412,
    errors.InvalidError: 422,
    errors.ModelRefusedError: 422,
    errors.DamagedError: 500,
    errors.UnavailableError: 503,
}

# What werkzeug and marshmallow say in English only.
TEXTS: Final[Mapping[int, Text]] = {
    400: Text(
        "Begäran går inte att läsa. Skicka giltig JSON.", "The request cannot be read. Send valid JSON."
    ),
    404: Text("Adressen finns inte. Se /api/docs.", "There is no such address. See /api/docs."),
    405: Text(
        "Metoden går inte att använda här. Se /api/docs.", "The method cannot be used here. See /api/docs."
    ),
    413: Text("Begäran är för stor.", "The request is too large."),
    415: Text("Skicka application/json.", "Send application/json."),
    422: Text("Det finns fel i det som skickades.", "There are faults in what was sent."),
    428: Text(
        "Säg i If-Match vilken version du har läst. Den står i ETag.",
        "Say in If-Match which version you have read. It is in ETag.",
    ),
    500: Text("Något gick fel hos oss. Försök igen.", "Something went wrong on our side. Try again."),
}


class FieldProblem(Schema):
    """One fault, with a JSON pointer to where it is."""

    pointer = fields.String()
    detail = fields.String()


class Problem(Schema):
    """What went wrong (RFC 9457). `type` is stable; `detail` is for people."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    errors = fields.List(fields.Nested(FieldProblem))


def register(app: Flask) -> None:
    """Let every refusal of the engine become problem+json."""
    app.register_error_handler(errors.EngineError, refused)
    app.register_error_handler(RecursionError, _too_deep)


def refused(error: errors.EngineError) -> Response:
    """Return the answer to a refusal."""
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    response = problem(status, error.type, error.text.to(language()), list(_faults(error)))
    if status == STATUS[errors.UnknownActorError]:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == STATUS[errors.UnavailableError]:
        response.headers["Retry-After"] = "2"
    return response


def http_problem(error: HTTPException) -> Response:
    """Return the answer to what Flask, werkzeug or the argument parser refuse."""
    status = error.code or 500
    text = TEXTS.get(status, Text(error.name, error.name))
    messages = getattr(error, "data", {}).get("messages", {})
    faults = [fault for place in messages.values() for fault in _flat(place, "")] if messages else []
    kind = error.name.lower().replace(" ", "-")
    response = problem(status, kind, text.to(language()), faults)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(allowed)
    return response


def problem(status: int, kind: str, detail: str, faults: list[dict[str, str]]) -> Response:
    """Return a problem+json response."""
    body: dict[str, Any] = {
        "type": f"urn:rals:problem:{kind}",
        "title": kind,
        "status": status,
        "detail": detail,
    }
    if faults:
        body["errors"] = faults
    return Response(
        json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        status,
        mimetype="application/problem+json",
    )


def _too_deep(_: RecursionError) -> Response:
    text = Text("Begäran är för djupt nästlad.", "The request is nested too deeply.")
    return problem(400, "bad-request", text.to(language()), [])


def _faults(error: errors.EngineError) -> Iterator[dict[str, str]]:
    if isinstance(error, errors.InvalidError):
        for fault in error.errors:
            yield {"pointer": fault.pointer, "detail": fault.text.to(language())}
    if isinstance(error, errors.ModelRefusedError):
        for finding in error.findings:
            said = f"{finding.text.to(language())} {finding.remedy.to(language())}"
            yield {"pointer": f"/{finding.element or ''}", "detail": said}


def _flat(messages: Any, pointer: str) -> Iterator[dict[str, str]]:
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _flat(below, f"{pointer}/{key}")
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            yield {"pointer": pointer, "detail": str(message)}
