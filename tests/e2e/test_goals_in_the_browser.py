"""The goals of a case, a file of measurements and what was realised: no accessibility fault, and nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import measured
import pytest
import reporting
from playwright.sync_api import Page, expect

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople

pytestmark = pytest.mark.browser


def test_goals_are_read_measured_by_file_and_reported(
    page: Page,
    check: Callable[[str], None],
    log_in: Callable[[str], None],
    engine: Engine,
    case: dict[str, Any],
) -> None:
    owner = next(one.id for one in engine.ask(DemoPeople(), RALS) if one.key == reporting.OWNER)
    measured.measure(engine, UUID(case["id"]), owner)
    reporting.staff(engine, case["id"])
    log_in("Johan Bergström")
    page.goto(f"/arenden/{case['id']}/effektmal")
    for one in page.locator("main summary").all():
        one.click()
    check("goals")
    for name, rows in (("faults", "X;1;i går"), ("rows", "Tid per besök;9,25;2026-01-31")):
        page.goto(f"/arenden/{case['id']}/effektmal")
        file = f"effektmål;värde;matdatum\n{rows}\n".encode()
        page.get_by_label("CSV-fil").set_input_files(
            {"name": "m.csv", "mimeType": "text/csv", "buffer": file}
        )
        page.get_by_role("button", name="Granska filen").click()
        expect(page.get_by_role("heading", name="Granska mätvärden")).to_be_visible()
        check(f"{name} of a file of measurements")
    page.get_by_role("button", name="För in 1 mätvärde").click()
    expect(page.get_by_text("Ett mätvärde är infört.")).to_be_visible()
    page.goto("/statusrapporter/effekter")
    check("realised benefits")
