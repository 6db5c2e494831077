"""The page of goals, a file of measurements looked through before it is saved, and the report of realised benefits."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID

import measured
import pytest
import reporting
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
OWNER, READER = reporting.OWNER, "emma-rydberg"
GOOD = "effektmål;enhet;värde;matdatum\nTid per besök;barnhälsovården lindåsa;9,25;{day}\nTid per besök;;;{day}\n"


@pytest.fixture
def address(engine: Engine, case: dict[str, Any], people: dict[str, UUID]) -> str:
    """The page of a case with a goal measured in two units, and one that has not been measured."""
    measured.measure(engine, UUID(case["id"]), people[OWNER])
    reporting.staff(engine, case["id"])
    return f"/arenden/{case['id']}/effektmal"


def test_goals_are_told_in_numbers_and_as_a_picture(browse: Browse, address: str) -> None:
    client = browse(OWNER)

    page = client.get(address).text

    assert f'href="{address}"' in client.get(address.removesuffix("/effektmal")).text
    assert "för helheten: Johan Bergström" in page
    assert 'aria-label="Tid per besök över tid: 18 minuter, 13,38 minuter, 10 minuter"' in page
    table = page.partition("Samma siffror som tabell")[2].partition("</table>")[0]
    assert re.findall(r'class="num">([^<]+)<', table) == [
        "Värde",
        "18 minuter",
        "13,38 minuter",
        "10 minuter",
    ]
    assert "84 procent av vägen" in page
    template = client.get(f"{address}/mall.csv").text
    assert template.startswith("\ufeffeffektmål;enhet;värde;matdatum;källa;kommentar")


def test_no_line_of_the_template_is_a_formula_and_it_is_read_back_as_it_was(
    engine: Engine, browse: Browse, address: str
) -> None:
    with engine.database.transaction() as connection:
        named = text("UPDATE goal SET name = '=1+1', data_source = '@SUM(A1)' WHERE name = 'Uteblivna besök'")
        connection.execute(named)
    client = browse(OWNER)
    template = client.get(f"{address}/mall.csv").text

    (line,) = [one for one in template.splitlines() if "1+1" in one]
    assert [cell[:1] for cell in line.split(";")] == ["'", "", "", "2", "'", ""]
    written = template.replace(line, line.replace(";;;", ";;7;"))
    done = client.post(f"{address}/matvarden", data={"rader": written, "_action": "write"})
    assert done.status_code == 303, done.text
    with engine.database.snapshot() as connection:
        found = connection.execute(text("SELECT source FROM measurement WHERE value = 7")).scalars()
        assert list(found) == ["@SUM(A1)"]


def test_a_file_of_measurements_is_looked_through_before_it_is_saved(
    engine: Engine, browse: Browse, address: str
) -> None:
    client, today = browse(OWNER), engine.now().date().isoformat()
    file = BytesIO("effektmål;värde;matdatum\nX;1;i går".encode())
    wrong = client.post(f"{address}/matvarden", data={"fil": (file, "m.csv")})
    assert wrong.status_code == 422
    assert "Rad 2: effektmål X finns inte." in wrong.text
    assert "X;1;i går</textarea>" in wrong.text

    seen = client.post(f"{address}/matvarden", data={"rader": GOOD.format(day=today)})
    assert "1 mätvärde förs in när du sparar" in seen.text
    assert "1 rad saknar värde" in seen.text
    assert "9,25 minuter" not in client.get(address).text
    rows = unescape(re.findall(r'name="rader" value="([^"]*)"', seen.text, re.DOTALL)[0])
    saved = client.post(f"{address}/matvarden", data={"rader": rows, "_action": "write"})

    assert (saved.status_code, saved.location) == (303, address)
    after = client.get(address).text
    assert "Ett mätvärde är infört." in after
    assert "9,25 minuter" in after


def test_whoever_may_not_measure_is_offered_nothing_and_refused(browse: Browse, address: str) -> None:
    client = browse(READER)

    assert "För in mätvärden" not in client.get(address).text
    client.post(f"{address}/matvarden", data={"rader": GOOD, "_action": "write"})
    assert "chefer för sina egna enheter" in client.get(address).text


def test_what_was_realised_stands_on_a_page_in_both_languages(browse: Browse, address: str) -> None:
    client = browse(READER)

    page = client.get("/statusrapporter/effekter").text
    assert 'href="/statusrapporter/effekter"' in client.get("/statusrapporter").text
    # One is reached, the other has not been measured.
    assert "50 procent av det utlovade är realiserat" in page
    assert f'href="{address}"' in page
    assert "Uteblivna" not in client.get("/statusrapporter/effekter?state=reached").text
    assert client.get("/statusrapporter/effekter.xlsx").data.startswith(b"PK")
    assert "Tid per besök;minuter;18;8,5;10;" in client.get("/statusrapporter/effekter.csv").text
    client.post("/sprak", data={"language": "en"})
    assert (
        "50 per cent of what was promised has been realised" in client.get("/statusrapporter/effekter").text
    )
    assert "mean of 2 units" in client.get(address).text
