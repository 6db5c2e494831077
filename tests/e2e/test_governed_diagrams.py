"""Versions compared, and what people read of a process, in the browser: no fault for anybody, on wide and narrow screens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.organisations import Organisations
from web.cli import data, models

pytestmark = pytest.mark.browser


@pytest.fixture
def _second(engine: Engine) -> None:
    """A second version: one task with another name, another with less time."""
    files = models.files_of(data.PRODUCT / "bpmn" / "utse_roll")
    text = files["utse_roll.bpmn"].decode()
    text = text.replace('rals:due="P14D"', 'rals:due="P7D"', 1).replace('"Utse innehavaren"', '"Utse"', 1)
    organisation = engine.ask(Organisations(), RALS)[0]
    engine.do(PublishModel({**files, "utse_roll.bpmn": text.encode()}, organisation.id), RALS)


@pytest.mark.usefixtures("_second")
def test_what_differs_is_read_and_chosen_and_the_process_is_read_in_words(
    page: Page, check: Callable[[str], None], log_in: Callable[[str], None]
) -> None:
    log_in("Tomas Ekström")
    page.goto("/modeller/utse_roll/jamfor")
    check("comparison")
    expect(page.get_by_role("heading", name="Det här skiljer")).to_contain_text("2")
    page.get_by_label("Från").select_option("2")
    page.get_by_role("button", name="Jämför", exact=True).click()
    expect(page.get_by_text("Det är samma version.")).to_be_visible()

    page.goto("/modeller/utse_roll/handbok")
    check("handbook")
    page.get_by_role("link", name="Faktablad").click()
    check("fact sheet")
    page.get_by_role("link", name="Ansvar", exact=True).click()
    expect(page.get_by_role("cell", name="Kandidatens chef").first).to_be_visible()
    check("responsibilities")
