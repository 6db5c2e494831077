"""If-Match: the version that the caller saw."""

from flask import request

from engine.errors import ChangedError

MAX_DIGITS = 10


def matched() -> int | None:
    """Return the version that the caller saw, None when it said nothing; a tag that is not one of ours matches nothing."""
    if "If-Match" not in request.headers:
        return None
    tags = request.if_match.as_set()
    if "*" in tags or request.if_match.star_tag:
        return None
    if len(tags) == 1 and (tag := next(iter(tags)) or "").isdecimal() and len(tag) < MAX_DIGITS:
        return int(tag)
    raise ChangedError(
        "If-Match stämmer inte. Hämta den senaste versionen på nytt.",
        "If-Match does not fit. Get the latest version again.",
    )
