"""The demo organisation with a robot for every person, who answers so that a case goes where a test wants it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask.testing import FlaskClient
from robot import Robot, swedish_day

from engine.commands.access.issue_token import IssueToken
from engine.commands.cases.wake import WakeInstance
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople
from engine.store import instances

AREAS = ["Regionområde Norr", "Regionområde Söder", "Regionområde Öster"]
UNITS = [
    "Barnmorskemottagningen Granvik",
    "Ungdomsmottagningen Granvik",
    "Barnmorskemottagningen Ekdalen",
    "Rehabmottagningen Ekdalen",
    "Barnhälsovården Lindåsa",
    "Psykologenheten Lindåsa",
]
START = {"rubrik": "Gemensam provtagning", "berorda_regionomraden": AREAS, "berorda_enheter": UNITS}
LEAD = "hanna-virtanen"
CHAIR = "Maria Lindqvist"

Outcomes = Mapping[str, Mapping[str, Any]]
PREPARE: Outcomes = {"ut_besluta_hantering": {"utfall": "bereda"}}


def answers(outcomes: Outcomes) -> Callable[[dict[str, Any]], Mapping[str, Any]]:
    """Return how people answer: no conflict of interest, the chair decides, appointments from today."""

    def choose(task: dict[str, Any]) -> Mapping[str, Any]:
        today = swedish_day(task["created_at"]).isoformat()
        usual = {"jav": False, "beslutsfattare": CHAIR, "beslutsdatum": today, "fran": today}
        appointed = {"ut_utse_uppdragsagare": "Johan Bergström", "ut_utse_projektledare": "Olga Ivanova"}
        named = {"person": appointed[task["element_id"]]} if task["element_id"] in appointed else {}
        return {**usual, **named, **outcomes.get(task["element_id"], {})}

    return choose


def robot(engine: Engine, client: FlaskClient, outcomes: Outcomes) -> Robot:
    """Return a robot with a token for every demo person."""
    people = {
        one.key: {"Authorization": f"Bearer {engine.do(IssueToken(one.key), RALS)}"}
        for one in engine.ask(DemoPeople(), RALS)
        if one.roles or one.name == "Olga Ivanova"
    }
    return Robot(client, people, answers(outcomes))


def first_task(robot: Robot) -> tuple[str, dict[str, object]]:
    """Start a case; return the id of its first task, the chair's, and the answers that complete it."""
    case = robot.start(LEAD, START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    whole = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")
    return task["id"], robot.fill(whole["form"], robot.choose(whole))


def wake(engine: Engine) -> None:
    """Do what the worker does: wake every instance whose time has come."""
    with engine.database.snapshot() as connection:
        due = instances.due(connection, engine.now())
    for instance_id in due:
        engine.do(WakeInstance(instance_id), RALS)


def run_to_end(
    engine: Engine, worker: Robot, case_id: str, months: int = 40, reader: str = LEAD
) -> dict[str, Any]:
    """Let everybody do what stands in their inboxes, and time pass, until the case has ended."""
    for _ in range(months):
        while worker.round(case_id):
            pass
        case: dict[str, Any] = worker.get(f"/cases/{case_id}", reader)
        if case["state"] == "ended":
            return case
        worker.advance("P1M")
        wake(engine)
    raise AssertionError(f"The case did not end in {months} months: {case}")
