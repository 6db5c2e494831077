"""Edit a decision table of a draft as a grid. What is written stays on the page until it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.errors import ChangedError, ConflictError, InvalidError, ModelRefusedError
from engine.runtime.decisions.flaws import POLICIES
from engine.runtime.decisions.grid import Grid, grid_of, grids
from engine.runtime.decisions.judging import judge
from engine.runtime.decisions.writing import write
from engine.runtime.xml import MAX_BYTES
from forms.text import Text
from web import session
from web.drafted import READ, DraftFile, draft_file
from web.frame import Frame, is_part
from web.views.grid import changed, kept, posted, restored

UNDO: Final = "_undo"
_POLICY_NAMES: Final[Mapping[str, Text]] = {
    "U": Text("U: högst en regel gäller", "U: one rule at most matches"),
    "A": Text("A: flera får gälla, med samma svar", "A: several may match, with the same answer"),
    "F": Text("F: den första som gäller", "F: the first that matches"),
    "P": Text("P: den viktigaste enligt svarens ordning", "P: the first by the order of the answers"),
    "R": Text("R: alla, i reglernas ordning", "R: all, in the order of the rules"),
    "O": Text("O: alla, i svarens ordning", "O: all, in the order of the answers"),
    "C": Text("C: alla", "C: all"),
    "C+": Text("C+: summan", "C+: the sum"),
    "C<": Text("C<: det minsta", "C<: the smallest"),
    "C>": Text("C>: det största", "C>: the largest"),
    "C#": Text("C#: antalet", "C#: the number"),
}
_SAVED: Final = Text("Tabellen är sparad.", "The table is saved.")
_FAULTY: Final = Text(
    "Tabellen är sparad, men har fel som ska rättas innan modellen publiceras.",
    "The table is saved, but has faults to mend before the model is published.",
)
# The types that a column can be given; the other names of the same are kept where they stand.
TYPES: Final = ("string", "number", "boolean", "date", "time", "dateTime", "dayTimeDuration", "Any")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of decision tables."""
    blueprint = Blueprint("page_decision_tables", __name__)

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/tabeller/<key>")
    def show(draft_id: UUID, key: str) -> AnyResponse:
        file = _file(frame, draft_id, key)
        return _shown(file, _Shown(_grid(file)))

    @blueprint.post("/modeller/utkast/<uuid:draft_id>/tabeller/<key>")
    def act(draft_id: UUID, key: str) -> AnyResponse:
        file = _file(frame, draft_id, key)
        action = request.form.get("_action", "update")
        return _read_in(file) if action == "read" else _act(file, _grid(file), action)

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/tabeller/<key>/dmn")
    def dmn(draft_id: UUID, key: str) -> AnyResponse:
        named = {"Content-Disposition": f'attachment; filename="{key}.dmn"'}
        return Response(_file(frame, draft_id, key).data, mimetype="application/xml", headers=named)

    return blueprint


@dataclass(frozen=True)
class _Shown:
    """The grid on the page; `undo` is what it was before something was deleted, `focus` the id of where to go on."""

    grid: Grid
    undo: Grid | None = None
    notice: Text | None = None
    status: int = 200
    focus: str = ""
    unsaved: bool = False


def _file(frame: Frame, draft_id: UUID, key: str) -> DraftFile:
    return draft_file(frame, draft_id, f"decisions/{key}.dmn")


def _grid(file: DraftFile) -> Grid:
    return grid_of(file.data, request.args.get("beslut"))


def _act(file: DraftFile, known: Grid, action: str) -> AnyResponse:
    grid = posted(request.form, known)
    if action == "save":
        return _save(file, grid)
    if action == "undo":
        return _shown(file, _Shown(restored(request.form.get(UNDO, ""), known), unsaved=True))
    after = changed(grid, action)
    gone = grid if after and "-delete" in action else None
    return _shown(file, _Shown(after or grid, gone, focus=_focus(after, action), unsaved=True))


def _focus(grid: Grid | None, action: str) -> str:
    """Return the id of where the person goes on after a button."""
    name, _, at = action.partition(" ")
    what, _, how = name.partition("-")
    if grid is None:
        return ""
    count = {"row": len(grid.rows), "in": len(grid.inputs), "out": len(grid.outputs)}[what]
    number = int(at) if at.isdecimal() else count - 1
    number += {"up": -1, "down": 1}.get(how, 0)
    number = max(0, min(number, count - 1))
    return f"row-{number}-in-0" if what == "row" else f"{what}-{number}-label"


def _save(file: DraftFile, grid: Grid) -> AnyResponse:
    overtaken = file.overtaken
    if overtaken:
        return _shown(file, _Shown(grid, notice=overtaken, status=HTTPStatus.CONFLICT, unsaved=True))
    data = write(file.data, grid)
    try:
        file.save(data)
    except (ChangedError, ConflictError) as error:
        return _shown(file, _Shown(grid, notice=error.text, status=HTTPStatus.CONFLICT, unsaved=True))
    session.tell("done", _SAVED if judge(data, grid.id).sound else _FAULTY)
    return redirect(request.full_path.rstrip("?"), HTTPStatus.SEE_OTHER)


def _read_in(file: DraftFile) -> AnyResponse:
    sent = request.files.get("fil")
    data = sent.stream.read(MAX_BYTES + 1) if sent else b""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        grids(data)
        file.save(data)
    except (InvalidError, ModelRefusedError) as error:
        return _shown(file, _Shown(_grid(file), notice=error.text, status=status))
    except (ChangedError, ConflictError) as error:
        return _shown(file, _Shown(_grid(file), notice=error.text, status=HTTPStatus.CONFLICT))
    session.tell("done", Text("Filen är inläst.", "The file has been read."))
    return redirect(request.path, HTTPStatus.SEE_OTHER)


def _shown(file: DraftFile, shown: _Shown) -> Response:
    grid = shown.grid
    # Origins are those of the file as it is now.
    judged = judge(write(file.data, grid), grid.id)
    template = "table_fields.html" if is_part() else "table.html"
    own = {one.sort for one in (*grid.inputs, *grid.outputs)} - {*TYPES, ""}
    return file.frame.render(
        template,
        file.reader,
        shown.status,
        draft=file.whole.draft,
        key=file.name.removeprefix("decisions/").removesuffix(".dmn"),
        others=grids(file.data),
        shown=shown,
        grid=grid,
        judged=judged,
        read=file.digest,
        undo=kept(shown.undo) if shown.undo else "",
        names={"read": READ, "undo": UNDO},
        policies=[(key, _POLICY_NAMES[key]) for key in POLICIES],
        types=[*TYPES, *sorted(own)],
    )
