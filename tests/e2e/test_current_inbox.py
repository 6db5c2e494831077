"""The inbox stays current while it is open."""

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
