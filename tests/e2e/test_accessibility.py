"""Every page in every state: no accessibility fault, and no page scrolls sideways."""

import re
from collections.abc import Callable
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from engine.commands.access.advance_clock import AdvanceClock
from engine.door import Engine
from engine.governance.actor import RALS

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
Check = Callable[[str], None]
CheckAt = Callable[[str, int], None]


def test_coming_and_going(page: Page, check: Check) -> None:
    page.goto("/login")
    check("login")
    page.get_by_label("Sök namn").fill("ingen heter så")
    page.get_by_role("button", name="Visa").click()
    check("nobody found")
    page.goto("/finns-inte")
    check("not found, not logged in")


def test_inboxes(page: Page, check: Check, log_in: LogIn, engine: Engine, case: dict[str, Any]) -> None:
    log_in("Tomas Ekström")
    check("empty inbox")
    page.goto("/inkorg?q=finns+inte")
    check("nothing matches")
    log_in("Amira Haddad")
    check("groups' tasks")
    page.get_by_role("button", name="Du agerar som").click()
    check("role menu")
    log_in("Maria Lindqvist")
    check("own task")
    engine.do(AdvanceClock("P20D"), RALS)
    page.goto("/inkorg")
    check("overdue")
    page.goto("/inkorg?view=done")
    check("done")
    page.get_by_role("button", name="English").click()
    check("English")


def test_tasks(page: Page, check: Check, log_in: LogIn, task_path: Callable[[], str]) -> None:
    log_in("Tomas Ekström")
    path = task_path()
    page.goto(path)
    check("somebody else's task")
    log_in("Maria Lindqvist")
    page.goto(path)
    check("task")
    page.get_by_role("button", name="Spara utkast").click()
    check("draft")
    page.get_by_role("button", name="Fatta beslutet").click()
    check("faults")
    page.get_by_label("Avsluta").check()
    page.get_by_label("Motivering").fill("Frågan är redan löst.")
    page.get_by_role("button", name="Fatta beslutet").click()
    check("case ended")
    page.goto(path)
    check("closed task")


def test_cases(page: Page, check: Check, log_in: LogIn, case: dict[str, Any]) -> None:
    log_in("Hanna Virtanen")
    for path in ("/arenden", "/arenden?state=ended", f"/arenden/{case['id']}", "/arenden/starta"):
        page.goto(path)
        check(path)
    page.goto("/arenden/starta/implementering")
    check("start form")
    page.get_by_role("button", name="Starta ärendet").click()
    check("start form with faults")
    page.goto("/finns-inte")
    check("not found")


def test_a_case_in_full_swing(
    page: Page, check: Check, log_in: LogIn, engine: Engine, client: FlaskClient, case: dict[str, Any]
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    for _ in range(2):
        robot.round(case["id"])
    log_in("Hanna Virtanen")
    page.goto(f"/arenden/{case['id']}")
    check("case in full swing")
    for by in ("step", "unit"):
        page.goto(f"/statusrapporter/ledtider?by={by}")
        check(f"lead times by {by}")


def test_statements(page: Page, check: Check, log_in: LogIn) -> None:
    log_in("Tomas Ekström")
    page.goto("/krav")
    page.get_by_text("Antal per källa, slag och process").click()
    check("statements")
    page.goto("/krav?q=finns+inte+alls")
    check("no statement fits")
    page.goto("/krav/RH-ROLE-UA-01")
    check("a statement")
    page.goto("/roller/processagare?profil=region")
    check("a role")


def test_roles_and_people(page: Page, check: Check, log_in: LogIn) -> None:
    log_in("Maria Lindqvist")
    for path in (
        "/roller",
        "/roller?niva=P&roll=uppdragsagare",
        "/roller/chef",
        "/roller/forvaltningsledning",
    ):
        page.goto(path)
        check(path)
    page.get_by_role("link", name="Maria Lindqvist").first.click()
    check("a person")
    page.goto("/roller")
    page.get_by_text("Läs kedjorna som lista").click()
    page.get_by_role("button", name="Förvaltningsledningen beslutar: Utse uppdragsägare").click()
    expect(page.get_by_role("link", name="RH-ROLE-FVL-02")).to_be_visible()
    check("a hint and the list of chains")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="English").click()
    check("roles in English")


def test_operations(page: Page, check: Check, log_in: LogIn) -> None:
    log_in("Stefan Åberg")
    page.goto("/drift")
    check("operations")
    page.get_by_label("Annan tid framåt").fill("snart")
    page.get_by_role("button", name="Flytta klockan").click()
    check("a fault in the time")
    page.get_by_role("link", name="Ändra arbetsdagar").click()
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("group", name="rad 3")).to_be_visible()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", name="Rätta två fel, spara sedan")).to_be_visible()
    check("faults in the working days")
    page.get_by_role("button", name="Ta bort rad 3").click()
    page.get_by_label("Arbetsdagen slutar").fill("15.30")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Måndag till fredag, till kl. 15.30")).to_be_visible()


def test_every_component_in_every_state(page: Page, check: Check, log_in: LogIn) -> None:
    log_in("Hanna Virtanen")
    page.get_by_role("link", name="Stil", exact=True).click()
    check("components")
    page.get_by_role("button", name="Förvaltningsledningen beslutar").click()
    expect(page.get_by_text("Används i två processer.")).to_be_visible()
    check("a hint of the matrix")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Öppna rollmenyn").click()
    check("a menu")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="English").click()
    check("components in English")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_components_hold_in_dark_and_on_the_smallest_screen(
    page: Page, check_at: CheckAt, log_in: LogIn, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    log_in("Hanna Virtanen")
    page.goto("/stil")
    for width in (320, 1280):
        check_at(f"/stil {scheme}", width)


def test_the_drawing_in_every_size_and_to_print(
    page: Page, check: Check, log_in: LogIn, case: dict[str, Any]
) -> None:
    log_in("Hanna Virtanen")
    address = f"/arenden/{case['id']}"
    for size in ("hela", "50", "200"):
        page.goto(f"{address}?zoom={size}")
        check(f"drawing {size}")
    page.goto(f"{address}/ritning")
    check("drawing to print")


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_drawing_is_printed_with_a_page_for_each_phase(
    page: Page, log_in: LogIn, case: dict[str, Any], paper: str
) -> None:
    log_in("Hanna Virtanen")
    page.goto(f"/arenden/{case['id']}/ritning")
    printed = page.pdf(format=paper, landscape=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 4


def test_text_twice_as_large_fits_and_is_not_cut(
    page: Page, check_large: Check, log_in: LogIn, task_path: Callable[[], str]
) -> None:
    check_large("/login")
    log_in("Maria Lindqvist")
    path = task_path()
    case_page = page.url
    cases = (
        "/arenden",
        case_page,
        f"{case_page}/ritning",
        "/arenden/starta",
        "/arenden/starta/implementering",
    )
    for one in ("/inkorg", *cases, path, "/drift", "/stil", "/finns-inte"):
        check_large(one)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_and_width_hold_on_the_smallest_screen(
    page: Page, check_at: CheckAt, log_in: LogIn, task_path: Callable[[], str], scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    log_in("Maria Lindqvist")
    path = task_path()
    case_page = page.url
    cases = (
        "/arenden",
        case_page,
        f"{case_page}/ritning",
        "/arenden/starta",
        "/arenden/starta/implementering",
    )
    others = ("/roller", "/roller/chef", "/drift", "/krav", "/krav/RH-ROLE-UA-01", "/roller/uppdragsagare")
    for one in ("/inkorg", *cases, *others, path, "/finns-inte"):
        page.goto(one)
        check_at(f"{one} {scheme}", 320)
