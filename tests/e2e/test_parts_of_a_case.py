"""The parts of a case and what is done with it from outside, held to accessibility."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import measured
import pytest
from playwright.sync_api import Page, expect

from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
Check = Callable[[str], None]
CheckAt = Callable[[str, int], None]


def test_the_parts_of_a_case(page: Page, check: Check, log_in: LogIn, case: dict[str, Any]) -> None:
    address = f"/arenden/{case['id']}"
    log_in("Maria Lindqvist")
    page.goto(address)
    page.get_by_label("Skriv en kommentar").fill("Hej @Hanna Virtanen!")
    page.get_by_text("Nämn någon i ärendet").click()
    check("a comment being written")
    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_text("Nämnda: Hanna Virtanen")).to_be_visible()
    page.get_by_role("button", name="Följ ärendet").click()
    check("a case that is followed, with a comment")
    page.goto(f"{address}/kommentera")
    check("the form of a comment")
    page.goto(f"{address}/spar")
    check("the trail")
    page.goto(f"{address}/spar?to=2020-01-01")
    check("nothing in the trail fits")


def test_the_goals_of_a_case(
    page: Page, check: Check, log_in: LogIn, engine: Engine, case: dict[str, Any]
) -> None:
    chair = next(one.id for one in engine.ask(DemoPeople(), RALS) if one.key == "maria-lindqvist")
    measured.measure(engine, UUID(case["id"]), chair)
    log_in("Maria Lindqvist")
    page.goto(f"/arenden/{case['id']}#effektmal")
    expect(page.get_by_role("img", name="Tid per besök: 18 minuter till 8,5 minuter")).to_be_visible()
    check("goals")


def test_interventions(page: Page, check: Check, log_in: LogIn, case: dict[str, Any]) -> None:
    address = f"/arenden/{case['id']}"
    log_in("Stefan Åberg")
    page.goto(address)
    page.get_by_role("link", name="Flytta").first.click()
    check("where to move")
    page.goto(address)
    page.get_by_role("link", name="Ändra dag").first.click()
    check("another due date")
    page.goto(f"{address}/ingrepp/pausa")
    page.get_by_role("button", name="Pausa ärendet").click()
    check("an intervention without a reason")
    page.get_by_label("Skäl").fill("Vi väntar på regionstyrelsen.")
    page.get_by_role("button", name="Pausa ärendet").click()
    expect(page.get_by_text("Pausat", exact=True)).to_be_visible()
    check("a suspended case")
    page.goto(f"{address}/ingrepp/avbryt")
    page.get_by_label("Skäl").fill("Beslutet är upphävt.")
    page.get_by_role("button", name="Avbryt ärendet för alltid").click()
    check("a cancelled case")
