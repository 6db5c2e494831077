"""A model says how urgent its tasks are: by a number, or by what was answered."""

import demo
import pytest
import team
from flask.testing import FlaskClient
from team import FATIMA

from engine.door import Engine

CHOSEN = 'rals:priority="if ut_skriv.underlag = &quot;Bråttom&quot; then 2 else null"'
TOO_MUCH = 'rals:priority="string length(ut_skriv.underlag)"'


def _first(engine: Engine, client: FlaskClient, second: str, said: str) -> tuple[int, dict[str, object]]:
    """Return the priority of the first task, and what handing it in gives."""
    body = team.user("ut_skriv", 'rals:priority="1"') + team.user("ut_las", second)
    robot = team.settle(engine, client, body + team.flows("se", "ut_skriv", "ut_las", "end"))
    case = team.start(robot)
    task = team.tasks(robot, case)["ut_skriv"]
    done = team.send(robot, FATIMA, f"/tasks/{task['id']}/complete", {"answers": {"underlag": said}}).json
    if not done.get("incident"):
        (following,) = team.tasks(robot, case).values()
        done["priority"] = following["priority"]
    return task["priority"], done


@pytest.mark.parametrize(("said", "priority"), [("Bråttom", 2), ("När ni hinner", 0)])
def test_a_new_task_has_the_priority_of_the_model(
    engine: Engine, client: FlaskClient, said: str, priority: int
) -> None:
    first, done = _first(engine, client, CHOSEN, said)

    assert (first, done["priority"]) == (1, priority)


def test_a_priority_that_is_none_is_an_incident_that_says_so(engine: Engine, client: FlaskClient) -> None:
    _, done = _first(engine, client, TOO_MUCH, "Sju tecken")

    assert done["incident"]["why"]["sv"] == "Den är 10, inte 0, 1 eller 2."


def test_a_case_of_high_urgency_is_first_in_the_inbox(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    usual = robot.start(demo.LEAD, demo.START)
    urgent = robot.start(demo.LEAD, demo.START | {"bradska": "hog"})

    listed = robot.get("/tasks", "maria-lindqvist", sort="priority")["items"]

    assert [(one["case"]["number"], one["priority"]) for one in listed] == [
        (urgent["number"], 1),
        (usual["number"], 0),
    ]
