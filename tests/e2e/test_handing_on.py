"""Handing a task on in its several ways, held to accessibility with their faults."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
Check = Callable[[str], None]


def test_a_task_is_handed_on(page: Page, check: Check, log_in: LogIn, task_path: Callable[[], str]) -> None:
    log_in("Maria Lindqvist")
    path = task_path()
    for way in ("ge", "hjalp"):
        page.goto(f"{path}/{way}")
        check(f"{way}: candidates")
        page.goto(f"{path}/{way}?sok=ingen+heter+sa")
        check(f"{way}: nobody found")
    for way in ("folj-upp", "jav"):
        page.goto(f"{path}/{way}")
        check(way)
        page.locator("main form button").last.click()
        check(f"{way}: nothing filled in")


def test_many_tasks_at_once_and_a_filter_to_keep(
    page: Page, check: Check, log_in: LogIn, task_path: Callable[[], str]
) -> None:
    log_in("Maria Lindqvist")
    task_path()
    page.goto("/inkorg?sort=oldest")
    page.get_by_text("Spara filtret").click()
    check("a filter being saved")
    page.get_by_role("checkbox", name="Välj").first.check()
    page.get_by_role("button", name="Ge till någon").click()
    expect(page.get_by_role("heading", name="Ge uppgifterna till någon")).to_be_visible()
    check("many to give")
    page.goto("/inkorg?sort=oldest")
    page.get_by_role("checkbox", name="Välj").first.check()
    page.get_by_role("button", name="Slutför med mina utkast").click()
    expect(page.get_by_role("heading", name="Allt gick inte")).to_be_visible()
    check("what was not done, and why")
