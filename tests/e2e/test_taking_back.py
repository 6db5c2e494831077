"""What is taken back or ended is asked for on pages without accessibility faults, at the width of a phone too."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from engine.door import Engine

pytestmark = pytest.mark.browser
LogIn = Callable[[str], None]
Check = Callable[[str], None]


def test_a_conflict_is_taken_back_and_appointments_and_licences_are_ended(
    page: Page, check: Check, log_in: LogIn, engine: Engine, task_path: Callable[[], str]
) -> None:
    log_in("Maria Lindqvist")
    path = task_path()
    page.goto(f"{path}/jav")
    page.locator("textarea").fill("Det gäller min syster.")
    page.get_by_role("button", name="Anmäl jäv").click()
    page.goto(path)
    check("conflict declared")
    expect(page.get_by_text("Du har anmält jäv i uppgiften.")).to_be_visible()
    page.get_by_role("link", name="Ta tillbaka jäv").click()
    check("take a conflict back")
    page.get_by_label("Skäl").fill("Fel namn.")
    page.get_by_role("button", name="Ta tillbaka").click()
    expect(page.get_by_role("heading", name="Ditt beslut")).to_be_visible()
    person = _licensed(engine)
    log_in("Stefan Åberg")
    page.goto("/roller/lokalt_utvecklingsansvarig")
    check("a role whose terms can be ended")
    page.get_by_role("link", name="Avsluta").first.click()
    check("end an appointment")
    page.goto(f"/personer/{person}")
    check("a person with a licence")


def _licensed(engine: Engine) -> UUID:
    given = text(
        "INSERT INTO licence (id, person_id, system, kind, valid_from)"
        " SELECT :id, id, '2c8', 'full', '2026-01-01' FROM person WHERE key = 'katarina-berglund' RETURNING person_id"
    )
    with engine.database.transaction() as connection:
        person: UUID = connection.execute(given, {"id": uuid4()}).scalar_one()
    return person
