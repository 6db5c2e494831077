"""A due date that was changed stays changed when a step of another branch is undone, and so do the timers that followed it."""

from datetime import timedelta

import demo
import team
from flask.testing import FlaskClient
from team import FATIMA, flows, send, user

from engine.door import Engine

BODY = (
    '<parallelGateway id="gw"/><parallelGateway id="gw2"/><endEvent id="end2"/>'
    + user("ut_skriv")
    + user("ut_rita", 'rals:due="P7D"')
    + user("ut_las")
    + user("ut_paminn")
    + '<boundaryEvent id="tm" attachedToRef="ut_rita" cancelActivity="false" name="Försenad"><timerEventDefinition>'
    "<timeDuration>duration(&quot;P7D&quot;)</timeDuration></timerEventDefinition></boundaryEvent>"
    + flows("se", "gw", "ut_skriv", "gw2", "ut_las", "end")
    + flows("gw", "ut_rita", "gw2")
    + flows("tm", "ut_paminn", "end2")
)


def test_a_new_due_date_stands_with_its_timers_when_another_step_is_undone(
    engine: Engine, client: FlaskClient
) -> None:
    robot = team.settle(engine, client, BODY)
    case = team.start(robot)
    written, drawn = (f"/tasks/{team.tasks(robot, case)[one]['id']}" for one in ("ut_skriv", "ut_rita"))
    assert send(robot, FATIMA, f"{written}/complete", {"answers": team.ANSWERS}).status_code == 200
    later = {"due_at": (engine.now() + timedelta(days=30)).isoformat(), "reason": "Ritaren är borta."}
    assert send(robot, "stefan-aberg", f"/cases/{case}{drawn}/due", later).status_code == 204
    assert send(robot, FATIMA, f"{written}/recall").status_code == 200

    seen = []
    for days in (8, 23):
        robot.advance(f"P{days}D")
        demo.wake(engine)
        seen.append("ut_paminn" in team.tasks(robot, case))
    assert seen == [False, True]
