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

# Carried over from the last report, since it seldom changes: whoever writes only says what is new.
CARRIED: Final = (
    *("prognos_slut", "sandlista", "beroenden", "overlamning", "overlamning_datum", "problem"),
    *("status_total", "kommentar", "atgard"),
)
PARTS: Final = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
SAME: Final = "oforandrad"

# What a report left out, by the names of its lists; nobody answers it.
GONE: Final = "avforda"
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
        said = {name: one for name, one in basis.last["innehall"].items() if name != GONE}
        begun = {**begun, **said, **{name: begun[name] for name in ROWS}}
    return {**told(basis), "svar": jsonable(begun)}


def told(basis: Basis) -> dict[str, Any]:
    """Return what the form reads besides its answers: the number, what it can choose among, the plan, and the last report."""
    planned = [one["planerad"] for one in basis.milestones]
    return {
        "nummer": basis.number,
        "milstolpar": _named(basis.milestones, "milstolpe", "namn"),
        "risker": _named(basis.risks, "risk", "beskrivning"),
        "effektmal": _named(basis.goals, "effektmal", "namn"),
        "start": min(planned, default=None),
        "slut": max(planned, default=None),
        "forra": _last(basis),
    }


def begins_with(basis: Basis, today: date) -> dict[str, Any]:
    """Return the answers that the next report of a case begins with."""
    last = basis.last or {}
    content: Mapping[str, Any] = last.get("innehall", {})
    carried = {name: content[name] for name in CARRIED if content.get(name)}
    planned = [one["planerad"] for one in basis.milestones]
    return {
        "period_fran": last.get("period_till", min([*planned, today])),
        "period_till": today,
        **carried,
        "trend": SAME,
        "delstatus": {name: {**content.get("delstatus", {}).get(name, {}), "trend": SAME} for name in PARTS},
        "milstolpar": [_without(one, "namn") for one in basis.milestones],
        "ekonomi": basis.budget,
        "genomfort": [{"text": one["text"]} for one in content.get("nasta_steg") or ()],
        "risker": [{**_without(one, "beskrivning"), "forandring": SAME} for one in basis.risks],
        "effektmal": [_of_goal(one, content) for one in basis.goals],
        "inforandegrad": basis.rollout,
    }


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a row without the name of what it chooses."""
    return {key: value for key, value in row.items() if key != name and value is not None}


def _of_goal(row: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is measured of a goal, and whether it was thought to be reached last time."""
    before = [one for one in content.get("effektmal") or () if one["effektmal"] == row["effektmal"]]
    known = {**row, "prognos": next((one.get("prognos") for one in before), None)}
    kept = ("effektmal", "senaste_varde", "matdatum", "prognos")
    return {key: known[key] for key in kept if known[key] is not None}


def _last(basis: Basis) -> dict[str, Any] | None:
    if basis.last is None:
        return None
    return {"nummer": basis.last["nummer"], "sammanfattning": basis.last["innehall"]["sammanfattning"]}


def _named(rows: Sequence[Mapping[str, Any]], key: str, name: str) -> list[dict[str, Any]]:
    return [{"id": row[key], "namn": row[name]} for row in rows]
