"""People do their work by clicking in Chromium, with and without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
TITLE = "Gemensam mottagningsplanering"


def fill_start_form(page: Page) -> None:
    page.get_by_label("Rubrik").fill(TITLE)
    page.get_by_label("Beskrivning").fill("Mottagningarna planeras gemensamt.")
    page.get_by_label("Syfte").fill("Kortare väntetider.")
    page.get_by_label("Ursprung").select_option(index=1)
    page.get_by_label("Typ av förändring").select_option(index=1)
    page.get_by_label("Regionområde Norr").check()


def appoint_owner(page: Page) -> None:
    page.locator("[name=utfall][type=radio]").first.check()
    page.get_by_label("Uppdragsägare").select_option(label="Johan Bergström")
    page.get_by_label("Från och med").fill("26 nov 2026")


def test_a_case_is_taken_through_its_first_tasks(page: Page, log_in: LogIn) -> None:
    log_in("Hanna Virtanen")
    page.get_by_role("link", name="Starta ärende").first.click()
    page.get_by_role("link", name="Implementering").click()
    fill_start_form(page)
    page.get_by_role("button", name="Starta ärendet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("status")).to_contain_text("är startat")
    expect(page.get_by_role("list", name="Faser").locator("[aria-current=step]")).to_contain_text(
        "Ta emot ärende"
    )

    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()
    page.get_by_label("Bereda ärendet").check()
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("status")).to_contain_text("Klart: Besluta om hantering")

    expect(page.get_by_role("heading", level=1)).to_have_text("Utse uppdragsägare")
    appoint_owner(page)
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("status")).to_contain_text("Klart: Utse uppdragsägare")

    page.goto("/arenden")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name=re.compile("Beslut 2"))).to_be_visible()
    expect(page.locator("#trail")).to_contain_text("Maria Lindqvist gjorde klart Utse uppdragsägare")


def test_a_question_that_appears_leaves_the_focus_where_it_was(
    page: Page, log_in: LogIn, case: dict[str, Any]
) -> None:
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()
    expect(page.get_by_label("På vilket sätt")).to_have_count(0)

    page.get_by_label("Handlägga på annat sätt").check()

    expect(page.get_by_label("På vilket sätt")).to_be_visible()
    assert page.evaluate("document.activeElement.value") == "handlagga_annat_satt"


def test_what_is_typed_while_the_form_is_renewed_is_kept(
    page: Page, log_in: LogIn, case: dict[str, Any]
) -> None:
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()
    page.get_by_label("Motivering").fill("Det här")
    page.get_by_label("Sammanträde").focus()
    held: list[Route] = []
    slow = [True]
    page.route("**/uppgifter/*", lambda route: held.append(route) if slow[0] else route.continue_())
    page.get_by_label("Handlägga på annat sätt").check()
    page.wait_for_timeout(400)
    page.get_by_label("Motivering").press("End")
    page.get_by_label("Motivering").press_sequentially(" skrivs under tiden")
    page.get_by_text("Beslutsfattare, datum och jäv").click()
    page.get_by_label("Någon har anmält jäv").check()
    page.get_by_label("Motivering").press_sequentially(" och efteråt")

    slow[0] = False
    for route in held:
        route.continue_()

    expect(page.get_by_label("På vilket sätt")).to_be_visible()
    expect(page.get_by_label("Vem och varför")).to_be_visible()
    expect(page.get_by_label("Motivering")).to_have_value("Det här skrivs under tiden och efteråt")
    expect(page.get_by_label("Någon har anmält jäv")).to_be_checked()


def test_everything_works_without_javascript(chromium: Browser, address: str, case: dict[str, Any]) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/login")
    page.get_by_role("button", name="Maria Lindqvist").first.click()
    page.get_by_role("link", name="Besluta om hantering").click()

    page.get_by_label("Handlägga på annat sätt").check()
    page.get_by_role("button", name="Uppdatera formuläret").click()
    page.get_by_label("På vilket sätt").fill("Frågan hör till linjen.")
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("alert")).to_contain_text("Rätta två fel")
    expect(page.get_by_label("På vilket sätt")).to_have_value("Frågan hör till linjen.")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert "#f-" in page.url

    page.get_by_label("Vem tar över").fill("Regionområde Norr")
    page.get_by_label("Motivering").fill("Det gäller bara ett område.")
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("status")).to_contain_text("Klart: Besluta om hantering")
    context.close()


def test_enter_in_a_line_of_text_decides_nothing(page: Page, log_in: LogIn, case: dict[str, Any]) -> None:
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()
    page.get_by_label("Bereda ärendet").check()
    page.get_by_label("Sammanträde").press_sequentially("FVL 2026-11-26")

    page.get_by_label("Sammanträde").press("Enter")

    expect(page.get_by_role("button", name="Fatta beslutet")).to_be_visible()
    expect(page.get_by_label("Sammanträde")).to_have_value("FVL 2026-11-26")


def test_what_was_typed_is_there_after_a_login_that_had_ended(
    page: Page, context: BrowserContext, log_in: LogIn, case: dict[str, Any]
) -> None:
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()
    page.get_by_label("Avsluta").check()
    page.get_by_label("Motivering").fill("Frågan är redan löst.")
    context.clear_cookies()

    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    page.get_by_label("Sök namn").fill("maria")
    page.get_by_role("button", name="Visa").click()
    page.get_by_role("button", name="Maria Lindqvist").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Besluta om hantering")
    expect(page.get_by_label("Avsluta")).to_be_checked()
    expect(page.get_by_label("Motivering")).to_have_value("Frågan är redan löst.")
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("status")).to_contain_text("Klart: Besluta om hantering")


def test_the_keyboard_reaches_the_content_and_the_menus(page: Page, log_in: LogIn) -> None:
    log_in("Amira Haddad")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.get_by_role("button", name="Du agerar som").press("Enter")
    page.get_by_role("button", name="Regionområdeschef").press("Enter")
    expect(page.get_by_role("button", name="Du agerar som")).to_contain_text("Regionområdeschef")


def test_rows_are_added_and_removed(
    page: Page, log_in: LogIn, client: FlaskClient, case: dict[str, Any]
) -> None:
    del client
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()
    page.get_by_label("Bereda ärendet").check()
    page.get_by_role("button", name="Fatta beslutet").click()
    appoint_owner(page)
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Identifiera kompetens")
    rows = page.locator(".rows .row")
    before = rows.count()
    rows.last.locator("input:not([type=hidden]), textarea").first.fill("Barnmorska")

    page.get_by_role("button", name="Lägg till rad").click()
    expect(rows).to_have_count(before + 1)
    expect(rows.nth(before - 1).locator("input:not([type=hidden]), textarea").first).to_have_value(
        "Barnmorska"
    )
    expect(rows.last).to_be_focused()

    page.get_by_role("button", name=re.compile("Ta bort")).last.click()
    expect(rows).to_have_count(before)


@pytest.mark.usefixtures("case")
def test_tasks_are_cards_before_their_column_gets_narrow(
    page: Page, log_in: LogIn, check_at: Callable[[str, int], None]
) -> None:
    log_in("Maria Lindqvist")
    heads = page.locator(".tasks .names")
    expect(heads).to_be_visible()
    for width in (1000, 900, 800):
        check_at("inbox", width)
        expect(heads).to_be_hidden()


def test_on_paper_nothing_asks_to_be_pressed_and_the_tasks_have_its_width(
    page: Page, log_in: LogIn, case: dict[str, Any]
) -> None:
    log_in("Amira Haddad")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 800, "height": 1100})
    for path in ("/inkorg", "/krav", "/arenden"):
        page.goto(path)
        assert page.locator("main .btn").count() > 0, path
        assert page.locator(".btn:visible").count() == 0, path
    page.goto("/inkorg?view=groups")
    assert (page.locator(".tasks").bounding_box() or {})["width"] > 700


def test_ticks_stay_inside_their_stations_when_the_text_is_twice_as_large(page: Page, log_in: LogIn) -> None:
    log_in("Stefan Åberg")
    page.goto("/stil")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        tick = page.locator(".phases .done .icon").first.bounding_box() or {}
        station = page.locator(".phases .done .station").first.bounding_box() or {}
        assert station["height"] == 56
        for side, size in (("x", "width"), ("y", "height")):
            assert tick[side] >= station[side]
            assert tick[side] + tick[size] <= station[side] + station[size]


def test_bullets_keep_to_the_column(page: Page, log_in: LogIn) -> None:
    log_in("Stefan Åberg")
    page.goto("/krav/RH-ROLE-UA-01")
    listed, column = page.locator("main li").first.bounding_box(), page.locator("main h1").bounding_box()

    assert listed
    assert column
    assert listed["x"] >= column["x"] + 16
