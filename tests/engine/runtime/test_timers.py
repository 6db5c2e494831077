"""Timers on our clock: ISO 8601 and FEEL, calendar months, cycles after a jump of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from engine.governance.calendar import Calendar, OwnDay
from engine.runtime import running
from engine.runtime.failure import RunFailure
from tests.engine.runtime.small import NOW, Case, model

LINES = "s > tm > z > e"


def timer(kind, text):
    return f"""<startEvent id="s"/><intermediateCatchEvent id="tm"><timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>
      </intermediateCatchEvent><userTask id="z"/><endEvent id="e"/>"""


def cycle(text):
    return f"""<startEvent id="s"/><userTask id="u"/><endEvent id="e"/><userTask id="h"/><endEvent id="he"/>
      <boundaryEvent id="be" attachedToRef="u" cancelActivity="false"><timerEventDefinition><timeCycle>{text}</timeCycle>
      </timerEventDefinition></boundaryEvent>"""


CYCLE_LINES = "s > u > e\nbe > h > he"


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("timeDuration", "P14D", datetime(2026, 2, 14, 9, tzinfo=UTC)),
        ("timeDuration", "P1M", datetime(2026, 2, 28, 9, tzinfo=UTC)),
        ("timeDuration", "P2M", datetime(2026, 3, 31, 8, tzinfo=UTC)),  # 10.00 in Sweden on both days
        ("timeDuration", "P60D", datetime(2026, 4, 1, 8, tzinfo=UTC)),
        ("timeDuration", "P1W", datetime(2026, 2, 7, 9, tzinfo=UTC)),
        ("timeDuration", "PT90M", datetime(2026, 1, 31, 10, 30, tzinfo=UTC)),
        ("timeDate", "2026-12-01T08:00:00+01:00", datetime(2026, 12, 1, 7, tzinfo=UTC)),
        ("timeDate", "2026-12-01", datetime(2026, 11, 30, 23, tzinfo=UTC)),
        ("timeDate", "arende.dag", datetime(2026, 5, 31, 22, tzinfo=UTC)),
        ("timeDate", 'arende.dag + duration("P7D")', datetime(2026, 6, 7, 22, tzinfo=UTC)),
        ("timeDuration", "arende.tid", datetime(2026, 2, 3, 9, tzinfo=UTC)),
        ("timeDuration", 'duration("P1M")', datetime(2026, 2, 28, 9, tzinfo=UTC)),
        ("timeDate", 'date and time("2026-03-01T12:00:00Z")', datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_time_is_iso_text_or_feel(kind, text, due):
    data = {"arende": {"dag": date(2026, 6, 1), "tid": "P3D"}}
    case = Case(model(timer(kind, text), LINES), data)
    assert case.run.next_due == due
    assert case.open() == []
    case.now = due - timedelta(microseconds=1)
    assert case.wait() == []
    assert case.wait(microseconds=1) == ["z"]
    assert case.run.next_due is None


def test_today_is_the_day_in_sweden_also_where_it_is_yesterday_still():
    after_midnight = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    tomorrow = model(timer("timeDate", 'today() + duration("P1D")'), LINES)
    assert running.start(tomorrow, {}, after_midnight).next_due == datetime(2026, 2, 1, 23, tzinfo=UTC)


def test_what_is_already_due_fires_in_the_same_step():
    assert Case(model(timer("timeDuration", "PT0S"), LINES)).open() == ["z"]
    assert Case(model(timer("timeDate", "2020-01-01"), LINES)).open() == ["z"]


@pytest.mark.parametrize("text", ["arende.saknas", "1 + 1", '"i morgon"', 'time("08:00:00")'])
def test_what_is_no_time_stops_the_run_and_names_the_timer(text):
    with pytest.raises(RunFailure) as failure:
        Case(model(timer("timeDate", text), LINES), {"arende": {}})
    assert failure.value.element == "tm"


def test_a_monthly_cycle_aims_at_its_day_of_the_month():
    case = Case(model(cycle("R3/P1M"), CYCLE_LINES))
    days = []
    while case.run.next_due:
        days.append(case.run.next_due.date().isoformat())
        case.now = case.run.next_due
        case.wait()
    assert days == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert case.open() == ["h", "h", "h", "u"]


def test_a_cycle_with_a_start_begins_there():
    case = Case(model(cycle("R2/2026-05-31T08:00:00Z/P1M"), CYCLE_LINES))
    assert case.run.next_due == datetime(2026, 5, 31, 8, tzinfo=UTC)
    case.now = case.run.next_due
    case.wait()
    assert case.run.next_due == datetime(2026, 6, 30, 8, tzinfo=UTC)


def test_a_cycle_fires_once_for_each_period_when_the_clock_jumps():
    case = Case(model(cycle("R/P7D"), CYCLE_LINES))
    case.wait(days=7 * 10 + 1)
    assert case.open().count("h") == 10
    assert case.run.next_due == datetime(2026, 4, 18, 8, tzinfo=UTC)  # at ten in Sweden, as it began


def test_one_wake_up_fires_a_bounded_number_of_times_and_the_next_goes_on(monkeypatch):
    monkeypatch.setattr(running, "MAX_FIRINGS", 5)
    case = Case(model(cycle("R/P1D"), CYCLE_LINES))
    case.wait(days=12)
    assert case.open().count("h") == 5
    assert case.run.next_due < case.now
    case.wait()
    case.wait()
    assert case.open().count("h") == 12


def test_waking_early_does_nothing():
    case = Case(model(timer("timeDuration", "P1D"), LINES))
    before = case.state
    case.wait(hours=23)
    assert case.run.visits == ()
    assert case.state == before


RACE = """<startEvent id="s"/><eventBasedGateway id="g"/>
<intermediateCatchEvent id="t5"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="t2"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="es"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
<userTask id="u5"/><userTask id="u2"/><userTask id="um"/><exclusiveGateway id="j"/><endEvent id="e"/>"""
RACE_LINES = "s > g > t5 > u5 > j > e\ng > t2 > u2 > j\ng > es > um > j"


def race():
    return Case(model(RACE, RACE_LINES, '<message id="m1" name="svar"/>', {"f.form.json": b'["=es"]'}))


def test_an_event_gateway_with_two_timers_goes_the_way_of_the_one_that_is_due_first():
    case = race()
    assert case.run.next_due == NOW + timedelta(days=2)
    assert case.wait(days=2) == ["u2"]
    assert case.run.next_due is None
    assert not case.receive("svar")


def test_an_event_gateway_goes_the_way_of_the_message_when_that_comes_first():
    case = race()
    assert case.receive("svar", {"text": "ja"})
    assert case.open() == ["um"]
    assert case.run.data["es"] == {"text": "ja"}
    assert case.run.next_due is None


def test_a_timer_that_became_due_while_nobody_looked_fires_after_the_completion():
    elements = cycle("R/P7D")
    case = Case(model(elements, CYCLE_LINES))
    case.now += timedelta(days=8)
    assert case.complete("u") == [], "completing the activity came first and ended its cycle"
    assert case.run.done


OWN = Calendar(time(16), {date(2026, 2, 4): OwnDay(date(2026, 2, 4), "Stängt")})


def in_working_days(model_text):
    return model_text.replace('id="tm"', 'id="tm" rals:days="arbetsdagar"').replace(
        'id="be"', 'id="be" rals:days="arbetsdagar"'
    )


@pytest.mark.parametrize("text", ["P3D", "arende.tid", 'duration("P3D")'])
def test_a_timer_in_working_days_fires_when_the_last_of_them_ends(text):
    # From Saturday 31 January: Monday, Tuesday, not Wednesday, Thursday.
    case = Case(
        model(in_working_days(timer("timeDuration", text)), LINES), {"arende": {"tid": "P3D"}}, calendar=OWN
    )
    assert case.run.next_due == datetime(2026, 2, 5, 15, tzinfo=UTC)
    case.now = case.run.next_due
    assert case.wait() == ["z"]


def test_a_cycle_in_working_days_counts_each_time_from_the_one_before():
    case = Case(model(in_working_days(cycle("R3/P2D")), CYCLE_LINES), calendar=OWN)
    days = []
    while case.run.next_due:
        days.append(case.run.next_due.date().isoformat())
        case.now = case.run.next_due
        case.wait()
    assert days == ["2026-02-03", "2026-02-06", "2026-02-10"]
    assert case.open() == ["h", "h", "h", "u"]


@pytest.mark.parametrize("text", ["arende.tid", 'duration("P1M")'])
def test_a_time_that_is_no_number_of_whole_working_days_stops_the_run(text):
    made = model(in_working_days(timer("timeDuration", text)), LINES)
    with pytest.raises(RunFailure) as failure:
        Case(made, {"arende": {"tid": "PT8H"}}, calendar=OWN)
    assert failure.value.element == "tm"
