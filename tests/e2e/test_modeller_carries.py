"""What bpmn-js does not hold of another tool's file survives the modeller: read in, changed, saved."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drawing import Drawer
from lxml import etree
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DI = 'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:di_1="http://www.omg.org/spec/DD/20100524/DI"'
# Comments, processing instructions, mixed content, elements outside extensionElements, references to nothing, defaults written
# out, numbers with zeros, an id twice, a drawing of what there is not, lines in a name.
ODD = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<?verktyg utgåva="1"?>
<!-- Före -->
<m-1:definitions xmlns:m-1="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns="urn:prov" {DI}
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:h="http://www.w3.org/1999/xhtml" xmlns:other="urn:other" id="d" targetNamespace="urn:prov" other:version="1.0">
  <!-- Om processen -->
  <m-1:extension mustUnderstand="false" definition="other:tillägg"/>
  <m-1:process id="Prov-1" name="Åtgärd &#13;&#10;på två rader" isClosed="false" processType="None">
    <m-1:documentation textFormat="text/html">Före <h:b>fet</h:b> efter<!-- mitt i --></m-1:documentation>
    <m-1:extensionElements><other:root><Grid spacing="15"/></other:root></m-1:extensionElements>
    <m-1:startEvent id="s" name="Börja" isInterrupting="true"><geometry x="1"/><m-1:outgoing>f1</m-1:outgoing></m-1:startEvent>
    <m-1:task id="Activity_0abc123" name="Göra" startQuantity="1" other:mark="kvar">
      <m-1:documentation>Så <!-- inte --> här</m-1:documentation>
      <m-1:incoming>f1</m-1:incoming><m-1:outgoing>f2</m-1:outgoing>
      <m-1:property id="pr" itemSubjectRef="other:ingenstans"/>
    </m-1:task>
    <m-1:receiveTask id="w" name="Vänta" messageRef="other:saknas">
      <m-1:documentation><![CDATA[a < b]]></m-1:documentation>
      <m-1:incoming>f2</m-1:incoming><m-1:incoming>finns_inte</m-1:incoming>
    </m-1:receiveTask>
    <!-- Mellan -->
    <m-1:sequenceFlow id="f1" sourceRef="s" targetRef="Activity_0abc123"/>
    <m-1:sequenceFlow id="f2" sourceRef="Activity_0abc123" targetRef="w">
      <m-1:conditionExpression xsi:type="m-1:tFormalExpression"/></m-1:sequenceFlow>
  </m-1:process>
  <di:BPMNDiagram documentation="hela" resolution="96.00000267"><di:BPMNPlane bpmnElement="Prov-1">
    <di:BPMNShape id="x1" bpmnElement="s"><dc:Bounds x="100.0" y="100.50" width="36.0" height="36.0"/></di:BPMNShape>
    <di:BPMNShape id="x2" bpmnElement="Activity_0abc123" other:colour="red">
      <dc:Bounds x="200.0" y="80.0" width="100.0" height="80.0"/></di:BPMNShape>
    <di:BPMNShape id="x2" bpmnElement="w"><dc:Bounds x="400.0" y="80.0" width="100.0" height="80.0"/></di:BPMNShape>
    <di:BPMNShape id="x3" bpmnElement="saknas"><dc:Bounds x="600.0" y="80.0" width="100.0" height="80.0"/></di:BPMNShape>
    <di:BPMNEdge id="e1" bpmnElement="f1"><di_1:waypoint xsi:type="dc:Point" x="136.0" y="118.0"/>
      <di_1:waypoint x="200.0" y="120.0"/></di:BPMNEdge>
    <di:BPMNEdge id="e2" bpmnElement="f2"><di_1:waypoint x="300.0" y="120.0"/><di_1:waypoint x="400.0" y="120.0"/></di:BPMNEdge>
  </di:BPMNPlane></di:BPMNDiagram>
  <m-1:relationship type="other:hör"><m-1:source>s</m-1:source><m-1:target>urn:x</m-1:target></m-1:relationship>
</m-1:definitions>
<!-- Efter -->
""".encode("iso-8859-1")


def said(data: bytes) -> Counter[tuple[Any, ...]]:
    """Everything that a file says: elements, attributes, texts, comments, each with where it stands."""

    def walk(node: etree._Element, within: str) -> Iterator[tuple[Any, ...]]:
        if not isinstance(node.tag, str):
            yield within, str(node)
            return
        here = f"{within}/{node.tag}" if node.get("id") is None else node.get("id", "")
        yield within, node.tag
        yield from ((here, *pair) for pair in node.attrib.items())
        yield here, *filter(None, (text.strip() for text in node.xpath("text()")))
        for child in node:
            yield from walk(child, here)

    root = etree.fromstring(data)
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    return Counter((*walk(root, ""), *(("", str(one)) for one in beside)))


def _saved(page: Page) -> bytes:
    """What lies saved, once the change is there."""
    expect(page.locator("#saved")).to_contain_text("Sparat")
    address = f"/api/modeller/model-drafts/{page.url.rpartition('/')[2]}"
    whole = page.evaluate("async address => (await fetch(address)).json()", address)
    return str(next(text for name, text in whole["files"].items() if name.endswith(".bpmn"))).encode()


def test_nothing_of_another_tools_file_is_lost_in_the_modeller(
    page: Page, log_in: Callable[[str], None], tmp_path: Path
) -> None:
    log_in("Emma Rydberg")
    draw = Drawer(page)
    file = tmp_path / "odd.bpmn"
    file.write_bytes(ODD)

    page.goto("/modeller")
    page.get_by_label("BPMN-fil").set_input_files(file)
    page.get_by_role("button", name="Läs in", exact=True).click()
    draw.ready()
    draw.choose("Uppgift: Göra")
    draw.write("Namn", "Åtgärda & följ <upp>")
    expect(page.locator("#saved")).not_to_have_text("Ändrat, sparas strax …")
    # No id stands twice, as the schema asks: what is drawn keeps its own but for that.
    once = ODD.replace(b'"x2" bpmnElement="w"', b'"x2_2" bpmnElement="w"')
    renamed = once.replace(b"Activity_0abc123", b"ut_atgarda_folj_upp").replace(
        "Göra".encode("latin-1"), "Åtgärda &amp; följ &lt;upp>".encode("latin-1")
    )
    # The process gets a key for id, and is to be run.
    begun = renamed.replace(b"Prov-1", b"atgard_pa_tva_rader").replace(
        b"<m-1:process", b'<m-1:process isExecutable="true"'
    )
    assert said(begun) - said(_saved(page)) == Counter()

    page.locator("#import").set_input_files(file)
    expect(page.get_by_text("odd.bpmn är inläst")).not_to_have_count(0)
    expect(page.locator("#saved")).not_to_have_text("Ändrat, sparas strax …")
    assert said(once) - said(_saved(page)) == Counter()
