"""A case with one goal in two units, played over the API until its units are asked to measure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import demo
from flask.testing import FlaskClient
from robot import Robot

from engine import clock
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople
from engine.runtime import catalogue
from engine.runtime.model import Element
from web.cli import data, models

OWNER, LEADER, CHAIR = "johan-bergstrom", "olga-ivanova", "maria-lindqvist"
# The managers of the two units.
UNITS = {"Barnmorskemottagningen Granvik": "eva-lundgren", "Ungdomsmottagningen Granvik": "ahmed-hassan"}
GOAL = "Väntetid till första besök"
START = {
    "rubrik": "Kortare väntetid",
    "berorda_regionomraden": ["Regionområde Norr"],
    "berorda_enheter": list(UNITS),
}
# Later than the first assessments, which come within a year.
END = str(clock.day(clock.now()) + timedelta(days=585))
_SHARES = [{"enhet": unit, "baslinje": 30, "malvarde": 10} for unit in UNITS]
GOALS = [
    {
        "namn": GOAL,
        "enhet": "dagar",
        "baslinje": 30,
        "malvarde": 10,
        "malriktning": "minska",
        "matintervall": "P3M",
        "slutdatum": END,
        "matmetod": "Räknas i kallelsesystemet.",
        "datakalla": "Vårdregistret",
        "enhetsmal": _SHARES,
    }
]
MEASURE = "ut_registrera_matning"


@dataclass
class BenefitCase:
    """The case, and the robot that plays it."""

    engine: Engine
    robot: Robot
    id: str
    # The people of the demo, by name.
    keys: Mapping[str, str]
    # How people answer from now on, by element.
    answers: dict[str, Mapping[str, Any]]

    def until(self, element: str, months: int = 24) -> Mapping[str, Any]:
        """Let everybody work, and time pass, until a task of an element is open; return it."""
        for _ in range(months):
            while self.work(element):
                pass
            found = self.open(element)
            if found:
                return found[0]
            self.robot.advance("P1M")
            demo.wake(self.engine)
        raise AssertionError(f"{element} was never reached: {self.open()}")

    def work(self, leave: str = "") -> int:
        """Let those who have open tasks do them, except those of an element; return how many were done."""
        tasks = [task for task in self.open() if task["element_id"] != leave]
        busy = {self.keys[name] for task in tasks for name in task["holders"][:2] if name in self.keys}
        # What nobody holds goes to somebody above, whoever that is.
        vacant = any(not task["holders"] for task in tasks)
        some = self.robot.people if vacant else {key: self.robot.people[key] for key in busy}
        return replace(self.robot, people=some).round(self.id, lambda task: task["element_id"] == leave)

    def members(self, role: str) -> set[str]:
        """Return who holds a role today, by key."""
        return {
            key
            for key in self.robot.people
            if any(one["role"] == role for one in self.robot.get("/me", key)["roles"])
        }

    def open(self, element: str = "") -> list[dict[str, Any]]:
        """Return the open tasks, of an element or all."""
        tasks = self.robot.get(f"/cases/{self.id}/tasks", demo.LEAD, limit=200)["items"]
        return [one for one in tasks if element in ("", one["element_id"])]

    def goal(self, who: str = demo.LEAD) -> Mapping[str, Any]:
        """Return its one goal."""
        found: Mapping[str, Any] = self.robot.get(f"/cases/{self.id}/goals", who)["items"][0]
        return found


def rolled_out(engine: Engine, client: FlaskClient, outcomes: demo.Outcomes) -> BenefitCase:
    """Return the case when its units are to measure for the first time."""
    usual = {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_ta_fram_effektmal": {"effektmal": GOALS},
        "ut_utse_uppdragsagare": {"person": "Johan Bergström", "till": "2090-12-31"},
        "ut_utse_projektledare": {"person": "Olga Ivanova", "till": "2090-12-31"},
    }
    answers = {**usual, **outcomes}
    robot = demo.robot(engine, client, answers)
    keys = {one.name: one.key for one in engine.ask(DemoPeople(), RALS) if one.key in robot.people}
    case = BenefitCase(engine, robot, robot.start(demo.LEAD, START)["id"], keys, answers)
    case.until(MEASURE)
    return case


def elements() -> Mapping[str, Element]:
    """Return the elements of the process as they are drawn."""
    files = models.files_of(next(one for one in data.processes() if one.name == "implementering"))
    return catalogue.compile_model("implementering", files).elements
