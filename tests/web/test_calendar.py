"""The working days on the page of operations, and the page where an administrator changes them."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine.door import Engine
from engine.governance.actor import Identity
from engine.governance.calendar import Calendar, OwnDay
from engine.queries.registers.calendar import CalendarRow, WorkingDays
from web.pages.calendar import coming

Browse = Callable[[str], FlaskClient]
READER, ADMINISTRATOR = "hanna-virtanen", "stefan-aberg"
PAGE = "/drift/arbetsdagar"


def save(client: FlaskClient, slutar: str, *rows: tuple[str, str, str], **more: str) -> TestResponse:
    sent: dict[str, Any] = {"_action": "do", "slutar": slutar, "_row": [], **more}
    for place, row in enumerate(rows):
        sent["_row"].append(f"egna.{place}")
        sent |= {
            f"egna.{place}.{name}": value for name, value in zip(("dag", "namn", "slutar"), row, strict=True)
        }
    return client.post(PAGE, data=sent)


def kept(engine: Engine, people: dict[str, UUID]) -> CalendarRow:
    row: CalendarRow = engine.ask(WorkingDays(), Identity(person_id=people[READER]))
    return row


def test_everybody_sees_the_working_days_and_an_administrator_the_way_to_change_them(browse: Browse) -> None:
    seen, administered = browse(READER).get("/drift").text, browse(ADMINISTRATOR).get("/drift").text

    assert "Måndag till fredag, till kl. 16.30" in seen
    assert PAGE not in seen
    assert f'href="{PAGE}"' in administered


def test_an_administrator_changes_the_end_of_the_day_and_the_own_days(
    browse: Browse, engine: Engine, people: dict[str, UUID]
) -> None:
    client = browse(ADMINISTRATOR)

    answer = save(client, "15.45", ("2028-05-26", "Klämdag", ""), ("2028-04-13", "Skärtorsdag", "12"))

    assert answer.location == "/drift"
    assert "Arbetsdagarna är sparade" in client.get("/drift").text
    row = kept(engine, people)
    assert row.closes == time(15, 45)
    assert row.own == (
        OwnDay(date(2028, 4, 13), "Skärtorsdag", time(12)),
        OwnDay(date(2028, 5, 26), "Klämdag"),
    )
    assert 'value="2028-05-26"' in client.get(PAGE).text


def test_all_own_days_can_be_taken_away(browse: Browse, engine: Engine, people: dict[str, UUID]) -> None:
    assert save(browse(ADMINISTRATOR), "17.00").location == "/drift"

    assert kept(engine, people).own == ()


def test_a_row_is_added_without_anything_being_saved(
    browse: Browse, engine: Engine, people: dict[str, UUID]
) -> None:
    before = kept(engine, people)

    page = save(
        browse(ADMINISTRATOR), "15.00", ("2028-05-26", "Klämdag", ""), _action="update", _add="egna"
    ).text

    assert 'name="egna.1.dag"' in page
    assert 'value="Klämdag"' in page
    assert kept(engine, people) == before


def test_a_day_that_is_given_twice_is_refused_at_its_rows(
    browse: Browse, engine: Engine, people: dict[str, UUID]
) -> None:
    before = kept(engine, people)

    answer = save(browse(ADMINISTRATOR), "15.00", ("2028-05-26", "Klämdag", ""), ("2028-05-26", "Igen", ""))

    assert answer.status_code == 422
    assert answer.text.count("Ange dagen en gång.") == 4  # in the summary and at both rows
    assert 'href="#f-egna-1-dag"' in answer.text
    assert kept(engine, people) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(browse: Browse, method: str) -> None:
    assert getattr(browse(READER), method)(PAGE).status_code == 403


def test_what_comes_is_weekdays_only_with_shorter_days_among_them() -> None:
    half, saturday = OwnDay(date(2026, 4, 2), "Halvdag", time(12)), OwnDay(date(2026, 4, 11), "Lördag")
    calendar = Calendar(own={one.day: one for one in (half, saturday)})

    found = [(one.day.isoformat(), one.closes) for one in coming(calendar, date(2026, 4, 2))]

    assert found[:4] == [
        ("2026-04-02", time(12)),
        ("2026-04-03", None),
        ("2026-04-06", None),
        ("2026-05-01", None),
    ]
