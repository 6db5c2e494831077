"""Two who draw in the same draft."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from drawing import Drawer
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]


def _second(chromium: Browser, address: str) -> tuple[BrowserContext, Drawer]:
    """Somebody else, in a browser of their own."""
    context = chromium.new_context(base_url=address, locale="sv-SE")
    page = context.new_page()
    page.goto("/login")
    page.get_by_role("button", name="Stefan Åberg").first.click()
    page.wait_for_url("**/inkorg")
    return context, Drawer(page)


def _saved(draw: Drawer, revision: int) -> None:
    """Wait until the draft has been saved as this revision."""
    address = draw.page.url.replace("/modeller/utkast/", "/api/modeller/model-drafts/")
    asked = "async ([address, revision]) => (await (await fetch(address)).json()).revision === revision"
    draw.page.wait_for_function(asked, arg=[address, revision])


def _unaware(draw: Drawer) -> None:
    """Let nobody hear what the other has saved before they save their own: the page looks now and then by itself."""
    saved: list[bool] = []

    def answer(route: Route) -> None:
        saved.extend([True] * (route.request.method == "PUT"))
        route.continue_() if saved else route.abort()

    draw.page.route("**/api/modeller/model-drafts/*", answer)


def _rename(draw: Drawer, name: str) -> None:
    draw.choose("Start: ")
    draw.write("Namn", name)
    draw.page.evaluate("window.dispatchEvent(new Event('blur'))")


def _theirs(emma: Drawer, stefan: Drawer, draft: str) -> None:
    """Stefan saves again, and Emma drops her own for his."""
    stefan.page.goto(draft)
    stefan.ready()
    assert 'name="Emmas"' in stefan.xml()
    _unaware(emma)
    _rename(stefan, "Stefans")
    _saved(stefan, 3)
    _rename(emma, "Emmas andra")
    expect(emma.page.locator("#conflict")).to_contain_text("Stefan Åberg sparade")
    emma.page.get_by_role("button", name="Släng mina och hämta deras").press("Enter")
    expect(emma.page.locator("#conflict")).to_be_hidden()
    expect(emma.page.locator("#chosen option", has_text="Stefans")).to_have_count(1)


def test_two_who_draw_in_the_same_draft_never_write_over_each_other_unasked(
    page: Page, log_in: LogIn, chromium: Browser, address: str
) -> None:
    log_in("Emma Rydberg")
    emma = Drawer(page)
    emma.begin("Delad", "delad")
    draft = urlsplit(page.url).path
    context, stefan = _second(chromium, address)
    stefan.page.goto(draft)
    stefan.ready()
    _unaware(stefan)
    _rename(emma, "Emmas")
    expect(page.locator("#saved")).to_contain_text("Sparat")
    _saved(emma, 2)

    _rename(stefan, "Stefans")
    conflict = stefan.page.get_by_role("alert")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("Emma Rydberg sparade")
    stefan.page.get_by_role("button", name="Spara mina som ett nytt utkast").press("Enter")
    stefan.page.wait_for_url(lambda url: not url.endswith(draft))
    stefan.ready()
    assert 'name="Stefans"' in stefan.xml()

    _theirs(emma, stefan, draft)
    context.close()
