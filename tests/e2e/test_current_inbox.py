"""The inbox stays current while it is open, and its buttons work where they stand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]


def test_new_work_is_told_without_anything_moving(
    page: Page, log_in: LogIn, request: pytest.FixtureRequest
) -> None:
    page.clock.install()
    log_in("Maria Lindqvist")
    places = """[...document.querySelectorAll("main *:not(#news, #news *)")].map(one => {
        const {top, left} = one.getBoundingClientRect();
        return [one.tagName, top, left];
    })"""
    expect(page.locator("#waiting")).to_contain_text("0")
    before = page.evaluate(places)
    request.getfixturevalue("case")

    page.clock.fast_forward(31_000)

    expect(page.locator("#news")).to_have_text("1 ny uppgift. Visa")
    expect(page.locator("#waiting")).to_contain_text("1")
    expect(page.locator("#count-mine")).to_have_text("1")
    assert page.evaluate(places) == before
    page.get_by_role("link", name="Visa", exact=True).click()
    expect(page.get_by_role("link", name="Besluta om hantering")).to_be_visible()
    expect(page.locator("#news")).to_have_text("")


@pytest.mark.usefixtures("case")
def test_a_task_is_taken_where_it_stands(page: Page, log_in: LogIn) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    log_in("Amira Haddad")
    page.evaluate("document.body.dataset.same = 'yes'")
    taken = page.get_by_role("button", name="Ta Besluta om hantering")
    taken.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    taken.click()

    expect(page.get_by_role("status")).to_have_text("Du har tagit uppgiften.")
    expect(page.locator(".tasks").get_by_role("link", name="Besluta om hantering")).to_be_focused()
    expect(page.locator("#waiting")).to_contain_text("1")
    expect(taken).to_have_count(0)
    assert page.evaluate("document.body.dataset.same") == "yes"
    assert abs(page.evaluate("scrollY") - before) <= 200
    assert page.url.endswith("/inkorg")
