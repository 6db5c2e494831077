"""Plays the connectors for a scenario, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from engine.governance import calendar

GOAL_KEYS = ("id", "namn", "status", "baslinje", "malvarde", "malriktning", "slutdatum", "matintervall")

LEVELS = ("Processteam", "Processutvecklingsgrupp", "Ledningsgrupp")


@dataclass
class Register:
    """Plays the connectors, and remembers what they were asked for."""

    holders: dict[str, list[str]] = field(default_factory=dict)
    goals: list[dict[str, Any]] = field(default_factory=list)
    measured: list[dict[str, Any]] = field(default_factory=list)
    sent: int = 0
    # What the connectors of an appointment answer, as the directory says: by role, and by the name of a person.
    appointing: dict[str, Any] = field(default_factory=dict)
    hindrances: dict[str, Any] = field(default_factory=dict)
    # What is handed on, as the scenario says.
    delegations: list[dict[str, Any]] = field(default_factory=list)
    # The version that a case is about, as the directory and the scenario say, and how often people were asked to read.
    document: dict[str, Any] = field(default_factory=dict)
    read: int = 0
    plan: list[dict[str, Any]] = field(default_factory=list)
    rollout: dict[str, str] = field(default_factory=dict)
    reports: list[dict[str, Any]] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)

    def assign_role(self, *, role: str, persons: list[Any], **_: Any) -> Any:
        """Set the holders of a role in the case."""
        self.holders[role] = [person["namn"] for person in persons]
        return {"roll": role, "personer": persons}

    def find_appointer(self, *, role: str, scope: Any, appointer: str | None = None) -> Any:
        """Answer as the directory says; a role that a table decides on needs the table's answer the second time."""
        assert scope["id"]
        found = self.appointing[role]
        return {"tillser": None, "tabell": None, "intyg": [], "roll": role, "utses_av": appointer} | found

    def read_delegations(self, *, role: str) -> Any:
        """Answer as the scenario says."""
        assert role in self.appointing
        return self.delegations

    def check_eligibility(self, *, role: str, scope: Any, person: Any, attested: list[str] | None) -> Any:
        """List what the directory has against the person, and each rule that is not attested."""
        assert scope["id"]
        asked = {one["id"] for one in self.appointing[role].get("intyg", ())} - set(attested or ())
        rows = [{"krav": "", "text": one, "hard": "true", "dispens": "false"} for one in sorted(asked)]
        flags = {"true": True, "false": False}
        return [
            {key: flags.get(value, value) for key, value in row.items()}
            for row in (*rows, *self.hindrances.get(person["namn"], ()))
        ]

    def submit_document(self, *, version: str, reviewers: list[Any] | None, overall: bool | None) -> Any:
        """Put the version under review, unless it is in force, and say of it what the directory and the scenario do."""
        assert version
        if self.document.get("state") != "gallande":
            self.document["state"] = "under_granskning"
        found = {key: self._read(key, value) for key, value in self.document.items()}
        found["granskare"] = [*found["granskare"], *(reviewers or ())]
        found["tillstand"] = found["state"]
        return {"ska_spridas": False, **found, "overgripande": overall or found.get("overgripande", False)}

    def _read(self, key: str, value: Any) -> Any:
        if key in ("giltig_fran", "giltig_till"):
            return date.fromisoformat(value) if value else None
        return (
            {"true": True, "false": False, "null": None}.get(value, value)
            if isinstance(value, str)
            else value
        )

    def set_document_state(self, *, version: str, state: str, **_: Any) -> Any:
        """Hand it over for approval, or back."""
        return self._enter(version, state)

    def approve_document(self, *, version: str, hash: str) -> Any:  # noqa: A002  the parameter's name
        """Approve what was submitted."""
        assert hash == self.document["hash"]
        return self._enter(version, "godkand")

    def publish_document(self, *, version: str, hash: str) -> Any:  # noqa: A002  the parameter's name
        """Publish what was approved."""
        assert self.document["state"] == "godkand"
        assert hash == self.document["hash"]
        return self._enter(version, "gallande")

    def end_document(self, *, version: str, state: str) -> Any:
        """Repeal it, or let it expire."""
        assert self.document["state"] == "gallande"
        return self._enter(version, state)

    def extend_document(self, *, version: str, until: date, **_: Any) -> Any:
        """Keep it in force until another day."""
        return {**self._enter(version, "gallande"), "giltig_till": until}

    def revise_document(self, *, version: str) -> Any:
        """Begin a new version."""
        assert version
        return {"ny": True}

    def ask_to_read(self, *, version: str, **_: Any) -> Any:
        """Ask or remind: twice, then everybody has read."""
        assert version
        self.read += 1
        return {"antal": 2 if self.read <= 2 else 0}

    def _enter(self, version: str, state: str) -> Any:
        assert version
        self.document["state"] = state
        return {"tillstand": state}

    def find_manager(self, *, person: Any) -> Any:
        """Everybody has a manager here."""
        assert person["id"]
        return {"roll": "chef", "enhet": "e1"}

    def send_information(
        self, *, subject: str, text: str, roles: list[str], units: list[Any] | None = None, **english: str
    ) -> Any:
        """Count what is sent; all of it must be there, also what is said in English."""
        assert subject
        assert text
        assert all(english.values())
        assert {"subject_en", "text_en"} >= set(english) >= {"subject_en"}
        assert roles
        assert all(unit["id"] for unit in units or ())
        self.sent += 1
        return {"mottagare": len(roles)}

    def record_goals(self, *, goals: list[dict[str, Any]], status: str) -> Any:
        """Create goals, or change those that are named by id."""
        named = [row.get("id") for row in goals]
        self.goals = [goal for goal in self.goals if goal["status"] != "foreslaget" or goal["id"] in named]
        for row in goals:
            known = next((goal for goal in self.goals if goal["id"] == row.get("id")), None)
            if known is None:
                known = {"id": f"mal-{row['namn']}", "status": status}
                self.goals.append(known)
            known.update({"status": status} | {key: value for key, value in row.items() if value is not None})
        return self.read_goals()

    def read_goals(self) -> Any:
        """List the goals of the case."""
        return [
            {key: goal[key] for key in GOAL_KEYS if key in goal}
            | {"matenhet": goal["enhet"], "enheter": [row["enhet"] for row in goal.get("enhetsmal") or []]}
            for goal in self.goals
        ]

    def record_measurements(self, *, measurements: list[dict[str, Any]]) -> Any:
        """Keep measurements; each has a goal, a unit, a value and a date."""
        assert all(
            row["effektmal"] and row["enhet"] and row["varde"] is not None and row["matdatum"]
            for row in measurements
        )
        self.measured += measurements
        return measurements

    def record_plan(self, *, milestones: list[Any] | None, **_: Any) -> Any:
        """Keep the milestones of the plan; without a day there is none."""
        self.plan = [row for row in milestones or () if row["datum"]]
        return {"milstolpar": len(self.plan)}

    def record_rollout(self, *, rows: list[dict[str, Any]], begin: bool = False) -> Any:
        """Keep how far each unit has come."""
        for row in rows:
            if not (begin and row["enhet"]["namn"] in self.rollout):
                self.rollout[row["enhet"]["namn"]] = row["status"]
        return {"enheter": len(rows)}

    def read_report_basis(self, *, correcting: bool | None) -> Any:
        """The next report begins with what the last one said, if it is to correct that."""
        begun = dict(self.reports[-1]) if correcting else {}
        return {"nummer": len(self.reports) + 1, "milstolpar": [], "risker": [], "effektmal": []} | {
            "start": None,
            "slut": None,
            "svar": begun,
        }

    def record_status_report(
        self, *, report: dict[str, Any], correcting: bool | None, known: Mapping[str, Any]
    ) -> Any:
        """Keep a report; its questions are inside the frame or beyond it."""
        assert not correcting or self.reports
        assert known == {"milstolpar": [], "risker": []}
        self.reports.append(report)
        questions = report["beslut_som_behovs"] or []
        sides = {
            side: [one for one in questions if one["ram"] == side] for side in ("inom_ram", "utanfor_ram")
        }
        number = len(self.reports)
        return {"id": f"r{number}", "nummer": number, "status_total": report["status_total"], **sides}

    def receive_status_report(self, *, report: str, comment: str | None) -> Any:
        """The report that is received is the last one."""
        assert report == f"r{len(self.reports)}"
        self.received.append(comment or "")
        return {"mottagen": True}

    def start_case(self, *, process: str, answers: dict[str, Any]) -> Any:
        """Remember what is started."""
        assert answers["om_arende"] == "ARB-1"
        self.started.append(process)
        return {"id": "a2", "nummer": "ARB-2"}

    def record_escalation(self, *, innehall: dict[str, Any], **_: Any) -> Any:
        """It is about a case or a process."""
        assert innehall["om_arende"] or innehall["processnod"]
        return {"arende": innehall["om_arende"]}

    def next_level(self, *, due: date | datetime, after: dict[str, Any] | None) -> Any:
        """There are three levels here."""
        number = 1 + (int(after["niva"]) if after else 0)
        return {
            "niva": number,
            "roll": f"n{number}",
            "sista": number == len(LEVELS),
            "namn": LEVELS[number - 1],
            "svar_senast": calendar.ORDINARY.by(due).isoformat(),
        }

    def answer_escalation(self, *, outcome: str, text: str) -> Any:
        """Remember each answer."""
        assert text
        self.answered.append(outcome)
        return {"mottagare": 1}

    def read_holders(self, *, role: str, **_: Any) -> Any:
        """Nobody owns a process here."""
        assert role
        return []

    def read_bookings(self) -> Any:
        """One unit has been booked by others."""
        return [{"enhet": "Mottagning Björken", "timmar": 120, "arenden": 2}]
