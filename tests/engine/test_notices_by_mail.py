"""Notices by mail: who is mentioned, who follows, whom a process informs; in the reader's language, and once."""

from email.message import EmailMessage
from typing import Any, get_args
from uuid import UUID

import demo
import lending
import pytest
import receivers
import team
from flask.testing import FlaskClient
from lending import CHAIR
from receivers import MailServer, address, who, work_off
from robot import Robot

from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.notifications.choose import ChooseNotifications
from engine.door import Engine
from engine.governance.actor import RALS
from engine.outgoing.kinds import KINDS
from engine.queries.cases.trail import Trail
from forms.text import Language
from web.views.trail import sentences

ADMIN, MEMBER, MANAGER = "stefan-aberg", "emma-rydberg", "johan-bergstrom"
DECIDE = (
    '<userTask id="ut_besluta" name="Besluta" rals:praxis="true" rals:role="forvaltningsledning"'
    ' rals:mandate="arende.hantering" rals:form="f_hantering"/>'
)
INFORM = (
    '<serviceTask id="st_informera" name="Informera" rals:praxis="true" rals:connector="send_information"><extensionElements>'
    '<rals:parameter name="roles" value="[&quot;forvaltningsledning&quot;]"/>'
    '<rals:parameter name="subject" value="&quot;Det är klart&quot;"/>'
    '<rals:parameter name="subject_en" value="&quot;It is done&quot;"/>'
    '<rals:parameter name="text" value="&quot;Ärendet tas om hand.&quot;"/>'
    "</extensionElements></serviceTask>"
)


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def _choose(engine: Engine, key: str, language: str = "sv", **how: str) -> None:
    engine.do(ChooseNotifications(dict.fromkeys(KINDS, "nothing") | how, language), who(engine, key))  # type: ignore[arg-type]


def _words(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _say(robot: Robot, case: str, said: str) -> str:
    return str(lending.post(robot, CHAIR, f"/cases/{case}/comments", {"text": said})["id"])


def _subjects(smtp: MailServer, key: str) -> list[str]:
    return [one["Subject"] for one in smtp.to(address(key))]


def _start(robot: Robot, **more: Any) -> dict[str, Any]:
    return robot.start(demo.LEAD, demo.START | more)


def test_who_is_mentioned_is_told_at_once_with_the_words_and_the_place(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = _start(robot)
    _choose(engine, MEMBER, "en", mention="at_once")

    _say(robot, case["id"], "Vad säger du, @Hanna Virtanen? Och @Emma Rydberg?")
    work_off(engine)
    work_off(engine)

    (told,) = smtp.to(address(demo.LEAD))
    assert told["Subject"] == f"Maria Lindqvist nämner dig i {case['number']} {case['title']}"
    assert "Vad säger du, @Hanna Virtanen?" in _words(told)
    assert f"{receivers.BASE}/arenden/{case['id']}#kommentarer" in _words(told)
    (english,) = smtp.to(address(MEMBER))
    assert english["Subject"].startswith("Maria Lindqvist mentions you in")
    assert not any("nämner" in one for one in _subjects(smtp, CHAIR))


def test_one_can_be_told_of_mentions_once_a_day_or_never_and_not_of_what_was_withdrawn(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = _start(robot)["id"]
    _choose(engine, demo.LEAD, mention="digest")
    _choose(engine, MEMBER)

    _say(robot, case, "Det här står kvar, @Hanna Virtanen och @Emma Rydberg.")
    gone = _say(robot, case, "Det här var fel, @Hanna Virtanen.")
    work_off(engine)
    assert smtp.to(address(demo.LEAD)) == []
    lending.post(robot, CHAIR, f"/comments/{gone}/withdraw", code=204)
    engine.do(AdvanceClock("P1D"), RALS)
    work_off(engine)

    (told,) = smtp.to(address(demo.LEAD))
    assert "Det här står kvar" in _words(told)
    assert "fel" not in _words(told)
    assert smtp.to(address(MEMBER)) == []


def test_of_notices_in_a_secret_case_only_its_number_is_told(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = _start(robot, rubrik="Dold rubrik", sekretess=True)
    _choose(engine, demo.LEAD, mention="at_once", followed="at_once")

    _say(robot, case["id"], "Hemliga ord, @Hanna Virtanen.")
    lending.post(robot, ADMIN, f"/cases/{case['id']}/suspend", {"reason": "Hemligt skäl."}, 404)
    work_off(engine)

    (told,) = smtp.to(address(demo.LEAD))
    assert told["Subject"] == "Det finns något nytt i ett ärende med sekretess"
    assert case["number"] in _words(told)
    whole = told.as_string() + "".join(str(part.get_content()) for part in told.iter_parts())
    for word in ("Dold", "Hemlig", "Maria"):
        assert word not in whole


def test_followers_are_told_of_what_happens_in_their_language_and_of_a_decision_once(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = _start(robot)["id"]
    for one in (MEMBER, demo.LEAD):
        lending.post(robot, one, f"/cases/{case}/follow", {"follows": True}, 204)
        _choose(engine, one, "en" if one == MEMBER else "sv", followed="at_once", decision="at_once")

    lending.post(robot, ADMIN, f"/cases/{case}/suspend", {"reason": "Vi väntar på besked."}, 204)
    lending.post(robot, ADMIN, f"/cases/{case}/resume", {"reason": "Beskedet har kommit."}, 204)
    robot.round(case, leave=lambda task: task["element_id"] != "ut_besluta_hantering")
    work_off(engine)
    work_off(engine)

    english = sorted(one.partition(":")[0] for one in _subjects(smtp, MEMBER))
    assert english == ["Decision", "The case goes on again", "The case is suspended"]
    swedish = sorted(one.partition(":")[0] for one in _subjects(smtp, demo.LEAD))
    assert swedish == ["Beslut", "Ärendet är pausat", "Ärendet är återupptaget"]
    paused = next(one for one in smtp.to(address(MEMBER)) if "suspended" in one["Subject"])
    assert "Vi väntar på besked." in _words(paused)


def test_who_does_not_want_to_follow_is_not_told_of_its_decisions(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = _start(robot)["id"]
    _choose(engine, demo.LEAD, followed="at_once", decision="at_once")
    lending.post(robot, demo.LEAD, f"/cases/{case}/follow", {"follows": False}, 204)

    robot.round(case, leave=lambda task: task["element_id"] != "ut_besluta_hantering")
    work_off(engine)

    assert smtp.to(address(demo.LEAD)) == []


def _decide(robot: Robot, case: str) -> None:
    task = robot.get("/tasks", CHAIR, case=case)["items"][0]["id"]
    whole = robot.get(f"/tasks/{task}", CHAIR)
    answers = robot.fill(whole["form"], robot.choose(whole) | {"utfall": "bereda"})
    lending.post(robot, CHAIR, f"/tasks/{task}/complete", {"answers": answers}, 200)


def test_a_process_informs_each_in_their_language_and_that_is_enough_of_its_decision(
    engine: Engine, client: FlaskClient, smtp: MailServer
) -> None:
    way = team.flows("se", "ut_besluta", "st_informera", "ut_las", "end")
    robot = team.settle(engine, client, DECIDE + INFORM + team.user("ut_las") + way)
    _choose(engine, MANAGER, "en", information="at_once", decision="at_once")
    _choose(engine, CHAIR, information="at_once")

    first = team.start(robot, MANAGER)
    _decide(robot, first)
    work_off(engine)

    (english,) = smtp.to(address(MANAGER))
    assert english["Subject"] == "It is done"
    assert "Ärendet tas om hand." in _words(english)
    assert _subjects(smtp, CHAIR) == ["Det är klart"]
    told = engine.ask(Trail(UUID(first), kind="information-sent"), who(engine, MANAGER)).items
    assert [sentences(told, language)[0].sentence for language in get_args(Language)] == [
        "<b>Maria Lindqvist</b> informerade: Det är klart",
        "<b>Maria Lindqvist</b> informed: It is done",
    ]
    # Who wants no information is told of the decision all the same.
    _choose(engine, MANAGER, decision="at_once")
    _decide(robot, team.start(robot, MANAGER))
    work_off(engine)
    assert _subjects(smtp, MANAGER)[1:] == ["Beslut: Bereda ärendet"]
