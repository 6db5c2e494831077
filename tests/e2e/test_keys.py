"""The inbox as its reader wants it: its keys, which do something where a list has the focus only, and its filters."""

import re
from collections.abc import Callable
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from keyboard import Keyboard
from playwright.sync_api import Page, expect

from engine.door import Engine

LogIn = Callable[[str], None]
Check = Callable[[str], None]


@pytest.fixture
def _three(engine: Engine, client: FlaskClient) -> list[dict[str, Any]]:
    robot = demo.robot(engine, client, {})
    return [robot.start(demo.LEAD, {**demo.START, "rubrik": name}) for name in ("Ett", "Två", "Tre")]


@pytest.mark.usefixtures("_three")
def test_keys_move_among_the_tasks_open_one_and_lead_to_the_search(page: Page, log_in: LogIn) -> None:
    log_in("Maria Lindqvist")
    keys, links = Keyboard(page), page.locator("a.title")
    keys.to("link", "Besluta om hantering")

    keys.press("j", "ArrowDown", "j")
    expect(links.nth(2)).to_be_focused()
    keys.press("k", "ArrowUp", "k")
    expect(links.nth(0)).to_be_focused()
    keys.press("?")
    expect(page.get_by_role("heading", name="Tangenter i listan")).to_be_visible()
    keys.press("Escape", "f")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("jkt?f")
    expect(search).to_have_value("jkt?f")


@pytest.mark.usefixtures("_three")
def test_a_task_of_the_group_is_taken_with_a_key_and_opened_with_enter(page: Page, log_in: LogIn) -> None:
    log_in("Amira Haddad")
    keys = Keyboard(page)
    keys.to("link", "Besluta om hantering")

    keys.press("t")
    expect(page.get_by_role("status")).to_contain_text("Du har tagit uppgiften.")
    expect(page.locator("#count-mine")).to_have_text("1")

    keys.to("link", "Besluta om hantering")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Besluta om hantering")


@pytest.mark.usefixtures("_three")
def test_control_and_enter_hand_in_the_task_that_is_written_in(page: Page, log_in: LogIn) -> None:
    log_in("Maria Lindqvist")
    page.locator("a.title").first.click()
    page.get_by_label("Motivering").focus()

    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page).to_have_title(re.compile("^Fel: "))


def test_the_inbox_as_its_reader_wants_it(
    page: Page, check: Check, log_in: LogIn, case: dict[str, Any]
) -> None:
    log_in("Maria Lindqvist")
    page.get_by_role("button", name="Tangenter").click()
    check("keys")
    page.goto("/inkorg?sort=newest&created=week&column=starter&column=created&column=diary")
    check("more filters, three columns")
    page.get_by_text("Spara filtret").click()
    page.get_by_label("Filtrets namn").fill(" ")
    page.get_by_role("button", name="Spara", exact=True).click()
    check("a filter without a name")
    page.get_by_label("Filtrets namn").fill("Nytt för oss")
    page.get_by_label("Vem ser det?").select_option(label="Förvaltningsledningen")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Filtret är sparat.")
    check("a saved filter")
