"""Mails that are sent once, whatever happens: steps that are undone, mail servers that are away, workers that are killed."""

from uuid import UUID

import demo
import pytest
import receivers
import yaml
from lending import CHAIR
from receivers import MailServer, address, an_hour_passes, hours_later, who, work_off
from robot import Robot
from sqlalchemy import select, text

from engine import sending
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.tasks.complete import CompleteTask
from engine.demo import Player
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.outgoing import mail
from engine.outgoing.links import Links
from engine.store import tables

FAILS_AT_COMMIT = text("""
CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$;
CREATE CONSTRAINT TRIGGER never AFTER INSERT ON submission DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION never()
""")


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def test_what_is_undone_is_told_to_nobody(robot: Robot, engine: Engine, smtp: MailServer) -> None:
    case = robot.start(demo.LEAD, demo.START)
    work_off(engine)
    before = len(smtp.mails)
    task = robot.get("/tasks", CHAIR, case=case["id"])["items"][0]
    whole = robot.get(f"/tasks/{task['id']}", CHAIR)
    answers = robot.fill(whole["form"], robot.choose(whole))
    with engine.database.transaction() as connection:
        connection.execute(FAILS_AT_COMMIT)
    with pytest.raises(Exception, match="not today"):
        engine.do(CompleteTask(UUID(task["id"]), answers), who(engine, CHAIR))

    work_off(engine)

    assert len(smtp.mails) == before


def test_a_mail_server_that_is_away_for_an_hour_gets_every_mail_once(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    smtp.go()
    robot.start(demo.LEAD, demo.START)
    work_off(engine)
    an_hour_passes(engine)
    assert smtp.mails == []
    smtp.come()

    for _ in range(2):
        hours_later(engine, 24)
        work_off(engine)

    assert len(smtp.to(address(CHAIR))) == 1


def test_a_worker_killed_between_sending_and_noting_sends_once_more_with_the_same_id(
    robot: Robot, engine: Engine, smtp: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot.start(demo.LEAD, demo.START)
    sending.tell_all(engine)
    with engine.database.snapshot() as connection:
        chair = who(engine, CHAIR).person_id
        found = select(tables.dispatch.c.id).where(tables.dispatch.c.person_id == chair)
        dispatch: UUID = connection.execute(found).scalar_one()
    # As if the worker had been killed here: the mail is handed over, and nothing is noted.
    links = Links(receivers.BASE, receivers.SECRET)
    letter = engine.ask(sending.ToSend(dispatch), RALS)
    assert isinstance(letter, mail.Letter)
    mail.hand_over(mail.compose(letter, links, "rals@example.org", engine.now()), engine.outgoing)

    work_off(engine)
    sending.send_one(engine, links, dispatch, 0)

    ids = [one["Message-ID"] for one in smtp.to(address(CHAIR))]
    assert ids == [f"<{dispatch}@rals.example.org>"] * 2


def test_what_is_given_up_is_a_dead_letter_that_can_be_sent_again(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    smtp.refused.add(address(CHAIR))
    robot.start(demo.LEAD, demo.START)

    work_off(engine)

    (dead,) = robot.get("/dispatches", "stefan-aberg")["items"]
    assert dead["receiver"] == "Maria Lindqvist"
    assert "550" in dead["trouble"]
    assert dead["why"] == "Mejlservern vill inte ha mejl till den adressen."
    assert robot.client.get("/api/v1/dispatches", headers=robot.people[demo.LEAD]).status_code == 403
    smtp.refused.clear()
    again = robot.client.post(f"/api/v1/dispatches/{dead['id']}/retry", headers=robot.people["stefan-aberg"])
    assert again.status_code == 204
    work_off(engine)
    assert len(smtp.to(address(CHAIR))) == 1
    assert robot.get("/dispatches", "stefan-aberg")["items"] == []


def test_tries_go_on_for_more_than_a_day_and_then_end(robot: Robot, engine: Engine, smtp: MailServer) -> None:
    smtp.go()
    robot.start(demo.LEAD, demo.START)

    for _ in range(len(sending.WAITS)):
        work_off(engine)
        hours_later(engine, 24)
    assert robot.get("/dispatches", "stefan-aberg")["items"] == []
    work_off(engine)

    assert sum(wait.total_seconds() for wait in sending.WAITS) > 24 * 3600
    dead = robot.get("/dispatches", "stefan-aberg")["items"]
    assert {one["receiver"] for one in dead} >= {"Maria Lindqvist"}
    with engine.database.snapshot() as connection:
        left = text(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send' AND status IN ('todo', 'failed')"
        )
        assert connection.execute(left).scalar_one() == 0


def test_the_history_of_the_demo_is_told_to_nobody_but_what_happens_then_is(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    told = yaml.safe_load((PRODUCT / "bpmn/demo/cases.yaml").read_bytes())
    told["cases"] = [told["cases"][0] | {"stretches": [{"until": "ut_utse_uppdragsagare", "days": 40}]}]

    Player(engine, told).play(lambda _: None)
    work_off(engine)
    engine.do(AdvanceClock("P1D"), RALS)
    work_off(engine)
    assert smtp.mails == []

    robot.start(demo.LEAD, demo.START)
    work_off(engine)
    assert len(smtp.to(address(CHAIR))) == 1


def test_without_a_mail_server_nothing_is_sent_then_or_later(
    robot: Robot, engine: Engine, smtp: MailServer
) -> None:
    with_mail, engine.outgoing = engine.outgoing, type(engine.outgoing)()
    robot.start(demo.LEAD, demo.START)
    work_off(engine)
    engine.outgoing = with_mail

    work_off(engine)

    assert smtp.mails == []
