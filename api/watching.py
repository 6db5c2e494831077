"""One line in the log and one count for each request, and a number that follows it through the log."""

import re
from time import perf_counter
from typing import Final
from uuid import uuid4

import structlog
from flask import Flask, Response, request
from structlog.contextvars import bind_contextvars, unbind_contextvars

from engine.watch import figures

REQUEST_ID: Final = "X-Request-ID"
_STARTED: Final = "rals.started"
_SANE: Final = re.compile(r"[\w.-]{1,64}", re.ASCII)
_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})

log = structlog.get_logger()


def attach(app: Flask) -> None:
    """Watch every request of the application; called before anything else is attached."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def _begin() -> None:
    request.environ[_STARTED] = perf_counter()
    bind_contextvars(request=_request_id())


def _end(response: Response) -> Response:
    seconds = perf_counter() - request.environ.get(_STARTED, perf_counter())
    # The pattern, not the address: what stands in an address may be a search for a person.
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.method in _METHODS else "other"
    figures.REQUESTS.labels(method, route, str(response.status_code)).inc()
    figures.REQUEST_SECONDS.labels(method, route).observe(seconds)
    log.info("request", method=method, route=route, status=response.status_code, ms=round(seconds * 1000, 1))
    response.headers[REQUEST_ID] = number()
    return response


def number() -> str:
    """Return the number that follows the request through the log."""
    return str(structlog.contextvars.get_contextvars().get("request", ""))


def _forget(_: BaseException | None) -> None:
    unbind_contextvars("request")


def _request_id() -> str:
    given = request.headers.get(REQUEST_ID, "")
    return given if _SANE.fullmatch(given) else uuid4().hex
