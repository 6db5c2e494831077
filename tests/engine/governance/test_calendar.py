"""Working days: known Swedish holidays, and every answer compared with walking day by day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.clock import STOCKHOLM, day
from engine.governance.calendar import MOST, ORDINARY, Calendar, OwnDay, holidays

# The days that move, as the almanac has them: Good Friday, Ascension Day, Whit Sunday, Midsummer Eve, All Saints' Day.
MOVING = {
    2024: ("03-29", "05-09", "05-19", "06-21", "11-02"),
    2025: ("04-18", "05-29", "06-08", "06-20", "11-01"),
    2026: ("04-03", "05-14", "05-24", "06-19", "10-31"),
    2027: ("03-26", "05-06", "05-16", "06-25", "11-06"),
    2028: ("04-14", "05-25", "06-04", "06-23", "11-04"),
    2029: ("03-30", "05-10", "05-20", "06-22", "11-03"),
    2030: ("04-19", "05-30", "06-09", "06-21", "11-02"),
}
FIXED = ("01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31")

days = st.dates(date(2005, 1, 1), date(2080, 1, 1))
moments = st.datetimes(datetime(2005, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
hours = st.times(time(6), time(20))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Calendars with days of their own close to a day, so that the days matter."""
    around = draw(days)
    near = st.integers(0, 40).map(lambda step: around + timedelta(step))
    own = draw(st.lists(st.builds(OwnDay, near, st.just("Egen dag"), st.none() | hours), max_size=12))
    return Calendar(draw(hours), {one.day: one for one in own})


@st.composite
def beside_own_days(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    calendar = draw(calendars())
    if not calendar.own:
        return calendar, draw(moments)
    first = min(calendar.own) - timedelta(draw(st.integers(0, 20)))
    return calendar, datetime.combine(first, draw(st.times()), UTC)


@pytest.mark.parametrize("year", MOVING)
def test_the_holidays_are_those_of_the_almanac(year):
    friday, ascension, whitsun, midsummer, saints = (
        date.fromisoformat(f"{year}-{one}") for one in MOVING[year]
    )
    known = {date.fromisoformat(f"{year}-{one}") for one in FIXED}
    known |= {friday, friday + timedelta(2), friday + timedelta(3), ascension, whitsun}
    known |= {midsummer, midsummer + timedelta(1), saints}

    assert set(holidays(year)) == known
    assert list(holidays(year)) == sorted(known)


def test_the_holidays_of_2026_have_their_names():
    named = {on.isoformat()[5:]: name.sv for on, name in holidays(2026).items()}

    assert named["04-03"] == "Långfredagen"
    assert named["04-05"] == "Påskdagen"
    assert named["04-06"] == "Annandag påsk"
    assert named["06-20"] == "Midsommardagen"
    assert named["10-31"] == "Alla helgons dag"


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-04-01T10:00", 1, "2026-04-02"),  # Maundy Thursday is worked
        ("2026-04-02T10:00", 1, "2026-04-07"),  # over Easter
        ("2026-12-23T10:00", 1, "2026-12-28"),
        ("2026-12-23T10:00", 5, "2027-01-05"),  # over Christmas and New Year
        ("2026-06-18T23:59", 1, "2026-06-22"),  # over midsummer
        ("2026-11-20T18:00", 1, "2026-11-23"),  # Friday evening: Monday, though the day had ended
        ("2026-11-21T03:00", 1, "2026-11-23"),  # a Saturday
    ],
)
def test_what_is_due_in_working_days_is_due_when_the_last_of_them_ends(start, count, end):
    moment = datetime.fromisoformat(start).replace(tzinfo=STOCKHOLM)

    assert ORDINARY.after(moment, count) == datetime.combine(date.fromisoformat(end), time(17), STOCKHOLM)


def test_the_working_day_ends_at_the_same_hour_when_the_clocks_have_changed():
    friday = datetime(2026, 3, 27, 9, tzinfo=UTC)

    assert ORDINARY.end(day(friday)).astimezone(UTC).hour == 16
    assert ORDINARY.after(friday, 1).astimezone(UTC) == datetime(2026, 3, 30, 15, tzinfo=UTC)
    assert ORDINARY.after(datetime(2026, 10, 23, 9, tzinfo=UTC), 1).astimezone(UTC).hour == 16


def test_the_day_is_swedish_and_not_that_of_utc():
    late_on_thursday_in_utc = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert day(ORDINARY.after(late_on_thursday_in_utc, 1)) == date(2026, 11, 23)


def test_an_own_day_is_free_or_ends_at_its_own_hour():
    bridge, shorter = OwnDay(date(2026, 5, 15), "Klämdag"), OwnDay(date(2026, 5, 13), "Halvdag", time(12))
    calendar = Calendar(time(16, 30), {one.day: one for one in (bridge, shorter)})
    tuesday = datetime(2026, 5, 12, 8, tzinfo=STOCKHOLM)

    assert calendar.after(tuesday, 1) == datetime(2026, 5, 13, 12, tzinfo=STOCKHOLM)
    assert calendar.after(tuesday, 2) == datetime(2026, 5, 18, 16, 30, tzinfo=STOCKHOLM)


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_a_number_of_days_that_makes_no_sense_is_refused(count):
    with pytest.raises(ValueError, match="1 to 2600"):
        ORDINARY.after(datetime(2026, 11, 20, tzinfo=UTC), count)


@given(beside_own_days(), st.integers(1, 60))
def test_the_end_is_found_by_walking_day_by_day(given_calendar, count):
    calendar, moment = given_calendar
    on, left = moment.astimezone(STOCKHOLM).date(), count
    while left:
        on += timedelta(1)
        own = calendar.own.get(on)
        free = on.isoweekday() > 5 or on in holidays(on.year) or (own is not None and own.closes is None)
        left -= not free

    found = calendar.after(moment, count)

    hour = calendar.own[on].closes if on in calendar.own else calendar.closes
    local = found.astimezone(STOCKHOLM)
    assert (local.date(), local.time()) == (on, hour)


@given(beside_own_days(), st.integers(1, 60))
def test_counting_back_gives_as_many_days_as_were_counted_forward(given_calendar, count):
    calendar, moment = given_calendar

    assert calendar.between(day(moment), day(calendar.after(moment, count))) == count


@given(beside_own_days(), st.integers(1, 40), st.integers(0, 40))
def test_more_days_or_a_later_start_are_never_due_earlier(given_calendar, count, more):
    calendar, moment = given_calendar

    assert calendar.after(moment, count) < calendar.after(moment, count + 1)
    assert calendar.after(moment, count) <= calendar.after(moment + timedelta(hours=more), count)
