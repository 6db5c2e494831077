"""Two versions of a model side by side: what differs in words, what it means for people's work, both drawings marked."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.models.comparison import Compared, CompareVersions
from engine.queries.models.versions import VersionRow
from engine.runtime.comparing import Change
from forms.text import Text
from web import session
from web.frame import Frame

# What a change is called, in the order of the legend; the signs are those of the drawing.
WHAT: Final[Mapping[str, Text]] = {
    "added": Text("Tillagt", "Added"),
    "removed": Text("Borttaget", "Removed"),
    "changed": Text("Ändrat", "Changed"),
    "moved": Text("Flyttat", "Moved"),
}
PARTS: Final[Mapping[str, Text]] = {
    "steps": Text("Steg", "Steps"),
    "flows": Text("Flöden", "Flows"),
    "rest": Text("Banor, deltagare och annat", "Lanes, participants and other things"),
    "forms": Text("Formulär", "Forms"),
    "tables": Text("Beslutstabeller", "Decision tables"),
}
_SIZE: Final = 0.6


def pages(frame: Frame) -> Blueprint:
    """Return the page that compares."""
    blueprint = Blueprint("page_comparing", __name__)
    blueprint.add_url_rule("/modeller/<key>/jamfor", "show", lambda key: _show(frame, key))
    return blueprint


def _show(frame: Frame, key: str) -> AnyResponse:
    chosen = request.args.get("fran"), request.args.get("till")
    reader, found = frame.ask(CompareVersions(key, *chosen, session.language(), _SIZE))
    before, after = found.drawings
    drawings = [(found.old, _apart(before, "fran")), (found.new, _apart(after, "till"))]
    return frame.render(
        "comparison.html",
        reader,
        found=found,
        parts=_parts(found),
        part_names=PARTS,
        what=WHAT,
        drawings=drawings,
        shown=lambda change: _place(change, dict(zip(("fran", "till"), drawings, strict=True))),
    )


def _parts(found: Compared) -> Mapping[str, list[object]]:
    parts: dict[str, list[object]] = {part: [] for part in PARTS}
    for one in found.comparison.changes:
        parts[one.part].append(one)
    return {part: changes for part, changes in parts.items() if changes}


def _place(change: Change, drawings: Mapping[str, tuple[VersionRow, Markup]]) -> str | None:
    """Return where in its drawing a change is seen, None where it is not drawn."""
    side = "fran" if change.what == "removed" else "till"
    place = f"{side}-el-{change.element}"
    return place if f'id="{place}"' in drawings[side][1] else None


def _apart(svg: bytes, side: str) -> Markup:
    """Return a drawing whose ids are its own, since both stand on one page."""
    text = svg.decode()
    for name in ("el-", "drawing-"):
        text = text.replace(f'id="{name}', f'id="{side}-{name}').replace(f'by="{name}', f'by="{side}-{name}')
    return Markup(text)  # noqa: S704  our own drawing, where names are text
