"""What a case looks like at an instant, counted anew from its trail and from what was handed in, alone.

None of the product's own counting is used: phases, days of reporting and goals are followed here line by line, from `GET /cases/{id}/export`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from tests.year.cadence import Cadence
from tests.year.questioning import Questions

REPORT = "ut_skriv_statusrapport"
DECIDING = ("ut_besluta_i_uppdraget", "ut_overvag_eskalering")
# The task and the outcome with which a phase begins.
PHASES = {
    ("ut_identifiera_kompetens", None): "sp_bereda",
    ("ut_planera_direktinforande", "genomfor"): "sp_infora",
    ("ut_utse_projektledare", "utsedd"): "sp_infora",
    ("ut_godkann_overlamning", "godkand"): "sp_forvalta_folja_upp",
}


@dataclass
class Reckoned:
    """A case at an instant. `reports` has (number, when, answers), `goals` the state of each goal by its id."""

    phase: str | None = None
    ended: bool = False
    holders: dict[str, str | None] = field(default_factory=dict)
    reports: list[tuple[int, datetime, Mapping[str, Any]]] = field(default_factory=list)
    cadence: Cadence = field(default_factory=Cadence)
    questions: Questions = field(default_factory=Questions)
    goals: dict[str, str] = field(default_factory=dict)
    judged: dict[str, str] = field(default_factory=dict)
    units_left: int = 0


@dataclass(frozen=True)
class History:
    """All that is kept of a case, as it is handed out; `posted` has, by number, the reports that were handed in beside its tasks."""

    whole: Mapping[str, Any]
    posted: Mapping[int, Mapping[str, Any]]

    def at(self, instant: datetime) -> Reckoned:
        """Return the case as it was then."""
        found = Reckoned()
        for line in self.whole["trail"]:
            when = datetime.fromisoformat(line["at"])
            if when > instant:
                break
            self._line(found, line, when)
        return found

    @property
    def start(self) -> Mapping[str, Any]:
        """What the case began with."""
        answers: Mapping[str, Any] = self.whole["submissions"][0]["answers"]
        return answers

    def answers(self, element: str, when: str) -> Mapping[str, Any]:
        """Return what was handed in in a task at an instant."""
        return self._handed_in[element, when]

    @cached_property
    def _handed_in(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        return {(one["element_id"], one["at"]): one["answers"] for one in self.whole["submissions"]}

    def _line(self, found: Reckoned, line: Mapping[str, Any], when: datetime) -> None:
        kind, details = line["kind"], line["details"]
        found.questions.hear(kind, details)
        if kind == "case-started":
            found.phase = "sp_ta_emot_arende"
        elif kind == "case-ended":
            found.ended, found.phase = True, None
            found.cadence.end(when)
        elif kind == "role-assigned":
            found.holders[details["role"]] = details["persons"][0]["namn"] if details["persons"] else None
        elif kind == "status-reported" and details["number"] in self.posted:
            posted = self.posted[details["number"]]
            found.reports.append((details["number"], when, posted))
            found.questions.report(details["number"], when, posted, in_task=False)
        elif kind == "due-changed" and line["element_id"] == REPORT:
            found.cadence.move(line, when)
        elif kind == "time-passed":
            found.cadence.wake(when)
        elif kind == "task-completed":
            self._completed(found, line, when)

    def _completed(self, found: Reckoned, line: Mapping[str, Any], when: datetime) -> None:
        element = line["element_id"]
        answers = self.answers(element, line["at"])
        if element == REPORT:
            found.cadence.write(answers, when)
            found.reports.append((len(found.reports) + 1, when, answers))
            found.questions.report(len(found.reports), when, answers, in_task=True)
        elif element == "ut_kvittera_statusrapport":
            found.questions.asked_at = when
            found.cadence.receive(answers, when)
        elif element in DECIDING:
            self._decided(found, line, answers)
            found.cadence.decide(element, answers, when)
        else:
            found.phase = PHASES.get((element, answers.get("utfall")), found.phase)
            self._goals(found, element, answers, line["details"].get("item"))
            self._implementing(found, element, answers, when)

    def _decided(self, found: Reckoned, line: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        if line["element_id"] == "ut_overvag_eskalering":
            found.questions.consider(answers)
        else:
            found.questions.decide(str(line["details"].get("item")), answers["utfall"])

    def _implementing(
        self, found: Reckoned, element: str, answers: Mapping[str, Any], when: datetime
    ) -> None:
        if element == "ut_overenskom_intervall":
            found.cadence.interval = answers["intervall"]
        elif element == "ut_planera_inforande":
            found.cadence.begin(when)
            # Each unit confirms, and the owner tells the stakeholders.
            found.units_left = len(self.start["berorda_enheter"]) + 1
        elif element in ("ut_bekrafta_inford", "ut_sprid_information"):
            found.units_left -= 1
            if found.units_left == 0:
                found.cadence.hand_over(when)

    def _goals(self, found: Reckoned, element: str, answers: Mapping[str, Any], item: str | None) -> None:
        named = {goal["name"]: goal["id"] for goal in self.whole["goals"]}
        if element in ("ut_planera_direktinforande", "ut_ta_fram_effektmal"):
            state = "beslutat" if element == "ut_planera_direktinforande" else "foreslaget"
            # A goal that was not adopted later has no id any more.
            found.goals = {named.get(row["namn"], row["namn"]): state for row in answers["effektmal"]}
        elif element == "ut_besluta_genomforande" and answers["utfall"] == "genomfor":
            found.goals = {_id(one): "beslutat" for one in answers["beslutade_effektmal"]}
        elif element == "ut_folj_upp_effektmal":
            found.judged[named[str(item)]] = answers["bedomning"]
            if len(found.judged) == list(found.goals.values()).count("beslutat"):
                found.goals |= {goal: "uppnatt" for goal, said in found.judged.items() if said == "uppnatt"}
                found.judged = {}
        elif element == "ut_besluta_avvikelse" and answers["utfall"] == "avskriv":
            for one in answers["berorda_effektmal"]:
                found.goals.pop(_id(one), None)


def _id(one: Any) -> str:
    return str(one["id"] if isinstance(one, Mapping) else one)
