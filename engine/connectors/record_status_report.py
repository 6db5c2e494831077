"""`record_status_report`: keeps a status report, and writes what it says of milestones, risks, money and roll-out."""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, fields

from engine import clock
from engine.connectors.call import Call
from engine.connectors.progress_rows import BudgetRow, MilestoneRow, RiskRow, RolloutRow, loaded
from engine.desk import Desk
from engine.errors import ConflictError
from engine.store import reports
from engine.store.progress_writing import Said, write
from engine.store.reports import Report
from engine.store.work import Event
from forms.jsonable import jsonable

KRAV: Final = ("RH-STAT-02", "RH-STAT-03")
PARTS: Final = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
INSIDE: Final = "inom_ram"


class Parameters(Schema):
    """The answers of form f_statusrapport, and whether they correct the last report of the case."""

    report = fields.Dict(required=True)
    correcting = fields.Boolean(allow_none=True, load_default=False)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write it; return its id, number and colour, and the questions to decide on, inside and beyond the frame."""
    said, case_id = given["report"], call.case.case_id
    last = reports.newest(desk.connection, case_id) if given["correcting"] else None
    if given["correcting"] and last is None:
        raise ConflictError("Det finns ingen rapport att rätta.", "There is no report to correct.")
    report = _report(desk, call, said, last)
    report_id, number = reports.record_report(desk.connection, report, desk.person_id, desk.now)
    write(desk.connection, case_id, _rows(said), desk.actor.person_id, desk.now)
    details = {"number": number, "total": report.total, "corrects": last["nummer"] if last else None}
    desk.work.record(Event("status-reported", case_id, call.element, details))
    questions = said.get("beslut_som_behovs") or []
    return {
        "id": str(report_id),
        "nummer": number,
        "status_total": report.total,
        # Each has a name: that of the task in which it is decided.
        "inom_ram": [{**one, "namn": one["fraga"]} for one in questions if one.get("ram") == INSIDE],
        "utanfor_ram": [one for one in questions if one.get("ram") != INSIDE],
    }


def _report(desk: Desk, call: Call, said: Mapping[str, Any], last: Mapping[str, Any] | None) -> Report:
    task = reports.task_of(desk.connection, call.case.case_id)
    acting = desk.actor.acting
    return Report(
        case_id=call.case.case_id,
        period=(said["period_fran"], said["period_till"]),
        due_on=clock.day(task.due_at) if task and task.due_at else None,
        total=said["status_total"],
        trend=said["trend"],
        parts={name: said["delstatus"][name]["status"] for name in PARTS},
        content=jsonable(said),
        role=acting.role if acting else "",
        corrects_id=last["id"] if last else None,
        task_id=task.id if task else None,
    )


def _rows(said: Mapping[str, Any]) -> Said:
    money = loaded(BudgetRow, [said["ekonomi"]] if said.get("ekonomi") else [])
    return Said(
        milestones=loaded(MilestoneRow, said.get("milstolpar")),
        risks=loaded(RiskRow, said.get("risker")),
        rollout=loaded(RolloutRow, said.get("inforandegrad")),
        budget=next(iter(money), {}),
    )
