"""A draft is tried out, and its forms and tables are made, in a browser: by keyboard, on a phone too, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from engine.commands.drafts.create import CreateDraftFrom
from engine.door import Engine
from engine.governance.actor import RALS, Identity
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.people.me import DemoPeople

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
CheckAt = Callable[[str, int], None]
DRAWER = "Emma Rydberg"


@pytest.fixture
def draft(engine: Engine) -> Callable[[str], str]:
    """Begin a draft from a published process, and return its address."""

    def begun(key: str) -> str:
        people = engine.ask(DemoPeople(), RALS)
        who = Identity(person_id=next(one.id for one in people if one.name == DRAWER))
        published = next(one for one in engine.ask(ProcessDefinitions(), who) if one.key == key)
        return f"/modeller/utkast/{engine.do(CreateDraftFrom(published.id), who)}"

    return begun


def _wide_and_narrow(check_at: CheckAt, state: str) -> None:
    check_at(state, 320)
    check_at(state, 1280)


def test_a_draft_is_tried_by_hand_and_by_the_robot(
    page: Page, log_in: LogIn, check_at: CheckAt, draft: Callable[[str], str]
) -> None:
    log_in(DRAWER)
    page.goto(f"{draft('utse_roll')}/prova")
    page.get_by_role("button", name="Starta", exact=True).click()
    expect(page.get_by_role("heading", name="Rätta").first).to_be_visible()
    check_at("faults in the start form", 320)

    page.get_by_role("button", name="Fyll i åt mig").click()
    page.get_by_role("button", name="Starta", exact=True).click()
    expect(page.get_by_text("Kopplingar som anropas")).to_be_visible()
    page.locator("button[value^='reply ']").first.click()
    _wide_and_narrow(check_at, "on the way")
    page.get_by_role("button", name="Börja om").click()
    expect(page.get_by_text("Inte startat")).to_be_visible()

    page.get_by_role("button", name="Tills alla vägar är prövade").click()
    expect(page.get_by_text("Roboten gick")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("har aldrig prövats")).to_be_visible()


def _new_question(page: Page, address: str) -> None:
    """Begin a form with one question more than it begins with."""
    page.goto(f"{address}/delar")
    page.locator("#formular-key").fill("f_ny")
    page.locator("#formular-title").fill("Ny fråga till nämnden")
    page.get_by_role("button", name="Nytt formulär").click()
    page.get_by_label("Slag").select_option("radio")
    page.get_by_role("button", name="Lägg till", exact=True).click()
    page.get_by_label("Nyckel").fill("svar")
    page.get_by_label("Ledtext (valfritt)", exact=True).fill("Nämndens svar")


def test_a_form_is_made_question_by_question(
    page: Page, log_in: LogIn, check_at: CheckAt, draft: Callable[[str], str]
) -> None:
    log_in(DRAWER)
    _new_question(page, draft("utse_roll"))
    hidden, preview, listed = (
        page.get_by_label("Dölj när"),
        page.locator("#preview"),
        page.locator(".questions a"),
    )
    hidden.fill("=text_1 = ")
    hidden.press("Tab")
    expect(page.get_by_text("går inte att läsa").first).to_be_visible()
    check_at("a condition at fault", 320)
    hidden.fill('=text_1 = "nej"')
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(preview.get_by_role("group", name="Nämndens svar")).to_be_visible()
    _wide_and_narrow(check_at, "the list and the preview")

    # The condition is tried in the preview itself.
    preview.get_by_label("Ny fråga").fill("nej")
    preview.get_by_label("Ny fråga").press("Tab")
    expect(preview.get_by_role("group", name="Nämndens svar")).not_to_be_visible()

    page.get_by_role("button", name="Flytta upp Nämndens svar").press("Enter")
    expect(listed.first).to_have_text("Nämndens svar")
    page.get_by_role("button", name="Ta bort Nämndens svar").press("Enter")
    expect(listed).to_have_count(1)
    page.get_by_role("button", name="Ångra").press("Enter")
    expect(listed.first).to_have_text("Nämndens svar")


def test_a_table_is_made_in_a_grid_with_the_arrows(
    page: Page, log_in: LogIn, check_at: CheckAt, draft: Callable[[str], str]
) -> None:
    log_in(DRAWER)
    page.goto(f"{draft('utse_roll')}/tabeller/brt_bestam_agare")
    page.locator("#row-0-in-0").focus()
    for key in ("ArrowDown", "ArrowRight", "End", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    focused = page.evaluate("document.activeElement.id")
    assert focused == "row-2-in-1"

    page.locator("#row-0-in-0").fill("[1..")
    page.locator("#row-0-in-0").press("Tab")
    expect(page.locator("#row-0-in-0-fault")).to_be_visible()
    _wide_and_narrow(check_at, "a cell at fault")
    page.locator("#row-0-in-0").fill("true")
    page.get_by_role("button", name="Ta bort regel 6").press("Enter")
    expect(page.get_by_role("heading", name="Ingen regel för")).to_be_visible()
    page.get_by_role("button", name="Ångra").press("Enter")
    expect(page.get_by_text("Inga fel, luckor eller krockar")).to_be_visible()
    page.get_by_role("button", name="Spara tabellen").press("Enter")
    expect(page.get_by_text("Tabellen är sparad.")).to_be_visible()


def test_without_scripts_a_draft_is_tried_and_a_rule_added(
    chromium: Browser, address: str, draft: Callable[[str], str]
) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    page.goto("/login")
    page.get_by_role("button", name=DRAWER).first.click()
    begun = draft("utse_roll")
    page.goto(f"{begun}/prova")
    page.get_by_role("button", name="En väg till slutet").click()
    assert page.get_by_text("Slut", exact=True).is_visible()
    page.goto(f"{begun}/delar")
    page.get_by_role("link", name="brt_bestam_agare").click()
    page.get_by_role("button", name="Lägg till regel").click()
    assert page.locator("#row-6-in-0").is_visible()
    context.close()
