import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import demo
import pytest
from flask.testing import FlaskClient

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.cases.list import CaseById
from engine.queries.rows import StepRow, TaskRow, TrailRow
from forms.text import Text
from web.views.case import phases
from web.views.trail import sentences

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
LEAD = "hanna-virtanen"


def test_cases_are_listed_and_filtered(browse: Browse, case: dict[str, Any]) -> None:
    client = browse(LEAD)

    page = client.get("/arenden").text
    assert f'href="/arenden/{case["id"]}"' in page
    assert case["number"] in page
    assert "Ta emot ärende" in page
    assert case["number"] in client.get("/arenden?q=provtagning&state=running&mine=1").text
    assert "Inga ärenden här" in client.get("/arenden?state=ended").text
    assert "Inga ärenden här" in browse(CHAIR).get("/arenden?mine=1").text


def test_a_case_shows_where_it_is_who_has_it_and_what_has_happened(
    browse: Browse, case: dict[str, Any], decision: TaskRow
) -> None:
    page = browse(LEAD).get(f"/arenden/{case['id']}").text

    assert '<li class="now" aria-current="step">' in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "<?xml" not in page
    assert 'tabindex="0" role="region"' in page
    assert f'href="/uppgifter/{decision.id}"' in page
    assert "Förvaltningsledningen" in page
    assert "<b>Hanna Virtanen</b> startade ärendet" in page
    assert "Inget är beslutat ännu" in page
    assert "Steg i Ta emot ärende" in page


def test_another_phase_can_be_looked_at(browse: Browse, case: dict[str, Any]) -> None:
    client = browse(LEAD)
    page = client.get(f"/arenden/{case['id']}").text
    other = re.findall(rf'href="/arenden/{case["id"]}\?fas=(\w+)#where"', page)[1]

    looked = client.get(f"/arenden/{case['id']}?fas={other}").text

    assert "Steg i Bereda" in looked
    assert "Steg i Ta emot ärende" in client.get(f"/arenden/{case['id']}?fas=finns_inte").text


def test_decisions_and_steps_done_are_told(browse: Browse, case: dict[str, Any], decision: TaskRow) -> None:
    client = browse(CHAIR)
    client.post(
        f"/uppgifter/{decision.id}",
        data={"_action": "complete", "utfall": "avsluta", "motivering": "Frågan är redan löst."},
    )

    page = client.get(f"/arenden/{case['id']}").text

    assert "Avslutat" in page
    assert "<b>Maria Lindqvist</b> gjorde klart Besluta om hantering" in page
    assert "Frågan är redan löst." in page
    assert "Inga öppna uppgifter" in page
    ahead = client.get(f"/arenden/{case['id']}?fas=sp_infora").text
    for shown in (ahead, client.get(f"/arenden/{case['id']}/ritning").text):
        # As a state; a gateway may be called so.
        assert not re.search(r"[;>,] ?kommer\b", shown[shown.index("<main") :])
    assert ", gjordes inte</small>" in ahead
    assert "Planera förändringen; uppgift; gjordes inte" in ahead


def test_a_long_trail_goes_on_at_show_more(
    engine: Engine, client: FlaskClient, browse: Browse, case: dict[str, Any]
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    for _ in range(3):
        robot.round(case["id"])
    reader, address = browse(LEAD), f"/arenden/{case['id']}"
    assert "startade ärendet" not in reader.get(address).text

    pages = 1
    while more := re.search(r'href="([^"]*cursor=[^"]*)#trail">Visa fler', reader.get(address).text):
        address, pages = more[1].replace("&amp;", "&"), pages + 1

    assert pages > 2
    assert "<b>Hanna Virtanen</b> startade ärendet" in reader.get(address).text


def test_the_whole_drawing_is_a_picture_of_its_own(browse: Browse, case: dict[str, Any]) -> None:
    answer = browse(LEAD).get(f"/arenden/{case['id']}/diagram.svg")

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert b"<svg" in answer.data


def test_a_case_that_is_not_there_is_said_so(browse: Browse) -> None:
    answer = browse(LEAD).get(f"/arenden/{uuid4()}")

    assert answer.status_code == 404
    assert "Ärendet finns inte" in answer.text


def test_phases_tell_when_they_were_done_and_steps_stand_by_level(
    engine: Engine, client: FlaskClient, browse: Browse, case: dict[str, Any]
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    robot.round(case["id"])
    robot.round(case["id"])
    page = browse(LEAD).get(f"/arenden/{case['id']}?fas=sp_infora").text

    assert re.search(r"Ta emot ärende</a><small>Klar <time[^>]+>\d+\u00a0\w+</time>, samma dag", page)
    assert re.search(r"Pågår sedan <time", page)
    assert re.search(r'<li class="\w+ in-1"[^>]*>(<b>)?Inför i enheten', page)
    assert re.search(r'<li class="\w+ in-2"[^>]*>(<b>)?Planera förändringen', page)


@pytest.mark.parametrize(("size", "share"), [("50", 0.5), ("200", 2.0), ("hela", 1.0), ("9", 1.0)])
def test_the_drawing_is_shown_in_the_size_that_is_asked_for(
    browse: Browse, case: dict[str, Any], size: str, share: float
) -> None:
    client, address = browse(LEAD), f"/arenden/{case['id']}"

    def wide(page: str) -> int:
        found = re.search(r'<svg [^>]*viewBox="[^"]+" width="(\d+)"', page)
        assert found
        return int(found[1])

    usual = client.get(f"{address}?fas=sp_bereda").text
    asked = client.get(f"{address}?fas=sp_bereda&zoom={size}").text

    assert wide(asked) == pytest.approx(share * wide(usual), abs=1)
    assert ('class="scroll canvas whole"' in asked) == (size == "hela")
    assert f"{address}?fas=sp_bereda&amp;zoom=75#where" in asked


def test_the_drawing_to_print_has_a_sheet_for_each_phase(browse: Browse, case: dict[str, Any]) -> None:
    client, address = browse(LEAD), f"/arenden/{case['id']}/ritning"

    assert client.get(address).text.count('<section class="sheet') == 4
    assert client.get(f"{address}?fas=sp_infora").text.count('<section class="sheet') == 1
    assert f'href="/arenden/{case["id"]}/diagram.svg"' in client.get(address).text


def test_a_phase_that_the_case_went_past_was_not_needed(engine: Engine, case: dict[str, Any]) -> None:
    def step(key: str, state: str) -> StepRow:
        name = Text(key, key)
        return StepRow(key, name, "subProcess", 0, key, None, state, 0, 0, 0, None, None)

    running = engine.ask(CaseById(UUID(case["id"])), RALS)
    steps = [step("a", "done"), step("b", "coming"), step("c", "now"), step("d", "coming")]
    ended = phases(replace(running, phase=None, state="ended"), steps[:2])

    assert [phase.state for phase in phases(replace(running, phase="c"), steps)] == [
        *("done", "skipped", "now", "coming")
    ]
    assert [phase.state for phase in ended] == ["done", "skipped"]


def test_the_trail_tells_in_words_that_nobody_was_appointed_and_nothing_recorded() -> None:
    def told(kind: str, **details: Any) -> str:
        row = TrailRow(1, datetime.now(UTC), None, None, None, None, kind, None, None, details)
        return str(sentences([row], "sv")[0].sentence)

    assert told("measured", count=0) == "<b>Räls</b> förde inte in några mätvärden"
    assert told("measured", count=2) == "<b>Räls</b> förde in 2 mätvärden"
    assert told("role-assigned", persons=[]) == "<b>Räls</b> utsåg ingen"
