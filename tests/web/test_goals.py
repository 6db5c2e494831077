"""The goals of a case on its page: numbers, what was measured last, and how each was judged."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import measured
import pytest
from flask.testing import FlaskClient

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"


@pytest.fixture
def goals(engine: Engine, case: dict[str, Any], people: dict[str, UUID]) -> str:
    """The address of a case with a goal measured in two units, and one that has not been measured."""
    measured.measure(engine, UUID(case["id"]), people[CHAIR])
    return f"/arenden/{case['id']}"


def test_goals_stand_on_the_page_of_the_case_in_words_and_as_a_picture(browse: Browse, goals: str) -> None:
    client = browse(CHAIR)

    page = client.get(goals).text.partition('id="effektmal"')[2].partition("</section>")[0]

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


def test_goals_are_told_in_english(browse: Browse, goals: str) -> None:
    client = browse(CHAIR)
    client.post("/sprak", data={"language": "en"})

    page = client.get(goals).text.partition('id="effektmal"')[2].partition("</section>")[0]

    assert "18 minuter to 8.5 minuter" in page
    assert "mean of 2 units" in page
    assert "Reached" in page
    assert "Not measured yet" in page


def test_a_case_without_goals_has_no_such_section(browse: Browse, case: dict[str, Any]) -> None:
    assert 'id="effektmal"' not in browse(CHAIR).get(f"/arenden/{case['id']}").text
