"""`record_goals`: writes new benefit goals of the case and changes those that exist."""

from typing import Any, Final
from uuid import UUID, uuid4

from marshmallow import EXCLUDE, Schema, fields, validate

from engine import clock
from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.errors import InvalidError
from engine.store import goals
from engine.store.work import Event

NO_SHARE: Final = {"baseline": None, "target": None, "responsible_id": None}
ASSESSMENTS: Final = ("uppnatt", "pa_vag", "ej_uppnatt")
# What is said of a goal and is no column of it.
SAID: Final = ("assessment", "forecast", "forecast_value", "action", "proposed_end_on")
PROPOSED: Final = "foreslaget"
STATUS: Final = (PROPOSED, "beslutat", "uppnatt", "ej_uppnatt", "avskrivet")


class _Share(Schema):
    class Meta:
        """The form's other fields are kept with what was handed in."""

        unknown = EXCLUDE

    unit_id = Reference(data_key="enhet", required=True)
    baseline = fields.Decimal(data_key="baslinje", allow_none=True)
    target = fields.Decimal(data_key="malvarde", allow_none=True)
    responsible_id = Reference(data_key="ansvarig", allow_none=True)


class _Goal(Schema):
    class Meta:
        """As above."""

        unknown = EXCLUDE

    id = Reference(allow_none=True)
    name = fields.String(data_key="namn", allow_none=True)
    description = fields.String(data_key="beskrivning", allow_none=True)
    measured_in = fields.String(data_key="enhet", allow_none=True)
    baseline = fields.Decimal(data_key="baslinje", allow_none=True)
    baseline_on = fields.Date(data_key="baslinjedatum", allow_none=True)
    target = fields.Decimal(data_key="malvarde", allow_none=True)
    direction = fields.String(data_key="malriktning", allow_none=True)
    end_on = fields.Date(data_key="slutdatum", allow_none=True)
    interval = fields.String(data_key="matintervall", allow_none=True)
    method = fields.String(data_key="matmetod", allow_none=True)
    data_source = fields.String(data_key="datakalla", allow_none=True)
    responsible_id = Reference(data_key="ansvarig", allow_none=True)
    status = fields.String(validate=validate.OneOf(STATUS), allow_none=True)
    shares = fields.List(fields.Nested(_Share), data_key="enhetsmal", allow_none=True)
    assessment = fields.String(data_key="bedomning", validate=validate.OneOf(ASSESSMENTS), allow_none=True)
    forecast = fields.String(data_key="prognos", allow_none=True)
    forecast_value = fields.Decimal(data_key="prognosvarde", allow_none=True)
    action = fields.String(data_key="atgard", allow_none=True)
    proposed_end_on = fields.Date(data_key="nytt_slutdatum", allow_none=True)


class Parameters(Schema):
    """The rows, and the status of those that give none."""

    goals = fields.List(fields.Nested(_Goal), allow_none=True, load_default=list)
    status = fields.String(required=True, validate=validate.OneOf(STATUS))


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Write the rows; proposals that are not among them have been replaced, or turned down. Returns the goals of the case."""
    case_id, connection = call.case.case_id, desk.connection
    rows = [{key: value for key, value in row.items() if value is not None} for row in given["goals"] or ()]
    known = goals.states_of_case(connection, case_id)
    kept = {row.get("id") for row in rows}
    if gone := {goal_id for goal_id, state in known.items() if state == PROPOSED} - kept:
        goals.drop(connection, gone)
    new: list[dict[str, Any]] = []
    shares: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    for row in rows:
        own = row.pop("shares", [])
        words = {name: row.pop(name) for name in SAID if name in row}
        goal_id: UUID | None = row.pop("id", None)
        values = {"status": given["status"], **row}
        if goal_id in known:
            goals.change(connection, case_id, goal_id, values, _said(desk, call, goal_id, values, words))
        else:
            _refuse_unfinished(row, own)
            goal_id = uuid4()
            new.append({**_blank(desk), **values, "case_id": case_id, "id": goal_id})
            shares += [{**NO_SHARE, **share, "goal_id": goal_id} for share in own]
            said.append(_said(desk, call, goal_id, values, words))
    goals.add(connection, new, shares, said)
    desk.work.record(Event("goals-recorded", case_id, call.element, {"count": len(rows)}))
    return goals.of_case(connection, case_id)


def _said(
    desk: Desk, call: Call, goal_id: UUID, values: dict[str, Any], words: dict[str, Any]
) -> dict[str, Any]:
    """Return what is kept of what was said of a goal; the last day is the one decided, else the one proposed."""
    proposed = words.pop("proposed_end_on", None)
    return {
        "goal_id": goal_id,
        "status": values["status"],
        "assessment": None,
        "forecast": "",
        "forecast_value": None,
        "action": "",
        **words,
        "end_on": values.get("end_on") or proposed,
        "decision_id": call.behind.decision_id,
        "recorded_by": desk.actor.person_id,
        "recorded_at": desk.now,
    }


def _refuse_unfinished(row: dict[str, Any], own: list[dict[str, Any]]) -> None:
    if not all(row.get(name) is not None for name in ("name", "target", "end_on")):
        raise InvalidError(
            "Ett effektmål behöver namn, målvärde och slutdatum. Fyll i dem.",
            "A benefit goal needs a name, a target and an end date. Fill them in.",
        )
    if len({share["unit_id"] for share in own}) < len(own):
        raise InvalidError(
            f"Målet {row['name']} har två rader för samma enhet. Ta bort en av dem.",
            f"The goal {row['name']} has two rows for the same unit. Remove one of them.",
        )


def _blank(desk: Desk) -> dict[str, Any]:
    """Return what a goal has when the short form did not ask for it."""
    today = clock.day(desk.now)
    words = dict.fromkeys(("description", "measured_in", "method", "data_source"), "")
    return {
        **words,
        "responsible_id": None,
        "baseline": 0,
        "baseline_on": today,
        "direction": "oka",
        "interval": "P3M",
    }
