"""What a person has written survives: leaving the page, a login that ends, a colleague who is faster, and hiding."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
REASON = "Frågan är redan löst."
SAVED = "Bara du ser det."


@pytest.fixture
def decide(page: Page, log_in: LogIn, case: dict[str, Any]) -> None:
    """The decision of the management team, open before its chair."""
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Besluta om hantering").click()


@pytest.fixture
def warnings(page: Page) -> list[str]:
    """What the browser asks before the page is left; the person stays."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "film.mov"
    path.write_bytes(b"x" * 5_000_001)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "protokoll.txt"
    path.write_text("Närvarande: alla.")
    return path


@pytest.mark.usefixtures("decide")
def test_what_is_written_is_saved_by_itself_and_then_the_page_can_be_left(
    page: Page, warnings: list[str]
) -> None:
    page.get_by_label("Sammanträde").press_sequentially("FVL")
    page.close(run_before_unload=True)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert warnings == ["beforeunload"]

    page.get_by_role("link", name="Ärenden", exact=True).click()
    page.wait_for_url("**/arenden")
    page.go_back()

    expect(page.get_by_label("Sammanträde")).to_have_value("FVL")
    assert warnings == ["beforeunload"]


def test_a_form_that_cannot_be_saved_is_not_left_without_a_warning(
    page: Page, log_in: LogIn, warnings: list[str]
) -> None:
    log_in("Aisha Mohamed")
    page.goto("/arenden/starta/implementering")
    page.get_by_role("link", name="Avbryt").click()
    page.wait_for_url("**/arenden/starta")
    assert warnings == []

    page.goto("/arenden/starta/implementering")
    page.get_by_label("Rubrik").press_sequentially("Halvskrivet")
    page.get_by_role("button", name="Starta ärendet").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert warnings == []
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Avbryt").click(no_wait_after=True)
    expect(page.get_by_label("Rubrik")).to_have_value("Halvskrivet")


@pytest.mark.usefixtures("decide")
def test_an_answer_that_was_hidden_meanwhile_is_still_there(page: Page) -> None:
    page.get_by_label("Handlägga på annat sätt").check()
    page.get_by_label("På vilket sätt").fill("Frågan hör till linjen.")
    page.get_by_label("Bereda ärendet").check()
    expect(page.get_by_label("På vilket sätt")).to_have_count(0)

    page.get_by_label("Handlägga på annat sätt").check()

    expect(page.get_by_label("På vilket sätt")).to_have_value("Frågan hör till linjen.")


@pytest.mark.usefixtures("decide")
def test_faults_go_one_by_one_as_they_are_mended(page: Page) -> None:
    page.get_by_role("button", name="Fatta beslutet").click()
    expect(page.get_by_role("alert")).to_contain_text("Rätta två fel")

    page.get_by_label("Handlägga på annat sätt").check()
    expect(page.get_by_label("På vilket sätt")).to_be_visible()
    expect(page.get_by_role("heading", name="Rätta ett fel")).to_be_visible()
    expect(page.get_by_role("link", name="Fyll i motivering")).to_have_count(1)
    assert page.evaluate("document.activeElement.value") == "handlagga_annat_satt"

    expect(page).to_have_title(re.compile("^Fel: Besluta om hantering"))
    page.get_by_label("Motivering").fill(REASON)
    expect(page.get_by_role("heading", name="Rätta ett fel")).to_have_count(0)
    expect(page).to_have_title(re.compile("^Besluta om hantering"))


def test_a_file_is_kept_at_once_and_only_once_and_can_be_taken_away(
    page: Page, log_in: LogIn, small: Path, big: Path
) -> None:
    log_in("Hanna Virtanen")
    page.goto("/arenden/starta/implementering")
    field = page.get_by_label("Bilagor")
    assert "Högst 5 MB per fil" in (field.locator("xpath=..").text_content() or "")
    page.get_by_label("Rubrik").fill("Provtagning")
    field.set_input_files(small)
    taken = page.get_by_role("button", name="Ta bort protokoll.txt")
    expect(taken).to_have_count(1)
    page.get_by_label("Ärendet omfattas av sekretess").check()
    field.set_input_files(big)
    expect(page.get_by_text("Det du valde är för stort, och inget skickades.")).to_be_visible()
    expect(taken).to_have_count(1)
    expect(page.get_by_label("Rubrik")).to_have_value("Provtagning")

    taken.click()
    expect(taken).to_have_count(0)
    expect(field).to_be_focused()
    expect(page.get_by_label("Rubrik")).to_have_value("Provtagning")


@pytest.mark.usefixtures("decide")
def test_whoever_is_second_keeps_what_was_written(chromium: Browser, address: str, page: Page) -> None:
    other = chromium.new_context(base_url=address, storage_state=page.context.storage_state())
    first = other.new_page()
    first.goto(page.url)
    page.get_by_label("Avsluta").check()
    page.get_by_label("Motivering").fill(REASON)
    first.get_by_label("Bereda ärendet").check()
    first.get_by_role("button", name="Fatta beslutet").click()
    expect(first.get_by_role("status")).to_contain_text("Klart")

    page.get_by_role("button", name="Fatta beslutet").click()

    expect(page.get_by_role("alert")).to_contain_text("är redan klar")
    expect(page.get_by_role("main")).to_contain_text(REASON)
    other.close()


@pytest.mark.usefixtures("decide")
def test_a_login_that_ends_while_somebody_writes_loses_nothing(
    page: Page, context: BrowserContext, warnings: list[str]
) -> None:
    page.get_by_label("Handlägga på annat sätt").check()
    page.get_by_label("På vilket sätt").fill("Frågan hör till linjen.")
    page.get_by_label("Avsluta").check()
    expect(page.get_by_label("På vilket sätt")).to_have_count(0)
    expect(page.get_by_text(SAVED)).to_be_visible()
    context.clear_cookies()
    with page.expect_response(lambda response: response.status == 204):
        page.get_by_label("Motivering").fill(REASON)
        page.get_by_label("Sammanträde").focus()
    expect(page.get_by_label("Motivering")).to_have_value(REASON)

    page.get_by_role("button", name="Fatta beslutet").click()
    page.get_by_role("button", name="Maria Lindqvist").first.click()

    expect(page.get_by_label("Motivering")).to_have_value(REASON)
    page.get_by_label("Handlägga på annat sätt").check()
    expect(page.get_by_label("På vilket sätt")).to_have_value("Frågan hör till linjen.")
    assert warnings == []


def test_files_chosen_after_the_login_ended_are_named(
    page: Page, context: BrowserContext, log_in: LogIn, small: Path
) -> None:
    log_in("Hanna Virtanen")
    page.goto("/arenden/starta/implementering")
    page.get_by_label("Rubrik").fill("Provtagning")
    context.clear_cookies()
    with page.expect_response(lambda response: response.status == 204):
        page.get_by_label("Bilagor").set_input_files(small)

    page.get_by_role("button", name="Starta ärendet").click()

    expect(page.get_by_role("main")).to_contain_text("Välj om filen: protokoll.txt.")
    page.get_by_role("button", name="Hanna Virtanen").first.click()
    expect(page.get_by_label("Rubrik")).to_have_value("Provtagning")


@pytest.mark.usefixtures("decide")
def test_an_answer_to_what_was_written_a_moment_ago_does_not_overwrite_what_is_written_now(
    page: Page,
) -> None:
    page.clock.install()
    page.reload()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    place = page.get_by_label("Sammanträde")
    held: list[Route] = []
    page.route("**/uppgifter/*", lambda route: held.append(route), times=1)  # noqa: PLW0108 - playwright marks its handlers
    place.fill("FVL 2026")
    place.blur()
    with page.expect_request("**/uppgifter/*"):
        page.clock.run_for(200)
    place.fill("FVL 2026-11-26")
    place.blur()
    late = held.pop()
    late.fulfill(response=late.fetch())
    page.evaluate("fetch('/readyz').then(answer => answer.text())")
    with page.expect_response("**/uppgifter/*"):
        page.clock.run_for(200)

    page.clock.run_for(1000)
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(place).to_have_value("FVL 2026-11-26")


@pytest.mark.usefixtures("decide")
def test_a_fault_on_the_way_leaves_the_form_as_it_is(page: Page, warnings: list[str]) -> None:
    page.route("**/uppgifter/*", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    with page.expect_response("**/uppgifter/*"):
        page.get_by_label("Motivering").fill(REASON)
        page.get_by_label("Sammanträde").focus()

    expect(page.get_by_label("Motivering")).to_have_value(REASON)
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Ärenden", exact=True).click(no_wait_after=True)
    assert warnings == ["beforeunload"]


@pytest.mark.usefixtures("decide")
@pytest.mark.parametrize("answer", [{"status": 502, "body": "<h1>Bad gateway</h1>"}, {"status": 204}])
def test_a_draft_that_cannot_be_saved_is_told_and_tried_again(page: Page, answer: dict[str, Any]) -> None:
    page.clock.install()
    page.reload()
    page.route("**/uppgifter/*", lambda route: route.fulfill(**answer), times=1)
    page.get_by_label("Motivering").fill(REASON)
    page.get_by_label("Sammanträde").focus()
    page.clock.run_for(1500)
    expect(page.get_by_role("alert")).to_have_text("Utkastet kunde inte sparas. Räls försöker igen.")
    page.clock.run_for(11_000)
    expect(page.get_by_text(SAVED)).to_be_visible()
