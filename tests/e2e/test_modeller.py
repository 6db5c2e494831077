"""The modeller in a browser: drawn in by keyboard, nothing lost, nobody written over."""

import re
from collections.abc import Callable

import pytest
from drawing import Drawer
from flask.testing import FlaskClient
from governing import Governing
from playwright.sync_api import Page, expect

from engine.door import Engine

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
CheckAt = Callable[[str, int], None]
DRAWER, KEY = "Emma Rydberg", "hantera_synpunkt"
LANES = {"Registrator": "Registrator", "Ledningen": "Förvaltningsledningen", "Utredaren": "Modellerare"}


def _lanes(draw: Drawer) -> None:
    draw.choose("Pool: Hantera synpunkt")
    draw.press("Dela i tre banor")
    for place, (name, role) in enumerate(LANES.items()):
        draw.page.locator("#chosen").focus()
        lane = draw.page.locator("#chosen option", has_text=re.compile("^Bana: ")).nth(place)
        draw.choose(lane.inner_text())
        draw.write("Namn", name)
        draw.role(role)


def _task(draw: Drawer, name: str, lane: str, mandate: str | None = None) -> None:
    draw.append("Användaruppgift", name)
    draw.option("Bana", lane)
    if mandate:
        draw.option("Mandat", mandate)
    draw.press("Gör ett beslutsformulär" if mandate else "Gör ett formulär")
    expect(draw.field("Formulär")).not_to_have_value("")
    draw.tick("Praxis: ingen sats säger det")


def _decide(draw: Drawer, gateway: str, yes: str, otherwise: str, task: str) -> None:
    """Write when the way is taken that the outcome yes leads to, with completion, and let the other be the default."""
    draw.choose(f"Exklusiv grind: {gateway}")
    draw.press(f"Vägen till {yes}")
    condition = draw.field("Villkor")
    condition.focus()
    draw.page.keyboard.type(f"{task}.u")
    expect(draw.page.get_by_role("option", name=f'{task}.utfall = "ja"')).to_be_visible()
    draw.page.keyboard.press("ArrowDown")
    draw.page.keyboard.press("Enter")
    expect(condition).to_have_value(f'{task}.utfall = "ja"')
    draw.choose(f"Exklusiv grind: {gateway}")
    draw.press(f"Vägen till {otherwise}")
    draw.tick("Standardväg: när inget villkor gäller")


def _drawn(draw: Drawer) -> None:
    """Draw everything, but say nowhere which way the gateways lead."""
    _lanes(draw)
    draw.choose("Start: es_start")
    draw.write("Namn", "Synpunkten har kommit")
    _task(draw, "Registrera", "Registrator")
    _task(draw, "Besluta hantering", "Ledningen", "Besluta hur ärendet")
    draw.append("Exklusiv grind", "Tas den upp?")
    _task(draw, "Utreda", "Utredaren")
    _task(draw, "Besluta genomförande", "Ledningen", "Besluta om genomförande")
    draw.append("Exklusiv grind", "Genomförs den?")
    draw.append("Slut", "Genomförd")
    draw.choose("Exklusiv grind: Genomförs den?")
    draw.append("Slut", "Avslutad")
    draw.choose("Exklusiv grind: Tas den upp?")
    draw.option("Koppla till", "Avslutad")
    draw.press("Koppla")


def _told(draw: Drawer) -> None:
    """What is wrong is told in the list, with what to do, and at the field that mends it."""
    wrong = draw.page.locator("#findings li", has_text="Genomförs den?").first
    expect(wrong).to_contain_text("Skriv ett villkor, eller gör den till standardväg.")
    wrong.get_by_role("button", name="Visa").press("Enter")
    expect(draw.page.locator("#properties-title")).to_be_focused()
    expect(draw.page.locator("#chosen option:checked")).to_have_text(re.compile("Flöde: Genomförs den?"))
    expect(draw.field("Villkor")).to_have_attribute("aria-invalid", "true")
    expect(draw.page.locator("#canvas").get_by_role("img", name="Genomförs den?").first).to_be_visible()


def _governed(governing: Governing, draw: Drawer) -> None:
    """It is approved and in force, a case runs on it, and goes over to the next version when that has been compared and approved."""
    governing.approve(governing.prepare(governing.send()))
    governing.log_in(DRAWER)
    governing.run(KEY)
    governing.draw_on(draw, KEY, "Registrera", "Registrera synpunkten")
    governing.approve(governing.prepare(governing.send("Tydligare namn.")), "Registrera synpunkten")
    governing.log_in("Stefan Åberg")
    assert governing.move(KEY) == 1


def test_a_process_is_drawn_by_keyboard_from_nothing_approved_run_and_replaced(
    page: Page, log_in: LogIn, check_at: CheckAt, engine: Engine, client: FlaskClient
) -> None:
    log_in(DRAWER)
    draw = Drawer(page)
    page.goto("/modeller")
    check_at("models", 320)
    draw.begin("Hantera synpunkt", KEY)
    check_at("an empty draft", 320)
    page.set_viewport_size({"width": 1280, "height": 900})
    state = page.locator("#findings-state")
    expect(state).to_have_text(re.compile("[1-9] fel"))

    _drawn(draw)

    _told(draw)
    check_at("findings", 1280)
    _decide(draw, "Genomförs den?", "Genomförd", "Avslutad", "ut_besluta_genomforande")
    _decide(draw, "Tas den upp?", "Utreda", "Avslutad", "ut_besluta_hantering")
    draw.choose("Bana: Utredaren")
    expect(state).to_have_text("Inga anmärkningar. Modellen kan publiceras.")
    page.get_by_role("button", name="Lägg ut").press("Enter")
    expect(page.locator("#said")).to_contain_text("utlagd")
    expect(page.locator("#saved")).to_contain_text("Sparat")
    expect(state).to_have_text("Inga anmärkningar. Modellen kan publiceras.")
    page.reload()
    draw.ready()
    expect(state).to_have_text("Inga anmärkningar. Modellen kan publiceras.")
    _governed(Governing(page, log_in, engine, client), draw)
