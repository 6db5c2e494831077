"""What connectors would have answered, as far as it can be said without doing anything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import NAMESPACE_OID, uuid5

from engine.connectors.find_appointer import attested
from engine.governance.calendar import ORDINARY, Calendar
from engine.governance.profile import Profile

Parameters = Mapping[str, Any]


@dataclass
class Memory:
    """What a trial has made: its goals, and the ids of those who hold a role in it; under the profile of today."""

    profile: Profile
    # The day that the trial began.
    today: date
    calendar: Calendar = ORDINARY
    goals: list[dict[str, Any]] = field(default_factory=list)
    holders: dict[str, tuple[str, ...]] = field(default_factory=dict)


def answer(connector: str | None, parameters: Parameters, memory: Memory) -> Any:
    """Return a likely result, and remember what it would have made; null from a connector that is not known."""
    return ANSWERS[connector](parameters, memory) if connector in ANSWERS else None


def _assign_role(given: Parameters, memory: Memory) -> Any:
    persons = [one if isinstance(one, Mapping) else {"id": one} for one in given.get("persons") or []]
    memory.holders[str(given.get("role"))] = tuple(str(one.get("id")) for one in persons)
    return {"roll": given.get("role"), "personer": persons}


def _find_appointer(given: Parameters, memory: Memory) -> Any:
    """As the connector does, but for the place, which nobody looks for here."""
    role = memory.profile.role_for(str(given.get("role")))
    ways = role.appointed_by if role else ()
    first = next((one.roles[0] for one in ways if one.roles and not one.table), None)
    return {
        "roll": given.get("role"),
        "utses_av": given.get("appointer") or first,
        "tabell": next((one.table for one in ways if one.table), None),
        "tillser": next((one.overseen_by for one in ways if one.overseen_by), None),
        "intyg": attested(memory.profile, role) if role else [],
    }


def _submit_document(given: Parameters, memory: Memory) -> Any:
    """A document of nobody in particular, about no process, that comes into force the day that the trial began."""
    reviewers = given.get("reviewers") or []
    return {
        "tillstand": "under_granskning",
        "mandat": "dokument.godkannande",
        "benamning": "DOK-1",
        "version": 1,
        "adress": "/dokument/DOK-1/1",
        "hash": None,
        "sekretess": False,
        "giltig_fran": memory.today,
        "giltig_till": None,
        "processnod": None,
        "overgripande": bool(given.get("overall")),
        "galler_for": [],
        "enheter": [],
        "gemensamt": False,
        "lokala": [],
        "granskare": [one if isinstance(one, Mapping) else {"id": one} for one in reviewers],
    }


def _record_goals(given: Parameters, memory: Memory) -> Any:
    known: dict[str, Any] = {one["id"]: one for one in memory.goals}
    for row in given.get("goals") or []:
        key = str(row.get("id") or uuid5(NAMESPACE_OID, str(row.get("namn"))))
        told = {name: value for name, value in row.items() if value is not None}
        enheter = [share.get("enhet") for share in row.get("enhetsmal") or []]
        known[key] = {"matenhet": row.get("enhet"), "enheter": enheter} | known.get(key, {}) | told
        known[key] |= {"id": key, "status": given.get("status")}
    memory.goals = list(known.values())
    return memory.goals


def _read_report_basis(_: Parameters, memory: Memory) -> Any:
    """The first report, of a case without a plan."""
    known = {"milstolpar": [], "risker": [], "effektmal": memory.goals, "start": None, "slut": None}
    return {"nummer": 1, **known, "svar": {"period_fran": memory.today, "period_till": memory.today}}


def _record_status_report(given: Parameters, _: Memory) -> Any:
    said: Mapping[str, Any] = given.get("report") or {}
    asked = said.get("beslut_som_behovs") or []
    sides = {side: [one for one in asked if one.get("ram") == side] for side in ("inom_ram", "utanfor_ram")}
    report_id = str(uuid5(NAMESPACE_OID, "statusrapport"))
    return {"id": report_id, "nummer": 1, "status_total": said.get("status_total"), **sides}


def _next_level(given: Parameters, memory: Memory) -> Any:
    """The levels of the profile's longest chain, whoever holds them."""
    last: Mapping[str, Any] = given.get("after") or {}
    number = int(last.get("niva", 0)) + 1
    most = max((len(chain) for chain in memory.profile.escalation.values()), default=1)
    return {
        "niva": number,
        "roll": None,
        "plats": None,
        "namn": None,
        "namn_en": None,
        "sista": number >= most,
        "svar_senast": memory.calendar.by(given["due"]).isoformat() if "due" in given else None,
    }


ANSWERS: Final[Mapping[str | None, Callable[[Parameters, Memory], Any]]] = {
    "answer_escalation": lambda _, __: {"mottagare": 0},
    "approve_document": lambda _, __: {"tillstand": "godkand"},
    "ask_to_read": lambda _, __: {"antal": 0},
    "assign_role": _assign_role,
    "check_eligibility": lambda _, __: [],
    "end_document": lambda given, _: {"tillstand": given.get("state")},
    "extend_document": lambda given, _: {"tillstand": "gallande", "giltig_till": given.get("until")},
    "find_appointer": _find_appointer,
    "find_manager": lambda _, __: {"roll": None, "enhet": None},
    "next_level": _next_level,
    "publish_document": lambda _, __: {"tillstand": "gallande", "ersatte": 0},
    "read_bookings": lambda _, __: [],
    "read_delegations": lambda _, __: [],
    "read_goals": lambda _, memory: memory.goals,
    "read_holders": lambda _, __: [],
    "read_report_basis": _read_report_basis,
    "receive_status_report": lambda _, __: {"mottagen": True},
    "record_escalation": lambda given, _: {"arende": given.get("om_arende")},
    "record_goals": _record_goals,
    "record_measurements": lambda given, _: given.get("measurements") or [],
    "record_plan": lambda given, _: {"milstolpar": len(given.get("milestones") or ())},
    "record_rollout": lambda given, _: {"enheter": len(given.get("rows") or ())},
    "record_status_report": _record_status_report,
    "revise_document": lambda _, __: {"ny": True},
    "send_information": lambda given, _: {"mottagare": len(given.get("units") or ())},
    "set_document_state": lambda given, _: {"tillstand": given.get("state")},
    "start_case": lambda _, __: {"id": None, "nummer": None},
    "submit_document": _submit_document,
}
