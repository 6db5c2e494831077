"""The goals of a case, and a file of measurements that is looked through before it is taken."""

import csv
import io
from decimal import Decimal
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from api.routes.files import download
from api.shapes.trail import plain
from engine import clock
from engine.commands.reports.measure import ImportedMeasurements, ImportMeasurements
from engine.errors import EngineError, InvalidError
from engine.governance import csv_file
from engine.governance.measured_rows import HEADERS, MOST_BYTES
from engine.queries.cases.benefits import BenefitsOf, CaseBenefits
from engine.store.goals import GIVEN_UP
from forms.text import Text
from web import session
from web.frame import Frame, Reader
from web.views.goal_page import ASSESSMENTS, shown
from web.views.goals import number, status

_RECORDED: Final = (
    Text("Ett mätvärde är infört.", "One measurement has been recorded."),
    Text("mätvärden är införda.", "measurements have been recorded."),
)
# The tasks that asked for them.
_DONE: Final = (
    Text("Uppgiften att mäta är klar.", "The task to measure is done."),
    Text("uppgifter att mäta är klara.", "tasks to measure are done."),
)
_LEFT: Final = (
    Text(
        "Uppgiften att mäta ligger kvar hos enhetens chef.",
        "The task to measure stays with the manager of the unit.",
    ),
    Text(
        "uppgifter att mäta ligger kvar hos enheternas chefer.",
        "tasks to measure stay with the managers of the units.",
    ),
)
_NO_FILE: Final = Text("Välj en fil först.", "Choose a file first.")
# One byte more than is taken, so that a larger file is refused and not cut.
MAX_READ: Final = MOST_BYTES + 1
EFFECTS: Final = {
    "new": Text("Nytt", "New"),
    "corrects": Text("Rättar", "Corrects"),
    "same": Text("Finns redan", "Already there"),
}


def pages(frame: Frame) -> Blueprint:
    """Return the pages of the goals of a case."""
    blueprint = Blueprint("page_goals", __name__)

    @blueprint.get("/arenden/<uuid:case_id>/effektmal")
    def show(case_id: UUID) -> AnyResponse:
        reader, found = frame.ask(BenefitsOf(case_id))
        spoken = session.language()
        return frame.render(
            "goals.html",
            reader,
            found=found,
            goals=shown(found.goals, spoken),
            assessments=ASSESSMENTS,
            states=status,
            amount=_amount,
        )

    @blueprint.get("/arenden/<uuid:case_id>/effektmal/mall.csv")
    def template(case_id: UUID) -> AnyResponse:
        reader, found = frame.ask(BenefitsOf(case_id))
        name = f"{found.case.number}-matvarden.csv"
        return download(name, "text/csv", _template(found, clock.day(reader.now).isoformat()))

    @blueprint.post("/arenden/<uuid:case_id>/effektmal/matvarden")
    def measure(case_id: UUID) -> AnyResponse:
        return _measure(frame, case_id)

    return blueprint


def _measure(frame: Frame, case_id: UUID) -> AnyResponse:
    reader, found = frame.ask(BenefitsOf(case_id))
    data = _sent()
    writes = request.form.get("_action") == "write"
    if not data.strip():
        session.tell("trouble", _NO_FILE)
        return _back(case_id)
    try:
        read = frame.engine.do(ImportMeasurements(case_id, data, dry_run=not writes), reader.identity)
    except InvalidError as error:
        return _look(frame, (reader, found), data, error)
    except EngineError as error:
        session.tell("trouble", error.text)
        return _back(case_id)
    if not writes:
        return _look(frame, (reader, found), data, None, read=read)
    session.tell("done", _recorded(read))
    return _back(case_id)


def _recorded(read: ImportedMeasurements) -> Text:
    said = [_counted(read.written, _RECORDED)]
    said += [
        _counted(n, words) for n, words in ((read.tasks.completed, _DONE), (read.tasks.left, _LEFT)) if n
    ]
    return Text(" ".join(one.sv for one in said), " ".join(one.en for one in said))


def _counted(n: int, words: tuple[Text, Text]) -> Text:
    one, several = words
    return one if n == 1 else Text(f"{n} {several.sv}", f"{n} {several.en}")


def _sent() -> bytes:
    """Return the chosen file, else what stands in the field."""
    file = request.files.get("fil")
    if file is not None and file.filename:
        with file.stream as stream:
            return stream.read(MAX_READ)
    return request.form.get("rader", "").encode()


def _look(
    frame: Frame, shown: tuple[Reader, CaseBenefits], data: bytes, refused: InvalidError | None, **read: Any
) -> AnyResponse:
    reader, found = shown
    return frame.render(
        "measurements.html",
        reader,
        HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        found=found,
        refused=refused,
        measured_in={one.row.id: one.row.measured_in for one in found.goals},
        rows=csv_file.decoded(data)[:MOST_BYTES],
        effects=EFFECTS,
        amount=_amount,
        **read,
    )


def _template(found: CaseBenefits, today: str) -> bytes:
    """Return a file with a line for each goal and unit that the reader may measure, without values."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADERS)
    named = [one.row.name for one in found.goals]
    for one in (each for each in found.goals if each.row.status not in GIVEN_UP):
        row = one.row
        goal = row.name if named.count(row.name) == 1 else str(row.id)
        places: list[tuple[UUID | None, str]] = [(share.unit_id, share.unit) for share in row.shares]
        for unit, name in places or [(None, "")]:
            if found.may.may(unit):
                table.writerow([plain(goal), plain(name), "", today, plain(row.data_source), ""])
    return f"\ufeff{written.getvalue()}".encode()


def _amount(value: Decimal) -> str:
    return number(value, session.language())


def _back(case_id: UUID) -> AnyResponse:
    return redirect(f"/arenden/{case_id}/effektmal", HTTPStatus.SEE_OTHER)
