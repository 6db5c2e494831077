"""Running cases change version in a browser: the plan, the order, progress that renews itself, and the way back."""

from collections.abc import Callable

import migrating
import pytest
from migrating import KEY, NEWER
from playwright.sync_api import Page, expect

from engine.door import Engine
from engine.queries.models.migrations import Migrations

pytestmark = pytest.mark.browser


def test_cases_change_version_and_go_back(
    page: Page, engine: Engine, log_in: Callable[[str], None], check: Callable[[str], None], check_at: Callable[[str, int], None]
) -> None:  # fmt: skip
    migrating.publish(engine)
    migrating.start(engine, 3)
    migrating.publish(engine, *NEWER)
    log_in("Stefan Åberg")
    page.goto(f"/modeller/{KEY}/arenden")
    check("plan")
    check_at("plan", 320)
    page.get_by_label("Steg som har fått nytt id").fill("ut_andra")
    page.get_by_label("Skäl").fill(migrating.WHY)
    page.get_by_role("button", name="Visa planen").click()
    expect(page.get_by_text("Skriv ett steg per rad")).to_be_visible()
    check("faults")
    page.get_by_label("Steg som har fått nytt id").fill("ut_andra = ut_avsluta")
    page.get_by_role("button", name="Byt version").click()

    expect(page.get_by_text("0 av 3 ärenden är klara.")).to_be_visible()
    check("progress")
    (ordered,) = engine.ask(Migrations(KEY), migrating.person(engine, migrating.ADMIN))
    migrating.work_off(engine, ordered.id)
    # The page asks by itself.
    expect(page.get_by_text("3 av 3 ärenden är klara.")).to_be_visible()
    page.get_by_role("button", name="Ångra").click()
    migrating.work_off(engine, ordered.id)
    expect(page.get_by_role("heading", name="Tillbaka från version 2 till 1")).to_be_visible()
    expect(page.get_by_text("Klart", exact=True)).to_be_visible()
    check("taken back")
