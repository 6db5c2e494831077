from datetime import UTC, date, datetime, timedelta

import pytest

from engine.governance.calendar import Calendar, OwnDay
from web.dates import Dates

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
SV, EN = Dates("sv", NOW), Dates("en", NOW)


def test_lists_say_weekday_day_and_month() -> None:
    assert SV.day(date(2026, 11, 26)) == "tor 26\N{NO-BREAK SPACE}nov"
    assert EN.day(date(2026, 11, 26)) == "Thu 26\N{NO-BREAK SPACE}Nov"


def test_another_year_is_told() -> None:
    assert SV.day(date(2027, 1, 11)) == "mån 11\N{NO-BREAK SPACE}jan\N{NO-BREAK SPACE}2027"


def test_times_are_swedish_times() -> None:
    assert SV.clock(datetime(2026, 7, 1, 12, 32, tzinfo=UTC)) == "14.32"
    assert EN.clock(datetime(2026, 12, 1, 13, 32, tzinfo=UTC)) == "14:32"
    assert SV.iso(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "2027-01-01"


@pytest.mark.parametrize(
    ("after", "urgency", "sv", "en"),
    [
        (timedelta(hours=3), "soon", "i dag", "today"),
        (timedelta(days=1), "soon", "i morgon", "tomorrow"),
        (timedelta(days=3), "soon", "om 3 dagar", "in 3 days"),
        (timedelta(days=8), "later", "om 8 dagar", "in 8 days"),
        (timedelta(hours=-1), "late", "sen", "late"),
        (timedelta(days=-3), "late", "1 arbetsdag sen", "1 working day late"),
        (timedelta(days=-5), "late", "3 arbetsdagar sen", "3 working days late"),
    ],
)
def test_how_far_off_something_is(after: timedelta, urgency: str, sv: str, en: str) -> None:
    swedish, english = SV.due(NOW + after), EN.due(NOW + after)

    assert swedish is not None
    assert english is not None
    assert (swedish.urgency, swedish.far, english.far) == (urgency, sv, en)


def test_what_has_no_date_is_not_due() -> None:
    assert SV.due(None) is None


def test_how_late_something_is_goes_by_the_working_days_of_the_organisation() -> None:
    maundy_thursday = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
    after_easter = maundy_thursday + timedelta(days=6)
    own = {date(2026, 4, 7): OwnDay(date(2026, 4, 7), "Stängt")}

    ordinary, closed = Dates("sv", after_easter), Dates("sv", after_easter, Calendar(own=own))

    late = [dates.due(maundy_thursday) for dates in (ordinary, closed)]
    assert [one and one.far for one in late] == ["2 arbetsdagar sen", "1 arbetsdag sen"]
