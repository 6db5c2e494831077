"""A case from its start to an end without a mouse: three people, decisions, dates, and questions that come and go."""

import re
from collections.abc import Callable
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from keyboard import Keyboard
from playwright.sync_api import Browser, Page, expect

from engine.door import Engine

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
TITLE = "Gemensam provtagning"
OF_THE_DECISION = "Beslutsfattare, datum och jäv"


def log_in(keys: Keyboard, name: str) -> None:
    keys.to("searchbox", "Sök namn")
    keys.page.keyboard.type(name)
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.follow("button", name)
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Inkorg")


def switch(keys: Keyboard, now: str, to: str) -> None:
    keys.use("button", f"{now}, ditt konto")
    keys.follow("button", "Logga ut")
    log_in(keys, to)


def start_a_case(keys: Keyboard) -> None:
    keys.follow("link", "Starta ärende")
    keys.follow("link", "Implementering")
    keys.write("Rubrik", TITLE)
    keys.write("Beskrivning", "Proverna tas på samma sätt överallt.")
    keys.write("Syfte", "Färre omtagna prov.")
    keys.choose("Ursprung", "Eget")
    keys.choose("Typ av förändring", "Arb")
    keys.tick("Regionområde Norr")
    keys.write("Önskat datum", "26/11")
    keys.tick("Låt lokalt utvecklingsansvarig")
    keys.follow("button", "Starta ärendet")


def decide_otherwise(keys: Keyboard, renew: Callable[[], None]) -> None:
    page = keys.page
    keys.follow("link", "Besluta om hantering")
    keys.to("radio", "Bereda ärendet")
    keys.press("Space")
    keys.press("ArrowDown", "ArrowDown")
    renew()
    expect(page.get_by_label("På vilket sätt")).to_be_visible()
    keys.write("På vilket sätt", "Frågan hör till linjen.")
    keys.write("Vem tar över", "Regionområde Norr")
    # Open already where the form was asked for anew without scripts.
    if page.locator("details.folded:not([open])", has_text=OF_THE_DECISION).count():
        keys.use("heading", OF_THE_DECISION)
    keys.write("Beslutsdatum", "idag")
    keys.tick("Någon har anmält jäv")
    renew()
    expect(page.get_by_label("Vem och varför")).to_be_visible()
    keys.write("Vem och varför", "Ingen längre.")
    keys.follow("button", "Fatta beslutet")


def mend(keys: Keyboard) -> None:
    """The reason was forgotten: the summary has the focus, and its link leads to the question."""
    page = keys.page
    expect(page).to_have_title(re.compile("^Fel: "))
    expect(page.get_by_role("alert")).to_be_focused()
    keys.use("link", "Fyll i motivering")
    expect(page.get_by_label("Motivering")).to_be_focused()
    expect(page.get_by_label("Vem och varför")).to_have_value("Ingen längre.")
    page.keyboard.type("Det gäller bara ett område.")
    keys.follow("button", "Fatta beslutet")


def take_a_case_to_its_end(keys: Keyboard, renew: Callable[[], None]) -> None:
    page = keys.page
    page.goto("/login")
    log_in(keys, "Hanna Virtanen")
    start_a_case(keys)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    switch(keys, "Hanna Virtanen", "Linda Hedlund")
    keys.follow("link", "Ta emot fråga")
    keys.to("radio", "Gör till ärende")
    keys.press("Space")
    keys.follow("button", "Slutför uppgiften")

    switch(keys, "Linda Hedlund", "Maria Lindqvist")
    decide_otherwise(keys, renew)
    mend(keys)
    expect(page.get_by_role("status")).to_contain_text("Klart: Besluta om hantering")
    expect(page.get_by_role("main")).to_contain_text("Handläggs på annat sätt")


def test_a_case_from_start_to_end_by_keyboard_alone(page: Page) -> None:
    take_a_case_to_its_end(Keyboard(page), renew=lambda: None)


def test_a_case_from_start_to_end_by_keyboard_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    keys = Keyboard(context.new_page())
    take_a_case_to_its_end(keys, renew=lambda: keys.follow("button", "Uppdatera formuläret"))
    context.close()


def test_rows_are_added_and_removed_by_keyboard(
    page: Page, log_in: LogIn, engine: Engine, client: FlaskClient, case: dict[str, Any]
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    for _ in range(2):
        robot.round(case["id"], leave=lambda task: task["element_id"] == "ut_identifiera_kompetens")
    log_in("Maria Lindqvist")
    keys = Keyboard(page)
    keys.follow("link", "Identifiera kompetens")
    keys.write("Kompetensområde", "Provtagning")
    keys.follow("button", "Lägg till rad")

    expect(page.get_by_role("group", name="Personer, rad 2")).to_be_focused()
    keys.write("Kompetensområde", "Laboratorium")
    keys.to("button", "Ta bort rad 1", back=True)
    with page.expect_navigation():
        keys.press("Space")

    expect(page.get_by_role("group", name="Personer, rad 1")).to_be_focused()
    expect(page.get_by_label("Kompetensområde")).to_have_value("Laboratorium")


def test_the_matrix_of_mandates_is_read_by_keyboard_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    keys = Keyboard(page)
    page.goto("/login")
    keys.follow("button", "Maria Lindqvist")
    page.goto("/roller")
    keys.to("button", "Förvaltningsledningen beslutar: Utse uppdragsägare")
    keys.press("Enter")
    quoted = page.get_by_role("link", name="RH-ROLE-FVL-02")
    expect(quoted).to_be_visible()
    keys.press("Tab")
    expect(quoted).to_be_focused()
    keys.press("Escape")

    expect(quoted).to_be_hidden()
    expect(
        page.get_by_role("button", name="Förvaltningsledningen beslutar: Utse uppdragsägare")
    ).to_be_focused()
    context.close()
