"""What is drawn in the modeller keeps what it had, and the modeller speaks Swedish."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from drawing import Drawer
from lxml import etree
from playwright.sync_api import Page, Route, expect
from sqlalchemy import text

from engine.commands.drafts.create import ImportDraft
from engine.door import Engine
from engine.governance.actor import Identity

pytestmark = pytest.mark.browser

LogIn = Callable[[str], None]
MODULES = Path(__file__).parents[2] / "web" / "modeller" / "node_modules"
RALS = "{urn:rals:bpmn:1}"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ATTRIBUTES = {
    "role": "registrator",
    "scope": "arende.enhet",
    "mandate": "arende.hantering",
    "separate-from": "ut_b",
    "send-back": "ut_b",
    "form": "f_a",
    "due": "P3D",
    "days": "arbetsdagar",
    "krav": "RH-ROLE-FVL-01",
    "praxis": "true",
    "connector": "send_information",
    "decision": "brt_a",
    "name-en": "Do it",
}
EXTENSIONS = """
<bpmn:extensionElements>
  <rals:parameter name="subject" value="&quot;Hej&quot;"/>
  <spiffworkflow:properties><spiffworkflow:property name="formJsonSchemaFilename" value="a.json"/></spiffworkflow:properties>
  <spiffworkflow:preScript>a = 1</spiffworkflow:preScript>
  <spiffworkflow:signalButtonLabel>Skicka</spiffworkflow:signalButtonLabel>
  <other:note kind="x"><other:line>kvar</other:line></other:note>
</bpmn:extensionElements>
<bpmn:multiInstanceLoopCharacteristics rals:collection="arende.enheter" rals:item="enhet"/>
"""
MODEL = f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:rals="urn:rals:bpmn:1"
  xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" xmlns:other="urn:other" targetNamespace="urn:x" id="d">
  <bpmn:collaboration id="k"><bpmn:participant id="pool" name="Prov" processRef="prov"/></bpmn:collaboration>
  <bpmn:process id="prov" name="Prov" isExecutable="true">
    <bpmn:laneSet id="banor"><bpmn:lane id="bana_a" name="A" rals:role="registrator" rals:scope="arende.enhet">
      <bpmn:flowNodeRef>ut_a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
    <bpmn:userTask id="ut_a" name="Gör" other:mark="kvar" {" ".join(f'rals:{k}="{v}"' for k, v in ATTRIBUTES.items())}>
      <bpmn:documentation>Så här.</bpmn:documentation>{EXTENSIONS}</bpmn:userTask>
  </bpmn:process>
</bpmn:definitions>
"""
SAVED = "**/api/modeller/model-drafts/*"
# What is written alike in both languages, or is no word.
ALIKE = {"Data", "Loop", "label", ""}


# Every title and label of palette, pads and menus, for elements of all sorts.
SHOWN = """() => {
  const get = name => modeller.get(name), said = [];
  const note = entries => Object.values(entries).forEach(one => said.push(one.title, one.label, one.group?.name));
  const pool = get('elementRegistry').get('pool');
  const make = (type, more) => get('modeling').createShape({type, ...more}, {x: 500, y: 150}, pool);
  note(get('palette').getEntries());
  const types = ['Task', 'UserTask', 'SubProcess', 'ExclusiveGateway', 'StartEvent', 'EndEvent', 'CallActivity'];
  const some = types.map(one => make('bpmn:' + one, one === 'SubProcess' ? {isExpanded: true} : {}));
  const timer = make('bpmn:IntermediateCatchEvent', {eventDefinitionType: 'bpmn:TimerEventDefinition'});
  const flow = get('modeling').connect(some[3], some[1]);
  for (const one of [...some, timer, flow, pool, get('elementRegistry').get('bana_a')]) {
    note(get('contextPad').getEntries(one));
    for (const menu of ['bpmn-replace', 'bpmn-append', 'bpmn-create']) {
      const popup = get('popupMenu'), providers = popup._getProviders(menu);
      note(popup._getEntries(one, providers));
      note(popup._getHeaderEntries(one, providers));
    }
  }
  note(get('contextPad').getEntries(some.slice(0, 3)));
  return said.filter(Boolean);
}"""


@pytest.fixture
def draft(engine: Engine) -> str:
    """The address of a draft with everything that a task can have."""
    with engine.database.snapshot() as connection:
        found: UUID = connection.execute(
            text("SELECT id FROM person WHERE key = 'emma-rydberg'")
        ).scalar_one()
    return f"/modeller/utkast/{engine.do(ImportDraft(MODEL.encode(), 'Prov'), Identity(person_id=found))}"


def _kept(xml: str, path: str) -> list[tuple[dict[str, str], list[str]]]:
    """Attributes but the id, and what is inside but what the drawing adds, of each element that is found."""
    found = etree.fromstring(xml.encode()).iterfind(f".//{BPMN}{path}")
    return [
        (
            {name: value for name, value in one.attrib.items() if name != "id"},
            [
                re.sub(r"\s+|xmlns:\w+=\"[^\"]*\"", "", etree.tostring(child, encoding="unicode"))
                for child in one
                if isinstance(child.tag, str)
                and not child.tag.endswith(("Ref", "childLaneSet", "incoming", "outgoing"))
            ],
        )
        for one in found
    ]


def _copy(draw: Drawer) -> None:
    """Copy the task and paste it, with keys."""
    draw.choose("Manuell uppgift: Gör")
    draw.canvas.focus()
    draw.page.keyboard.press("Control+c")
    draw.page.keyboard.press("Control+v")
    expect(draw.page.locator("#chosen option", has_text="Manuell uppgift: Gör")).to_have_count(2)


def test_a_change_of_kind_copying_splitting_a_lane_and_undo_keep_every_property(
    page: Page, log_in: LogIn, draft: str
) -> None:
    log_in("Emma Rydberg")
    draw = Drawer(page)
    page.goto(draft)
    draw.ready()
    before = draw.xml()
    (task,), (lane,) = _kept(before, "userTask"), _kept(before, "lane")
    assert _kept(MODEL, "userTask") == [task]
    assert {f"{RALS}{name}": value for name, value in ATTRIBUTES.items()}.items() <= task[0].items()

    draw.choose("Användaruppgift: Gör")
    draw.key("r", "Byt slag", "Manuell uppgift")
    assert _kept(draw.xml(), "manualTask") == [task]
    _copy(draw)
    assert _kept(draw.xml(), "manualTask") == [task, task]
    draw.choose("Bana: A")
    draw.press("Dela i två banor")
    expect(page.locator("#chosen option", has_text="Bana: ")).to_have_count(3)
    assert lane in _kept(draw.xml(), "lane")

    while page.evaluate("modeller.get('commandStack').canUndo()"):
        page.get_by_role("button", name="Ångra").press("Enter")
    assert _kept(draw.xml(), "userTask") == [task]
    # Of a lane that was divided bpmn-js leaves a set of no lanes.
    assert re.sub(r'\s*<bpmn:childLaneSet id="\w+" />', "", draw.xml()) == before
    _reads(draw, before)


def _reads(draw: Drawer, before: str) -> None:
    """A file that is no BPMN changes nothing; one that is replaces the drawing, and can be taken back."""
    page = draw.page
    page.locator("#import").set_input_files({"name": "fel.bpmn", "mimeType": "text/xml", "buffer": b"<a"})
    expect(page.get_by_role("alert").filter(has_text="fel.bpmn går inte att läsa")).to_be_visible()
    assert "Gör" in draw.xml()
    read = MODEL.replace("Gör", "Inläst").encode()
    page.locator("#import").set_input_files({"name": "ny.bpmn", "mimeType": "text/xml", "buffer": read})
    expect(page.locator("#chosen option", has_text="Inläst")).to_have_count(1)
    page.get_by_role("button", name="Ta tillbaka").press("Enter")
    expect(page.locator("#chosen option", has_text="Gör")).to_have_count(1)
    assert _kept(draw.xml(), "userTask") == _kept(before, "userTask")


def _hold(page: Page, address: str) -> list[Route]:
    """Keep back the next request to an address until it is continued."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route), times=1)  # noqa: PLW0108 - playwright marks its handlers
    return held


def test_what_is_written_stays_when_the_words_come_late_and_a_form_waits_for_the_drawing_to_be_saved(
    page: Page, log_in: LogIn, draft: str
) -> None:
    log_in("Emma Rydberg")
    draw, late = Drawer(page), _hold(page, "**/vocabulary")
    with page.expect_request("**/vocabulary"):
        page.goto(draft)
    page.locator("[data-modeller=ready]").wait_for()
    draw.choose("Användaruppgift: Gör")
    draw.field("Namn").press("End")
    page.keyboard.type(" det")
    late.pop().continue_()
    draw.ready()
    page.keyboard.type(" nu")
    page.keyboard.press("Tab")
    expect(page.locator("#chosen option:checked")).to_have_text("Användaruppgift: Gör det nu")
    expect(draw.field("Roll").get_by_role("option", name="Modellerare")).to_have_count(1)

    held = _hold(page, SAVED)
    with page.expect_request(SAVED):
        draw.write("Namn", "Gör")
        page.evaluate("window.dispatchEvent(new Event('blur'))")
    draw.press("Gör ett formulär")
    held.pop().continue_()

    expect(draw.field("Formulär")).to_have_value("f_gor")
    expect(page.locator("#saved")).to_contain_text("Sparat")
    expect(page.locator("#conflict")).to_be_hidden()


def _english() -> set[str]:
    """Every text that bpmn-js and its menus are written with."""
    sources = [
        *(MODULES / "bpmn-js" / "lib").rglob("*.js"),
        MODULES / "bpmn-js-create-append-anything" / "dist" / "index.es.js",
    ]
    written = "".join(path.read_text(encoding="utf-8") for path in sources)
    found = re.findall(r"(?:translate\(\s*|(?:label|name|title): )(['\"])((?:\\.|(?!\1).)*)\1", written)
    return {words for _, words in found} - ALIKE


def test_palette_pads_and_menus_are_in_swedish(page: Page, log_in: LogIn, draft: str) -> None:
    log_in("Emma Rydberg")
    page.goto(draft)
    Drawer(page).ready()
    shown: list[str] = page.evaluate(SHOWN)

    assert len(shown) > 200
    assert {"Användaruppgift", "Exklusiv grind", "Byt slag", "Dela i två banor", "Standardväg"} <= set(shown)
    assert set(shown) & _english() == set()
    assert not [one for one in shown if "omplex" in one or "ransak" in one]
