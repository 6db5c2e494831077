"""A model in working days gets its times by the organisation's calendar, in the real database."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import demo
import pytest
import yaml
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import text

from engine.clock import STOCKHOLM
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.commands.organisations.set_calendar import SetCalendar
from engine.door import Engine
from engine.errors import ForbiddenError, InvalidError, ModelRefusedError
from engine.governance.actor import RALS, Identity
from engine.governance.calendar import OwnDay
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from engine.queries.registers.calendar import WorkingDays
from web.cli import data, models

FOLDER = Path("benchmarks/models/tva_steg")
ADMINISTRATOR = "stefan-aberg"
REMINDER = """<bpmn:boundaryEvent id="tm_{0}" name="Snart" rals:name-en="Soon" attachedToRef="ut_{0}" cancelActivity="false"
 rals:days="arbetsdagar"><bpmn:timerEventDefinition><bpmn:timeCycle>R/P2D</bpmn:timeCycle></bpmn:timerEventDefinition>
</bpmn:boundaryEvent><bpmn:endEvent id="end_{0}" name="Påmind" rals:name-en="Reminded"/>
<bpmn:sequenceFlow id="fl_{0}" sourceRef="tm_{0}" targetRef="end_{0}"/>"""
REMINDERS = "".join(REMINDER.format(one) for one in ("forsta", "andra")).encode()
# Easter Day is 1 April 2040; Christmas Eve is a Monday. Wednesday in the week after Easter, and a Friday, are its own.
OWN = (OwnDay(date(2040, 4, 4), "Stängt"), OwnDay(date(2040, 12, 28), "Klämdag"))


def files(due: bytes = b"P5D") -> dict[str, bytes]:
    found = models.files_of(FOLDER)
    in_days = b'rals:due="%b" rals:days="arbetsdagar"' % due
    model = found["tva_steg.bpmn"].replace(b'rals:due="P14D"', in_days)
    return {**found, "tva_steg.bpmn": model.replace(b"</bpmn:process>", REMINDERS + b"</bpmn:process>")}


def people(engine: Engine) -> dict[str, Identity]:
    return {one.key: Identity(person_id=one.id) for one in engine.ask(DemoPeople(), RALS)}


def at(engine: Engine, day: str, hour: int = 10) -> None:
    there = datetime.combine(date.fromisoformat(day), time(hour), STOCKHOLM)
    engine.do(AdvanceClock(f"PT{int((there - engine.now()).total_seconds())}S"), RALS)


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    """People of an organisation whose day ends at four, and that has days of its own."""
    engine.do(PublishModel(files(), engine.ask(Organisations(), RALS)[0].id), RALS)
    engine.do(SetCalendar(time(16), OWN), people(engine)[ADMINISTRATOR])
    return demo.robot(engine, client, {})


def start(robot: Robot, who: str = demo.LEAD) -> str:
    answer = robot.client.post(
        "/api/v1/cases", json={"process": "tva_steg", "answers": {}}, headers=robot.people[who]
    )
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.json["case"]["id"])


def task(robot: Robot, case: str) -> dict[str, Any]:
    found: dict[str, Any] = robot.get(f"/cases/{case}/tasks", demo.LEAD)["items"][-1]
    return found


def due(engine: Engine, case: str, element: str) -> datetime:
    with engine.database.snapshot() as connection:
        found = text("SELECT due_at FROM task WHERE case_id = :case AND element = :element")
        moment: datetime = connection.execute(found, {"case": case, "element": element}).scalar_one()
    return moment


def next_due(engine: Engine, case: str) -> datetime:
    with engine.database.snapshot() as connection:
        found = text("SELECT next_due FROM instance WHERE case_id = :case")
        moment: datetime = connection.execute(found, {"case": case}).scalar_one()
    return moment


def test_due_dates_go_over_easter_and_christmas_and_the_organisations_own_days(
    engine: Engine, robot: Robot
) -> None:
    at(engine, "2040-03-28")
    case = start(robot)
    # Thursday 29 March, Tuesday 3, Thursday 5, Friday 6 and Monday 9 April; four o'clock in summer time.
    assert due(engine, case, "ut_forsta") == datetime(2040, 4, 9, 14, tzinfo=UTC)

    at(engine, "2040-12-21")
    assert robot.round(case) == 1
    # Thursday 27 December; Wednesday 2 to Friday 4 and Monday 7 January; four o'clock in winter time.
    assert due(engine, case, "ut_andra") == datetime(2041, 1, 7, 15, tzinfo=UTC)
    assert next_due(engine, case) == datetime(2041, 1, 2, 15, tzinfo=UTC)


def test_days_that_are_not_said_to_be_working_days_are_days(engine: Engine, client: FlaskClient) -> None:
    engine.do(PublishModel(models.files_of(FOLDER), engine.ask(Organisations(), RALS)[0].id), RALS)
    robot = demo.robot(engine, client, {})
    at(engine, "2040-03-24")

    # P14D from a Saturday, over Easter and the change to summer time: the same time of day.
    began, told = (
        one.astimezone(STOCKHOLM).replace(tzinfo=None)
        for one in (engine.now(), due(engine, start(robot), "ut_forsta"))
    )
    assert abs(told - began - timedelta(14)) < timedelta(minutes=1)


def test_a_reminder_in_working_days_is_woken_by_the_organisations_calendar(
    engine: Engine, robot: Robot
) -> None:
    at(engine, "2040-03-29")
    case = start(robot)
    # Tuesday 3 and Thursday 5 April; then Friday 6 and Monday 9.
    assert next_due(engine, case) == datetime(2040, 4, 5, 14, tzinfo=UTC)

    at(engine, "2040-04-05", hour=17)
    demo.wake(engine)

    assert next_due(engine, case) == datetime(2040, 4, 9, 14, tzinfo=UTC)


def test_a_changed_calendar_holds_from_the_next_task_on_and_in_every_process(
    engine: Engine, robot: Robot
) -> None:
    at(engine, "2040-03-28")
    case = start(robot)
    other = Engine(engine.database, demo=True)
    other.do(SetCalendar(time(15)), people(engine)[ADMINISTRATOR])

    assert due(engine, case, "ut_forsta") == datetime(2040, 4, 9, 14, tzinfo=UTC)
    assert robot.round(case) == 1
    assert due(engine, case, "ut_andra") == datetime(2040, 4, 6, 13, tzinfo=UTC)


def test_a_due_time_in_working_hours_is_refused_when_the_model_is_published(engine: Engine) -> None:
    organisation = engine.ask(Organisations(), RALS)[0]

    with pytest.raises(ModelRefusedError) as refused:
        engine.do(PublishModel(files(b"PT8H"), organisation.id), RALS)

    assert {one.check for one in refused.value.findings} == {"working_days"}


def test_an_expression_that_gives_no_whole_days_refuses_the_start_with_a_sentence(
    engine: Engine, robot: Robot
) -> None:
    engine.do(
        PublishModel(files(b"duration(&quot;PT8H&quot;)"), engine.ask(Organisations(), RALS)[0].id), RALS
    )

    answer = robot.client.post(
        "/api/v1/cases", json={"process": "tva_steg", "answers": {}}, headers=robot.people[demo.LEAD]
    )

    assert answer.status_code == 422
    assert "hela dagar" in answer.json["detail"]


def test_only_an_administrator_decides_the_working_days(engine: Engine) -> None:
    with pytest.raises(ForbiddenError, match="administrator"):
        engine.do(SetCalendar(time(15)), people(engine)[demo.LEAD])


def test_a_day_that_is_given_twice_is_refused_and_nothing_is_kept(engine: Engine) -> None:
    administrator = people(engine)[ADMINISTRATOR]
    before = engine.ask(WorkingDays(), administrator)

    with pytest.raises(InvalidError) as refused:
        engine.do(SetCalendar(time(15), (OWN[0], OWN[1], OwnDay(OWN[0].day, "Igen"))), administrator)

    assert [one.pointer for one in refused.value.errors] == ["/own/0/day", "/own/2/day"]
    assert engine.ask(WorkingDays(), administrator) == before


def test_the_file_of_an_organisation_says_when_it_works(engine: Engine) -> None:
    row = engine.ask(WorkingDays(2027), people(engine)[demo.LEAD])
    raw = yaml.safe_load(data.ORGANISATION.read_bytes())["calendar"]

    assert f"{row.closes:%H:%M}" == raw["closes"]
    assert [one.day for one in row.own] == [one["day"] for one in raw["own"]]
    assert date(2027, 3, 26) in row.holidays


def test_an_organisation_that_says_nothing_works_until_five_whatever_another_decides(engine: Engine) -> None:
    administrator = people(engine)[ADMINISTRATOR]
    raw = yaml.safe_load(data.ORGANISATION.read_bytes().replace(b"-TEST", b"-TYST"))
    del raw["calendar"]
    silent = engine.do(LoadOrganisation({**raw, "key": "tyst"}, data.PROFILE.read_bytes()), RALS)
    with engine.database.snapshot() as connection:
        someone = text("SELECT id FROM person WHERE organisation_id = :silent LIMIT 1")
        person = connection.execute(someone, {"silent": silent}).scalar_one()
    engine.do(SetCalendar(time(15), OWN), administrator)

    row = engine.ask(WorkingDays(), Identity(person_id=person))

    assert (row.closes, row.own) == (time(17), ())


def test_the_calendar_is_read_and_replaced_over_the_api(robot: Robot) -> None:
    changed = {"closes": "15:30", "own": [{"day": "2040-05-11", "name": "Klämdag", "closes": "12:00"}]}

    answer = robot.client.put("/api/v1/calendar", json=changed, headers=robot.people[ADMINISTRATOR])

    assert answer.status_code == 204, answer.get_data(as_text=True)
    seen = robot.get("/calendar", demo.LEAD, year=2040)
    assert (seen["closes"], seen["own"]) == (changed["closes"], changed["own"])
    assert {"day": "2040-04-02", "name": "Annandag påsk"} in seen["holidays"]
    refused = robot.client.put(
        "/api/v1/calendar", json={"closes": "kväll"}, headers=robot.people[ADMINISTRATOR]
    )
    assert refused.status_code == 422


def test_the_clock_goes_so_many_hours_or_to_the_same_time_of_another_day_over_a_change_of_summer_time(
    engine: Engine,
) -> None:
    before, after = (datetime.combine(date(2040, 10, day), time(10), STOCKHOLM) for day in (27, 29))
    at(engine, "2040-10-27")
    at(engine, "2040-10-29")
    assert abs(engine.now() - after.astimezone(UTC)) < timedelta(minutes=1)

    engine.do(AdvanceClock("-P2D"), RALS)

    assert abs(engine.now() - before.astimezone(UTC)) < timedelta(minutes=1)
