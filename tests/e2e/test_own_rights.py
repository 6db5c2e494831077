"""Processes, my roles, lending a mandate and being away: for everybody, at every width, and by keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from keyboard import Keyboard
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
Check = Callable[[str], None]
CheckAt = Callable[[str, int], None]
DEPUTY = "Emma Rydberg"
PROCESSES = (
    "/processer",
    "/processer?vy=karta",
    "/processer/klasser",
    "/processer/ny",
    "/processer/klasser/ny",
)
MINE = ("/jag", "/meddelanden", "/jag/borta?sok=rydberg", "/jag/nycklar/ny")


def switch(keys: Keyboard, name: str) -> None:
    keys.page.goto("/login")
    keys.to("searchbox", "Sök namn")
    keys.page.keyboard.type(name)
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.follow("button", name)


def find(keys: Keyboard) -> None:
    """Search for the deputy and choose her among the hits."""
    keys.to("searchbox", "Sök person")
    keys.page.keyboard.type("rydberg")
    keys.follow("button", "Sök")
    expect(keys.page.get_by_label("Sök person")).to_be_focused()
    keys.to("radio", DEPUTY)
    keys.press("Space")


def decide(keys: Keyboard) -> None:
    keys.follow("link", "Besluta om hantering")
    keys.to("radio", "Bereda ärendet")
    keys.press("Space")
    keys.follow("button", "Fatta beslutet")


def expect_both_names(page: Page, case: dict[str, Any]) -> None:
    page.goto(f"/arenden/{case['id']}")
    expect(page.locator("#trail")).to_contain_text(
        f"{DEPUTY} för Maria Lindqvist gjorde klart Besluta om hantering"
    )


def lend_a_mandate(keys: Keyboard) -> None:
    switch(keys, "Maria Lindqvist")
    keys.use("button", "Du agerar som")
    keys.follow("link", "Mina roller, delegeringar och frånvaro")
    keys.follow("link", "Delegera ett mandat")
    keys.tick("Besluta hur ärendet ska hanteras")
    find(keys)
    expect(keys.page.get_by_label("Besluta hur ärendet ska hanteras")).to_be_checked()
    keys.follow("button", "Delegera")
    expect(keys.page.get_by_role("status")).to_contain_text("Mandatet är delegerat.")


def be_away(keys: Keyboard) -> None:
    switch(keys, "Maria Lindqvist")
    keys.use("button", "Maria Lindqvist, ditt konto")
    keys.follow("link", "Mina roller, delegeringar och frånvaro")
    keys.follow("link", "Jag är borta")
    find(keys)
    keys.write("Tillbaka", "2030-01-07 08.00")
    keys.follow("button", "Låt ersättaren ta över")
    expect(keys.page.get_by_role("status")).to_contain_text("Ersättaren är utsedd.")


@pytest.mark.parametrize("lend", [lend_a_mandate, be_away])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_right_is_lent_by_keyboard_and_used_with_both_names_in_the_trail(
    chromium: Browser, address: str, case: dict[str, Any], lend: Callable[[Keyboard], None], scripts: Any
) -> None:
    context = chromium.new_context(base_url=address, locale="sv-SE", java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    keys = Keyboard(context.new_page())
    lend(keys)

    switch(keys, DEPUTY)
    decide(keys)

    expect_both_names(keys.page, case)
    context.close()


def test_an_absence_ends_early_by_keyboard(page: Page, case: dict[str, Any]) -> None:
    keys = Keyboard(page)
    be_away(keys)
    keys.to("button", "Avsluta i förtid")
    keys.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Frånvaron är avslutad.")

    switch(keys, DEPUTY)
    expect(page.get_by_role("link", name="Besluta om hantering")).to_have_count(0)


def test_hits_come_while_one_writes_where_scripts_run(page: Page, log_in: LogIn) -> None:
    log_in("Maria Lindqvist")
    page.goto("/jag/borta")
    page.get_by_label("Sök person").press_sequentially("rydberg")

    page.get_by_label(f"{DEPUTY}, Processutvecklare").check()
    expect(page.get_by_label("Sök person")).to_have_value("rydberg")


def test_a_branch_of_the_tree_is_folded_by_keyboard(page: Page, log_in: LogIn) -> None:
    log_in("Tomas Ekström")
    page.goto("/processer")
    expect(page.get_by_role("link", name="Barnhälsovård")).to_be_visible()
    page.get_by_text("2 processer under Barn och familj").press("Enter")

    expect(page.get_by_role("link", name="Barnhälsovård")).to_be_hidden()


def test_a_key_for_a_program_is_made_and_revoked_by_keyboard(page: Page, check: Check) -> None:
    keys = Keyboard(page)
    switch(keys, "Stefan Åberg")
    page.goto("/jag")
    keys.follow("link", "Dina nycklar")
    keys.follow("link", "Skapa en nyckel")
    keys.follow("button", "Skapa nyckeln")
    expect(page.get_by_role("alert")).to_be_focused()
    check("faults of a key")
    keys.write("Vad den är till", "Power BI")
    keys.tick("Läsa portföljen")
    keys.follow("button", "Skapa nyckeln")
    expect(page.get_by_label("Nyckel", exact=True)).to_have_value(re.compile("^rals_"))
    check("a key shown once")
    keys.follow("link", "Klar")
    check("a key in the list")
    page.goto("/drift/nycklar")
    keys.to("button", "Återkalla Power BI")
    keys.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Nyckeln är återkallad.")


def test_the_new_pages_keep_the_rules(page: Page, check: Check, log_in: LogIn) -> None:
    log_in("Stefan Åberg")
    for path in (*PROCESSES, *MINE):
        page.goto(path)
        check(path)
    for process in ("Leda och utveckla", "Rehabilitering"):
        page.goto("/processer")
        page.get_by_role("link", name=process).first.click()
        check(f"the process {process}")
    page.get_by_role("link", name="Ny leverans").click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_be_focused()
    check("faults")
    be_away(Keyboard(page))
    check("away")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_hold_on_the_smallest_screen(page: Page, check_at: CheckAt, log_in: LogIn, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    log_in("Stefan Åberg")
    for path in (*PROCESSES, *MINE):
        page.goto(path)
        check_at(f"{path} {scheme}", 320)
        check_at(f"{path} {scheme}", 1280)


def test_their_text_twice_as_large_fits(check_large: Check, log_in: LogIn) -> None:
    log_in("Stefan Åberg")
    for path in (*PROCESSES, *MINE):
        check_large(path)
