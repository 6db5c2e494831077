from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds.number import from_swedish
from forms.kinds.swedish_dates import read_date, read_time

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "read"),
    [("12,5", "12.5"), ("1 240", "1240"), ("1\u00a0240,50", "1240.50"), ("1\u202f000\u202f000", "1000000"), ("-3", "-3"), ("\u22123", "-3"), (" 7 ", "7"), (",5", "0.5"), ("5,", "5"), ("12.5", "12.5"), ("+4", "4")],
)  # fmt: skip
def test_numbers_are_read_as_swedes_write_them(written, read):
    assert from_swedish(written) == read


@pytest.mark.parametrize(
    "written", ["", "tolv", "1,2,3", "12 5", "1 24", "1e5", "12,5 %", "--1", "٣", ",", "-"]
)
def test_what_is_no_number_is_left_for_the_person(written):
    assert from_swedish(written) is None


@pytest.mark.parametrize(
    "written",
    ["2026-11-26", "26 nov 2026", "26 november 2026", "26 Nov. 2026", "26/11 2026", "26/11-2026", "26.11.2026", "261126", "20261126", "den 26 november 2026", "26nov 2026", "2026/11/26", "26\u00a0nov\u00a02026"],
)  # fmt: skip
def test_dates_are_read_as_swedes_write_them(written):
    assert read_date(written, TODAY) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("26/11", "2026-11-26"),
        ("26.11", "2026-11-26"),
        ("26 nov", "2026-11-26"),
        ("den 26:e november", "2026-11-26"),
        ("tors 26 nov", "2026-11-26"),
        ("torsdag den 26 november 2026", "2026-11-26"),
        ("26/11-26", "2026-11-26"),
        ("3/1", "2027-01-03"),
        ("30 juni", "2026-06-30"),
        ("29/2", None),
        ("idag", "2026-11-22"),
        ("I dag", "2026-11-22"),
        ("igår", "2026-11-21"),
        ("i morgon", "2026-11-23"),
        ("tomorrow", "2026-11-23"),
        ("mars", None),
        ("tors", None),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one(written, read):
    assert read_date(written, TODAY) == (read and date.fromisoformat(read))


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("1 maj 2026", 5),
        ("1 may 2026", 5),
        ("1 okt 2026", 10),
        ("1 oct 2026", 10),
        ("1 sept 2026", 9),
        ("1 mars 2026", 3),
    ],
)
def test_months_may_be_swedish_or_english(written, month):
    assert read_date(written, TODAY) == date(2026, month, 1)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "snart",
        "31/2 2026",
        "31/2",
        "2026-13-01",
        "26 brumaire 2026",
        "26 brumaire",
        "0000-01-01",
        "26/13",
        "2026-11-26x",
    ],
)
def test_what_is_no_date_is_left_for_the_person(written):
    assert read_date(written, TODAY) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14.30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("kl 14", time(14)),
        ("1430", time(14, 30)),
        ("9", time(9)),
        ("14:30:15", time(14, 30, 15)),
    ],
)
def test_times_are_read_as_swedes_write_them(written, read):
    assert read_time(written) == read


@pytest.mark.parametrize("written", ["", "25", "14:60", "halv tre", "2460"])
def test_what_is_no_time_is_left_for_the_person(written):
    assert read_time(written) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text):
    assert read_date(text, TODAY) is None or isinstance(read_date(text, TODAY), date)
    assert read_time(text) is None or isinstance(read_time(text), time)
    assert from_swedish(text) is None or float(from_swedish(text) or "x") is not None
