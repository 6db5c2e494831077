"""The goals of a case on its page: numbers, what was measured last, and how each was judged."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engine.door import Engine
from engine.store import goals, tables

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
LATER, EARLIER = date(2031, 3, 2), date(2031, 2, 1)


@pytest.fixture
def measured(engine: Engine, case: dict[str, Any], people: dict[str, UUID]) -> str:
    """The address of a case with a goal measured in two units, and one that has not been measured."""
    numbers = {"baseline": Decimal(18), "target": Decimal("8.5"), "direction": "minska", "interval": "P1M"}
    same: dict[str, Any] = {
        "case_id": UUID(case["id"]),
        "description": "",
        "method": "",
        "measured_in": "minuter",
    }
    days = {"baseline_on": date(2030, 1, 1), "end_on": date(2031, 12, 31)}
    rows = [
        {"id": uuid4(), "name": name, "status": status, **numbers, **same, **days}
        for name, status in (("Tid per besök", "uppnatt"), ("Uteblivna besök", "beslutat"))
    ]
    with engine.database.transaction() as connection:
        units = connection.execute(
            select(tables.unit.c.id)
            .where(tables.unit.c.kind == "enhet")
            .order_by(tables.unit.c.name)
            .limit(2)
        ).scalars()
        one, other = units
        goals.add(connection, rows, ())
        by = {"goal_id": rows[0]["id"], "recorded_by": people[CHAIR], "source": "", "comment": ""}
        values = ((one, "17", EARLIER), (one, "10.25", LATER), (other, "9.75", EARLIER))
        found = [
            {**by, "unit_id": unit, "value": Decimal(value), "measured_on": day}
            for unit, value, day in values
        ]
        goals.measure(connection, found, engine.now())
    return f"/arenden/{case['id']}"


def test_goals_stand_on_the_page_of_the_case_in_words_and_as_a_picture(browse: Browse, measured: str) -> None:
    client = browse(CHAIR)

    page = client.get(measured).text.partition('id="effektmal"')[2].partition("</section>")[0]

    assert "18 minuter till 8,5 minuter" in page
    assert "10 minuter<small>i snitt av 2 enheter</small>" in page
    assert ": 10,25 minuter</small>" in page
    assert "17 minuter" not in page
    assert "2031-03-02" in page
    assert "Uppnått" in page
    assert "Inte mätt än" in page
    assert re.findall(r'aria-label="([^"]+)"', page) == [
        "Tid per besök: 18 minuter till 8,5 minuter, senast 10 minuter"
    ]


def test_goals_are_told_in_english(browse: Browse, measured: str) -> None:
    client = browse(CHAIR)
    client.post("/sprak", data={"language": "en"})

    page = client.get(measured).text.partition('id="effektmal"')[2].partition("</section>")[0]

    assert "18 minuter to 8.5 minuter" in page
    assert "mean of 2 units" in page
    assert "Reached" in page
    assert "Not measured yet" in page


def test_a_case_without_goals_has_no_such_section(browse: Browse, case: dict[str, Any]) -> None:
    assert 'id="effektmal"' not in browse(CHAIR).get(f"/arenden/{case['id']}").text
