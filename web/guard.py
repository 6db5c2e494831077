"""What every answer and every request must satisfy, whatever the page."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Request, Response, request
from werkzeug.exceptions import Forbidden, RequestEntityTooLarge

_RULES: Final = (
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self'",
    "script-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
POLICY: Final = "; ".join(_RULES)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORM_BYTES: Final = 2_000_000
# More than any form of ours has; what was typed is drawn again, and drawing costs time for each field.
FORM_FIELDS: Final = 5_000
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class ForeignOriginError(Forbidden):
    """A form on somebody else's site tried to act in the name of the person logged in here."""


def attach(app: Flask) -> None:
    """Check every request and dress every answer."""
    app.config["MAX_FORM_MEMORY_SIZE"] = FORM_BYTES
    app.before_request(_refuse_foreign)
    app.before_request(_refuse_endless)
    app.after_request(_dress)


def is_foreign(asked: Request) -> bool:
    """Whether a request that changes something was sent from another site.

    Browsers say so themselves: newer ones in Sec-Fetch-Site, all of them in Origin. Programs say neither, and have
    no cookie that could be misused.
    """
    if asked.method in _SAFE:
        return False
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = asked.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != asked.host


def _refuse_foreign() -> None:
    if is_foreign(request):
        raise ForeignOriginError


def _refuse_endless() -> None:
    if sum(len(values) for _, values in request.form.lists()) > FORM_FIELDS:
        raise RequestEntityTooLarge


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        # What a person may see can change with the next step; the back button must not show it to the next person.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
