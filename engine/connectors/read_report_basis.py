"""`read_report_basis`: what the next status report begins with, as the form f_statusrapport is answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from marshmallow import Schema, fields

from engine import clock
from engine.connectors.call import Call
from engine.desk import Desk
from engine.store import reports
from engine.store.reports import Basis
from forms.jsonable import jsonable

# As many risks as a page of slides shows.
TOP: Final = 5
# Carried over from the last report, since it seldom changes.
CARRIED: Final = ("prognos_slut", "sandlista", "beroenden")

# The rows that are read anew, also for a correction.
ROWS: Final = ("milstolpar", "risker", "inforandegrad")


class Parameters(Schema):
    """Whether the last report is to be corrected: then all of it is what the next begins with."""

    correcting = fields.Boolean(allow_none=True, load_default=False)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Return the number of the next report, what it can choose among, the plan, and the answers to begin with (`svar`)."""
    basis = reports.basis_of(desk.connection, call.case.case_id)
    begun = begins_with(basis, clock.day(desk.now))
    if given["correcting"] and basis.last:
        # The rows are those of the tables: what was new in the last report is there by now.
        begun = {**begun, **basis.last["innehall"], **{name: begun[name] for name in ROWS}}
    planned = [one["planerad"] for one in basis.milestones]
    return {
        "nummer": basis.number,
        "milstolpar": _named(basis.milestones, "milstolpe", "namn"),
        "risker": _named(basis.risks, "risk", "beskrivning"),
        "effektmal": _named(basis.goals, "effektmal", "namn"),
        "start": min(planned, default=None),
        "slut": max(planned, default=None),
        "svar": jsonable(begun),
    }


def begins_with(basis: Basis, today: date) -> dict[str, Any]:
    """Return the answers that the next report of a case begins with."""
    last = basis.last or {}
    content: Mapping[str, Any] = last.get("innehall", {})
    carried = {name: content[name] for name in CARRIED if content.get(name)}
    return {
        "period_fran": last.get("period_till", today),
        "period_till": today,
        **carried,
        "milstolpar": [_without(one, "namn") for one in basis.milestones],
        "ekonomi": basis.budget,
        "genomfort": [{"text": one["text"]} for one in content.get("nasta_steg", ())],
        "risker": [_without(one, "beskrivning") for one in basis.risks[:TOP]],
        "effektmal": [_of_goal(one) for one in basis.goals],
        "inforandegrad": basis.rollout,
    }


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a row without the name of what it chooses."""
    return {key: value for key, value in row.items() if key != name and value is not None}


def _of_goal(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("effektmal", "senaste_varde", "matdatum") if row[key] is not None}


def _named(rows: Sequence[Mapping[str, Any]], key: str, name: str) -> list[dict[str, Any]]:
    return [{"id": row[key], "namn": row[name]} for row in rows]
