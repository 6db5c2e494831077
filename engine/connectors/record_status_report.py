"""`record_status_report`: keeps a status report, and writes what it says of milestones, risks, money and roll-out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from marshmallow import Schema, fields

from engine.connectors.call import Call
from engine.connectors.progress_rows import BudgetRow, MilestoneRow, RiskRow, RolloutRow, loaded
from engine.connectors.read_report_basis import GONE, PARTS
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError
from engine.store import records, reports
from engine.store.progress_writing import Said, write
from engine.store.reports import Report
from engine.store.work import Event
from forms.jsonable import jsonable

KRAV: Final = ("RH-STAT-02", "RH-STAT-03")
INSIDE: Final = "inom_ram"
# The lists that are whole when they are handed in, and how a row names what it is about.
WHOLE: Final[Mapping[str, str]] = {"milstolpar": "milstolpe", "risker": "risk"}
Known = Mapping[str, Sequence[Mapping[str, Any]]]


class Parameters(Schema):
    """The answers of form f_statusrapport; whether they correct the last report; what the form began with, by list."""

    report = fields.Dict(required=True)
    correcting = fields.Boolean(allow_none=True, load_default=False)
    known = fields.Dict(allow_none=True, load_default=None)


@dataclass(frozen=True)
class Written:
    """A report as it is handed in: typed answers, by which role, where, what it corrects, and what its lists began with."""

    case_id: UUID
    said: Mapping[str, Any]
    role: str
    element: str | None = None
    corrects: UUID | None = None
    known: Known = field(default_factory=dict)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write it; return its id, number and colour, and the questions to decide on, inside and beyond the frame."""
    said, case_id = given["report"], call.case.case_id
    last = reports.newest(desk.connection, case_id) if given["correcting"] else None
    if given["correcting"] and last is None:
        raise ConflictError("Det finns ingen rapport att rätta.", "There is no report to correct.")
    acting = desk.actor.acting
    role, corrects = acting.role if acting else "", UUID(last["id"]) if last else None
    written = Written(case_id, said, role, call.element, corrects, given["known"] or {})
    report_id, number = keep(desk, written)
    questions = said.get("beslut_som_behovs") or []
    return {
        "id": str(report_id),
        "nummer": number,
        "status_total": said["status_total"],
        # Each has a name: that of the task in which it is decided.
        "inom_ram": [{**one, "namn": one["fraga"]} for one in questions if one.get("ram") == INSIDE],
        "utanfor_ram": [one for one in questions if one.get("ram") != INSIDE],
    }


def keep(desk: Desk, written: Written) -> tuple[UUID, int]:
    """Keep a report whole, write its rows and tell of it; return its id and number. Raises InvalidError for its period."""
    said, case_id = written.said, written.case_id
    if said["period_till"] < said["period_fran"]:
        raise InvalidError.at(
            "/answers/period_till",
            "Perioden slutar innan den börjar. Ändra en av dagarna.",
            "The period ends before it begins. Change one of the days.",
        )
    gone = _gone(written)
    report_id, number = reports.record_report(
        desk.connection, _report(written, gone), desk.person_id, desk.now
    )
    write(desk.connection, case_id, _rows(said, gone), desk.actor.person_id, desk.now)
    details = {"number": number, "total": said["status_total"], "report": str(report_id)}
    desk.work.record(Event("status-reported", case_id, written.element, details))
    names = [one["namn"] for rows in gone.values() for one in rows]
    if names:
        desk.work.record(Event("progress-removed", case_id, written.element, {"subject": ", ".join(names)}))
    _send(desk, written, number)
    return report_id, number


def _gone(written: Written) -> dict[str, list[Mapping[str, Any]]]:
    """Return what each list began with and has no more."""
    found = {}
    for name, key in WHOLE.items():
        kept = {str(_id(row.get(key))) for row in written.said.get(name) or ()}
        found[name] = [one for one in written.known.get(name) or () if str(one["id"]) not in kept]
    return {name: rows for name, rows in found.items() if rows}


def _id(value: Any) -> Any:
    return value["id"] if isinstance(value, Mapping) else value


def _report(written: Written, gone: Mapping[str, Sequence[Mapping[str, Any]]]) -> Report:
    said = written.said
    left = {GONE: {name: [one["namn"] for one in rows] for name, rows in gone.items()}} if gone else {}
    return Report(
        case_id=written.case_id,
        period=(said["period_fran"], said["period_till"]),
        total=said["status_total"],
        trend=said["trend"],
        parts={name: said["delstatus"][name]["status"] for name in PARTS},
        content=jsonable({**said, **left}),
        role=written.role,
        corrects_id=written.corrects,
        in_task=written.element is not None,
    )


def _rows(said: Mapping[str, Any], gone: Mapping[str, Sequence[Mapping[str, Any]]]) -> Said:
    money = loaded(BudgetRow, [said["ekonomi"]] if said.get("ekonomi") else [])
    return Said(
        milestones=loaded(MilestoneRow, said.get("milstolpar")),
        risks=loaded(RiskRow, said.get("risker")),
        rollout=loaded(RolloutRow, said.get("inforandegrad")),
        budget=next(iter(money), {}),
        gone=[str(one["id"]) for rows in gone.values() for one in rows],
    )


def _send(desk: Desk, written: Written, number: int) -> None:
    """Tell the others who are to have the report."""
    listed = {UUID(str(_id(one))) for one in written.said.get("sandlista") or ()} - {desk.person_id}
    told = {
        "case_id": written.case_id,
        "kind": "information",
        "subject": f"Statusrapport {number}",
        "subject_en": f"Status report {number}",
        "body": f"{desk.actor.name} har lämnat statusrapport {number}. Du står på sändlistan.",
        "body_en": f"{desk.actor.name} has handed in status report {number}. You are on its list.",
    }
    records.notify(desk.connection, [{**told, "person_id": one} for one in sorted(listed)], desk.now)
