"""Style sheets, fonts and scripts, under addresses that change with their content so that browsers may keep them."""

import hashlib
import re
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request, send_from_directory

STATIC: Final = Path(__file__).parent / "static"
# One file for the browser; the order in which rules of equal weight win.
SHEET: Final = "rals.css"
SHEETS: Final = (
    "tokens",
    "base",
    "layout",
    "bar",
    "components",
    "facts",
    "forms",
    "grid",
    "rows",
    "filters",
    "lists",
    "choosing",
    "tables",
    "rails",
    "marks",
    "timeline",
    "matrix",
    "processes",
    "samples",
    "print",
    "drawing",
    "differences",
    "heat",
    "chains",
    "case",
    "documents",
)
_FOREVER: Final = "public, max-age=31536000, immutable"
_LETTERS: Final = 10
_LINK: Final = re.compile(r'url\("([\w./-]+)"\)')
# What is for those who write the sheets; a line of its own stays, since text in quotes never goes over one.
_FOR_WRITERS: Final = re.compile(r"/\*.*?\*/\s*|(?<=\n)\s+", re.DOTALL)


class Assets:
    """The files that this process serves."""

    def __init__(self) -> None:
        files = (path for path in STATIC.rglob("*") if path.is_file())
        self._digests = {path.relative_to(STATIC).as_posix(): _digest(path.read_bytes()) for path in files}
        rules = "".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
        sent = _FOR_WRITERS.sub("", rules)
        self._sheet = _LINK.sub(lambda found: f'url("{self(found[1])}")', sent).encode()
        self._digests[SHEET] = _digest(self._sheet)

    def __contains__(self, name: str) -> bool:
        """Whether there is such a file; the browser files are made by a build of their own."""
        return name in self._digests

    def __call__(self, name: str) -> str:
        """Return the address of a file."""
        return f"/assets/{name}?v={self._digests[name]}"

    def serve(self, name: str) -> Response:
        """Return a file; one asked for under its current address may be kept for ever."""
        whole = Response(self._sheet, mimetype="text/css") if name == SHEET else None
        response = whole or send_from_directory(STATIC, name)
        current = request.args.get("v") == self._digests.get(name)
        response.headers["Cache-Control"] = _FOREVER if current else "no-cache"
        return response


def pages(assets: Assets) -> Blueprint:
    """Return the addresses of the files."""
    blueprint = Blueprint("assets", __name__)
    blueprint.add_url_rule("/assets/<path:name>", view_func=assets.serve, endpoint="serve")
    return blueprint


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_LETTERS]
