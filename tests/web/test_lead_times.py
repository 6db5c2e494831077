"""The page of lead times: sorted by links, with a number at each step of the drawing, and files to fetch."""

import re
from collections.abc import Callable
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
ADDRESS = "/statusrapporter/ledtider"


@pytest.fixture
def played(engine: Engine, client: FlaskClient, case: dict[str, Any]) -> dict[str, Any]:
    """A case that waited twelve days for its first decision."""
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    robot.advance("P12D")
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    robot.complete("maria-lindqvist", task)
    return case


def test_the_step_that_waited_has_its_number_on_the_drawing_and_in_the_table(
    browse: Browse, played: dict[str, Any]
) -> None:
    reader = browse("emma-rydberg")

    page = reader.get(ADDRESS).text

    assert "Ledtider: Implementering" in page
    step = re.search(r'<g id="el-ut_besluta_hantering" class="el heat3"><title>([^<]*)', page)
    assert step is not None
    assert "median 12 d, nio av tio inom 12 d, 1 klara, 0 öppna" in step[1]
    assert ">12 d</text>" in page
    assert re.search(r'data-label="Median"><span><i class="key heat3"></i> 12 d<small>\d+ arbetsdagar', page)
    assert "Hämta händelselogg" not in page
    assert f'href="{ADDRESS}"' in reader.get("/statusrapporter").text
    assert f'href="{ADDRESS}?process=implementering"' in reader.get("/modeller/implementering").text


def test_the_table_is_sorted_by_links_and_fetched(browse: Browse, played: dict[str, Any]) -> None:
    reader = browse("stefan-aberg")

    page = reader.get(f"{ADDRESS}?process=implementering&by=unit&sort=median&from=2020-01-01&version=1").text

    assert re.search(r'aria-sort="descending"><a href="[^"]*sort=median[^"]*#tabell">Median', page)
    assert "sort=oldest" in page
    assert "för få för att visa" in page
    assert "Besluta om hantering" in reader.get(f"{ADDRESS}/implementering.csv").text
    log = reader.get(f"{ADDRESS}/implementering/handelselogg.xes")
    assert (log.status_code, log.mimetype) == (200, "application/xml")
    assert "implementering-handelselogg.xes" in log.headers["Content-Disposition"]
    assert log.text.count("<event>") == 1
    assert browse("emma-rydberg").get(f"{ADDRESS}/implementering/handelselogg.csv").status_code == 403
    assert browse("emma-rydberg").get(f"{ADDRESS}?process=finns_inte").status_code == 404


def test_without_cases_the_page_says_what_will_be_there(browse: Browse) -> None:
    assert "Inget att mäta än" in browse("emma-rydberg").get(ADDRESS).text


def test_the_drawing_begins_with_the_phase_that_takes_longest_and_goes_phase_by_phase(
    browse: Browse, played: dict[str, Any]
) -> None:
    reader = browse("emma-rydberg")
    slow, later = "el-ut_besluta_hantering", "el-ut_planera_inforande"

    first = reader.get(ADDRESS).text
    assert 'aria-current="true">Ta emot ärende' in first
    assert slow in first
    assert later not in first
    other = re.search(r'href="([^"]*fas=sp_infora[^"]*)"', first)
    assert other is not None
    infora = reader.get(other[1].replace("&amp;", "&")).text
    assert later in infora
    assert slow not in infora
    whole = reader.get(f"{ADDRESS}?fas=hela").text
    assert slow in whole
    assert later in whole
