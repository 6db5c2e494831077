"""Who is told of what, when and in which words, by mails that a real mail server takes."""

from email.message import EmailMessage

import demo
import pytest
import receivers
from lending import CHAIR, delegate, substitute
from receivers import MailServer, address, who, work_off
from robot import Robot
from sqlalchemy import select, text

from engine import sending
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.notifications.choose import ChooseNotifications
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.queries.tasks.inbox import Inbox
from engine.store import tables, telling

VACATED = text("""
WITH vacant AS (
  UPDATE role_assignment a SET valid_from = CAST(:day AS date) - 30, valid_to = CAST(:day AS date) - 1
    FROM task t WHERE t.seat_id = a.seat_id AND t.case_id = :case RETURNING a.seat_id)
UPDATE seat SET superior_id = (SELECT id FROM seat WHERE role = 'administrator') WHERE id IN (SELECT seat_id FROM vacant)
""")
KINDS = ("new_task", "due_soon", "overdue", "decision")


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def _choose(engine: Engine, key: str, how: str, language: str = "sv") -> None:
    engine.do(ChooseNotifications(dict.fromkeys(KINDS, how), language), who(engine, key))  # type: ignore[arg-type]


def _words(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_who_has_the_task_is_told_of_it_at_once(robot: Robot, engine: Engine, smtp: MailServer) -> None:
    case = robot.start(demo.LEAD, demo.START)

    work_off(engine)

    (told,) = smtp.to(address(CHAIR))
    task = robot.get("/tasks", CHAIR, case=case["id"])["items"][0]
    assert told["Subject"].startswith(f"Ny uppgift: {task['name']}")
    assert "senast" in told["Subject"]
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{receivers.BASE}/uppgifter/{task['id']}" in _words(told)
    assert case["title"] in _words(told)
    html = told.get_body(("html",))
    assert html is not None
    assert f'href="{receivers.BASE}/uppgifter/{task["id"]}"' in html.get_content()
    # Nobody is told twice, and who started it is not told of what others are to do.
    work_off(engine)
    assert len(smtp.to(address(CHAIR))) == 1
    assert smtp.to(address(demo.LEAD)) == []


def test_exactly_those_are_told_in_whose_inbox_the_task_stands(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    delegate(robot, CHAIR, "emma-rydberg", "arende.hantering")
    substitute(robot, "johan-bergstrom", "eva-lundgren")
    case = robot.start(demo.LEAD, demo.START)
    robot.round(case["id"])

    with engine.database.snapshot() as connection:
        tasks = list(
            connection.execute(select(tables.task.c.id).where(tables.task.c.state == "open")).scalars()
        )
        having = {(task, person) for task, _, person in telling.having(connection, tasks, engine.now())}

    inboxes = {
        (row.id, person.id)
        for person in engine.ask(DemoPeople(), RALS)
        for row in engine.ask(Inbox(limit=200), Identity(person_id=person.id)).items
    }
    assert having == inboxes
    assert len({person for _, person in having}) > 3


def test_the_task_of_a_vacant_seat_is_told_to_those_above(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = robot.start(demo.LEAD, demo.START)
    with engine.database.transaction() as connection:
        connection.execute(VACATED, {"case": case["id"], "day": engine.now().date()})

    work_off(engine)

    assert [one["To"] for one in smtp.mails if "Ny uppgift" in one["Subject"]] == [address("stefan-aberg")]


def test_of_a_secret_case_only_its_number_is_told(robot: Robot, engine: Engine, smtp: MailServer) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "Dold rubrik", "sekretess": True})
    _choose(engine, "johan-bergstrom", "at_once", "en")

    work_off(engine)

    (told,) = smtp.to(address(CHAIR))
    assert told["Subject"] == "Du har en uppgift i ett ärende med sekretess"
    (english,) = smtp.to(address("johan-bergstrom"))
    assert english["Subject"] == "You have a task in a case under secrecy"
    assert case["number"] in _words(told)
    task = robot.get("/tasks", CHAIR, case=case["id"])["items"][0]
    for message in smtp.mails:
        whole = message.as_string() + "".join(str(part.get_content()) for part in message.iter_parts())
        assert "Dold" not in whole
        assert task["name"] not in whole
        assert task["name"].split()[0] not in whole


def test_each_is_told_in_the_language_and_in_the_way_of_their_choice(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    _choose(engine, CHAIR, "at_once", "en")
    _choose(engine, "johan-bergstrom", "nothing")
    robot.start(demo.LEAD, demo.START)

    work_off(engine)

    (told,) = smtp.to(address(CHAIR))
    assert told["Subject"].startswith("New task: Decide")
    assert ", by " in told["Subject"]
    assert "Stop mails like this" in _words(told)
    assert smtp.to(address("johan-bergstrom")) == []


def test_the_digest_comes_once_a_day_with_all_that_has_come(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    _choose(engine, CHAIR, "digest")
    cases = [robot.start(demo.LEAD, {**demo.START, "rubrik": f"Ärende {n}"}) for n in (1, 2)]
    work_off(engine)
    assert smtp.to(address(CHAIR)) == []

    engine.do(AdvanceClock("P1D"), RALS)
    work_off(engine)
    work_off(engine)

    (told,) = smtp.to(address(CHAIR))
    assert told["Subject"] == "Att göra och veta i Räls (2)"
    assert all(case["number"] in _words(told) for case in cases)


def test_a_day_that_draws_near_and_passes_is_told_once_each(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    _choose(engine, CHAIR, "at_once")
    case = robot.start(demo.LEAD, demo.START)
    work_off(engine)
    due = robot.get("/tasks", CHAIR, case=case["id"])["items"][0]["due_at"]
    assert due

    subjects = []
    for _ in range(40):
        engine.do(AdvanceClock("P1D"), RALS)
        work_off(engine)
        subjects = [one["Subject"] for one in smtp.to(address(CHAIR))]
        if any(one.startswith("Försenad") for one in subjects):
            break

    assert [one.partition(":")[0] for one in subjects] == ["Ny uppgift", "Snart dags", "Försenad"]
    assert "skulle vara klar" in subjects[-1]


def test_a_decision_is_told_to_who_started_the_case(robot: Robot, engine: Engine, smtp: MailServer) -> None:
    _choose(engine, demo.LEAD, "at_once")
    case = robot.start(demo.LEAD, demo.START)
    robot.round(case["id"], leave=lambda task: task["element_id"] != "ut_besluta_hantering")

    work_off(engine)

    told = [one for one in smtp.to(address(demo.LEAD)) if one["Subject"].startswith("Beslut:")]
    assert len(told) == 1
    assert f"{receivers.BASE}/arenden/{case['id']}" in _words(told[0])
    assert smtp.to(address(CHAIR))[1:] == [] or "Beslut" not in smtp.to(address(CHAIR))[-1]["Subject"]


def test_a_task_that_is_done_before_the_mail_goes_is_not_told_of(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    case = robot.start(demo.LEAD, demo.START)
    sending.tell_all(engine)
    robot.round(case["id"], leave=lambda task: task["element_id"] != "ut_besluta_hantering")

    work_off(engine)

    assert [
        one["Subject"] for one in smtp.mails if "Besluta" in one["Subject"] and "Ny" in one["Subject"]
    ] == []
