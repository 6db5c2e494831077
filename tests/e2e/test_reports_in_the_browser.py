"""Status reports are looked over, opened and read at a browser; every page on the way is heard and fits."""

from collections.abc import Callable
from typing import Any

import demo
import lending
import pytest
import reporting
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from engine.door import Engine

pytestmark = pytest.mark.browser

CONTENT: dict[str, Any] = {
    "beslut_som_behovs": [
        {
            "fraga": "Får vi börja i Söder?",
            "forslag": "Ja, i januari.",
            "ram": "inom_ram",
            "senast": "2026-12-01",
        }
    ],
    "milstolpar": [{"namn": "Utbildning klar", "planerad": "2026-11-01", "prognos": "2026-11-15"}],
    "risker": [{"beskrivning": "Sjukdom", "sannolikhet": 4, "konsekvens": 5, "atgard": "Låna ut personal"}],
    "nasta_steg": [{"text": "Börja i Söder", "datum": "2026-12-10"}],
    "ekonomi": {"budget_sek": 860000, "utfall_sek": 320000},
    "genomfort": [{"text": "Utbildat alla"}],
}


def report(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    for title, totals in (("Gemensam provtagning", ("gron", "rod")), ("Digital kallelse", ("gron",))):
        case = robot.start(demo.LEAD, {**demo.START, "rubrik": title})["id"]
        reporting.staff(engine, case)
        for total in totals:
            body = {"answers": reporting.answers(total, **(CONTENT if total == "rod" else {}))}
            lending.post(robot, reporting.LEADER, f"/cases/{case}/status-reports", body)
        planned = {"items": [{"name": "Utbildning klar", "planned_on": "2026-12-10"}]}
        lending.post(robot, reporting.LEADER, f"/cases/{case}/milestones", planned, code=200)


def on_a_phone(page: Page) -> None:
    """See the line of time at today, with the names of the lanes, and go along it by keyboard."""
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    line = page.get_by_role("region", name="När")
    begins = page.evaluate("document.querySelector('[data-today]').parentElement.scrollLeft")
    assert begins > 0
    expect(page.locator("path.today").first).to_be_in_viewport()
    expect(page.locator(".lane-names text").first).to_be_in_viewport()
    line.press("ArrowLeft")
    went = "begins => document.querySelector('[data-today]').parentElement.scrollLeft < begins"
    page.wait_for_function(went, arg=begins)
    page.set_viewport_size(wide)


def in_groups(page: Page, check: Callable[[str], None], check_at: Callable[[str, int], None]) -> None:
    """Look at the portfolio in groups, at what comes to an area, and come back."""
    # On a phone the filters are behind a button.
    page.get_by_role("button", name="Filtrera").click()
    page.get_by_label("Gruppera").select_option("Regionområde")
    page.get_by_label("Ändrat sedan").fill("2020-01-01")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("heading", name="Efter regionområde")).to_be_visible()
    page.get_by_text("I korthet").first.click()
    check("portfolio in groups, since a day")
    check_at("portfolio in groups", 320)
    page.get_by_role("link", name="Det här kommer dit Regionområde Norr").click()
    expect(page.get_by_role("img", name="När")).to_be_visible()
    check("what comes to an area")
    check_at("what comes to an area", 320)
    on_a_phone(page)
    page.get_by_role("navigation", name="Du är här").get_by_role("link", name="Statusrapporter").click()


def test_the_portfolio_leads_to_what_needs_a_decision(
    page: Page,
    check: Callable[[str], None],
    check_at: Callable[[str, int], None],
    log_in: Callable[[str], None],
    engine: Engine,
    client: FlaskClient,
) -> None:
    report(engine, client)
    log_in("Maria Lindqvist")
    page.get_by_role("link", name="Statusrapporter").click()
    check("portfolio")
    check_at("portfolio", 320)
    page.get_by_role("link", name="Rapport 2").click()
    expect(page.get_by_role("rowheader", name="Får vi börja i Söder?")).to_be_visible()
    check("report")
    check_at("report", 320)
    page.get_by_role("navigation", name="Du är här").get_by_role("link", name="Statusrapporter").click()
    in_groups(page, check, check_at)
    page.get_by_role("link", name="Dagordning").click()
    expect(page.get_by_role("heading", name="Får vi börja i Söder?")).to_be_visible()
    check("agenda")
    check_at("agenda", 320)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="To decide")).to_be_visible()
