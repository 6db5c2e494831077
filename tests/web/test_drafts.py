"""Whatever reaches the server is kept as a draft, also when the step itself is refused."""

from collections.abc import Callable

import demo
import pytest
from flask.testing import FlaskClient

from engine.door import Engine
from engine.queries.rows import TaskRow

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"
SAVED = "Bara du ser det."
START = "/arenden/starta/implementering"


@pytest.fixture
def page(decision: TaskRow) -> str:
    return f"/uppgifter/{decision.id}"


@pytest.mark.parametrize("action", ["update", "complete"])
def test_what_was_written_is_kept_before_the_task_is_done(browse: Browse, page: str, action: str) -> None:
    client = browse(CHAIR)
    answer = client.post(page, data={"_action": action, "sammantrade_ref": "FVL 2026-11-26"})

    assert SAVED in answer.text
    assert "data-unsaved" not in answer.text
    assert 'value="FVL 2026-11-26"' in client.get(page).text


def test_what_could_not_be_kept_is_marked_as_unsaved(browse: Browse) -> None:
    start = browse("aisha-mohamed").post(START, data={"_action": "update", "rubrik": "Prov"})

    assert "data-unsaved" in start.text
    assert "data-unsaved" not in browse("hanna-virtanen").get(START).text


@pytest.mark.parametrize(("action", "status"), [("update", 200), ("start", 422), ("draft", 303)])
def test_what_was_written_is_kept_before_the_case_is_started(
    browse: Browse, action: str, status: int
) -> None:
    answer = browse("hanna-virtanen").post(START, data={"_action": action, "rubrik": "Ny provtagning"})
    again, other = browse("hanna-virtanen").get(START).text, browse(CHAIR).get(START).text

    assert answer.status_code == status
    assert 'value="Ny provtagning"' in again
    assert SAVED in again
    assert "Ny provtagning" not in other


def test_a_draft_of_a_start_is_thrown_away_and_forgotten_when_the_case_has_started(
    engine: Engine, client: FlaskClient, browse: Browse
) -> None:
    mine = browse("hanna-virtanen")
    mine.post(START, data={"_action": "draft", "rubrik": "Slängs"})
    assert mine.post(START, data={"_action": "discard", "rubrik": "Slängs"}).status_code == 303
    assert "Slängs" not in mine.get(START).text
    assert SAVED not in mine.get(START).text

    mine.post(START, data={"_action": "draft", "rubrik": "Startas"})
    demo.robot(engine, client, {}).start(demo.LEAD, demo.START)

    assert "Startas" not in mine.get(START).text


def test_an_answer_hidden_meanwhile_is_in_the_draft_and_on_the_page(browse: Browse, page: str) -> None:
    client = browse(CHAIR)
    answers = {"utfall": "bereda", "annat_satt": "Frågan hör till linjen."}
    client.post(page, data={"_action": "update", **answers})

    assert 'type="hidden" name="annat_satt" value="Frågan hör till linjen."' in client.get(page).text


def test_only_faults_that_were_shown_are_shown_again_while_they_last(browse: Browse, page: str) -> None:
    client = browse(CHAIR)
    posted = {"_action": "update", "_fault": "motivering", "utfall": "handlagga_annat_satt"}

    answer = client.post(page, data=posted, headers={"HX-Request": "true"}).text
    assert "Rätta ett fel" in answer
    assert 'role="alert"' not in answer
    mended = client.post(page, data={**posted, "motivering": "Därför."}, headers={"HX-Request": "true"}).text
    assert "Rätta" not in mended


def test_the_page_stays_on_the_version_that_was_opened(browse: Browse, page: str) -> None:
    answer = browse(CHAIR).post(page, data={"_action": "update", "_version": "0"})

    assert 'name="_version" value="0"' in answer.text
