"""A document is written, found, read and compared by people at a browser; every page on the way is heard and fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from engine.door import Engine

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
Check = Callable[[str], None]


def in_force(engine: Engine) -> None:
    """What the process does when the document has been approved and the day comes."""
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE document_version SET state = 'gallande' WHERE state = 'utkast'"))


def _save(page: Page, body: str) -> None:
    page.get_by_label("Text", exact=False).first.fill(f"# Så här\n{body}")
    page.get_by_role("button", name="Spara utkastet").click()


def test_a_document_is_written_read_and_compared(
    page: Page, check: Check, log_in: LogIn, engine: Engine
) -> None:
    log_in("Agneta Hallberg")
    page.goto("/dokument")
    page.get_by_role("link", name="Nytt dokument").click()
    check("kinds")
    page.get_by_role("link", name="Rutin").click()
    page.get_by_label("Titel").fill("Hemprov")
    page.get_by_label("Regionområde Norr").check()
    check("new document")
    _save(page, "Ring först.")
    expect(page.get_by_role("heading", name="Hemprov", level=1)).to_be_visible()
    check("draft")
    page.get_by_role("button", name="Skicka för godkännande").click()
    expect(page.get_by_text("Giltig från saknas.")).to_be_visible()
    check("what is missing")

    in_force(engine)
    page.goto("/dokument?q=ringa")
    check("list")
    page.get_by_role("link", name="Hemprov").click()
    page.get_by_role("button", name="Jag har läst").click()
    expect(page.get_by_text("Du läste den här versionen")).to_be_visible()
    check("read")
    page.get_by_role("button", name="Ny version").click()
    _save(page, "Skriv först.")
    page.get_by_role("link", name="Jämför versioner").click()
    expect(page.locator("ins", has_text="Skriv").first).to_be_visible()
    check("comparison")
