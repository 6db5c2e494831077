"""svg: what other tools write in their diagrams is drawn where it is meant to be."""

import pytest
from every_bpmn import Sheet, definitions, e

from engine.errors import ModelRefusedError
from engine.runtime import xml
from engine.runtime.diagram import beginning, described
from engine.runtime.layout import letters
from tests.engine.runtime.drawing.picture import SVG, drawn, group, texts


def test_the_content_of_a_call_activity_that_is_drawn_open_lies_over_its_frame():
    sheet = Sheet()
    sheet.box("inner", (140, 120, 100, 80))
    sheet.box("open", (100, 80, 300, 200), isExpanded="true")
    sheet.box("closed", (500, 80, 300, 200), isExpanded="false")
    called = e("process", e("task", id="inner", name="Inre"), id="called")
    calling = "".join(
        e("callActivity", id=key, name=key, calledElement="called") for key in ("open", "closed")
    )
    root = drawn(definitions(called, e("process", calling, id="p"), sheet.written("p")))
    keys = [part.get("id") for part in root.iter(f"{SVG}g")]

    assert keys.index("el-open") < keys.index("el-inner")
    assert group(root, "open").find(f"{SVG}rect").get("stroke-width") == "3.5"
    assert group(root, "open").find(f"{SVG}path") is None
    assert group(root, "closed").find(f"{SVG}path") is not None


def test_a_call_activity_that_calls_a_global_task_hides_nothing():
    task = e("globalUserTask", id="global", name="Gemensam")
    calling = "".join(
        e("callActivity", id=key, name=key, calledElement=called)
        for key, called in (("a", "global"), ("b", "p"))
    )
    root = drawn(definitions(task, e("process", calling, id="p")))

    assert group(root, "a").find(f"{SVG}path") is None
    assert group(root, "b").find(f"{SVG}path") is not None


@pytest.mark.parametrize(("x", "width"), [("0.0", "36.0"), ("300", "0")])
def test_a_place_of_a_name_that_the_tool_does_not_know_is_none(x, width):
    bounds = e("dc:Bounds", x="700", y="500", width="36", height="36")
    label = e("bpmndi:BPMNLabel", e("dc:Bounds", x=x, y="0.0", width=width, height="36.0"))
    shape = e("bpmndi:BPMNShape", bounds, label, bpmnElement="s")
    plane = e("bpmndi:BPMNPlane", shape, bpmnElement="p")
    root = drawn(
        definitions(
            e("process", e("startEvent", id="s", name="Börja"), id="p"), e("bpmndi:BPMNDiagram", plane)
        )
    )
    text = group(root, "s").find(f"{SVG}text")

    assert (float(text.get("x")), float(text.get("y")) > 536) == (718, True)
    assert root.get("viewBox").split()[0] > "600"


def test_a_name_of_more_lines_than_its_place_grows_away_from_its_shape():
    for y, above in ((70, True), (140, False)):
        bounds = e("dc:Bounds", x="100", y="100", width="40", height="40")
        label = e("bpmndi:BPMNLabel", e("dc:Bounds", x="80", y=str(y), width="80", height="25"))
        shape = e("bpmndi:BPMNShape", bounds, label, bpmnElement="g")
        plane = e("bpmndi:BPMNPlane", shape, bpmnElement="p")
        named = e("exclusiveGateway", id="g", name="Väljer man det ena eller det andra här")
        root = drawn(definitions(e("process", named, id="p"), e("bpmndi:BPMNDiagram", plane)))
        lines = [float(line.get("y")) for line in group(root, "g").findall(f"{SVG}text")]

        assert len(lines) > 2
        assert max(lines) < 100 if above else min(lines) > 140


def test_a_name_that_its_open_subprocess_has_no_room_for_says_that_it_goes_on():
    sheet = Sheet()
    sheet.box("sp", (100, 80, 160, 200), isExpanded="true")
    for name, shown in (("Kort namn", "Kort namn"), ("Ett mycket långt namn på delen", "Ett mycket långt …")):
        part = e("subProcess", e("task", id="t"), id="sp", name=name)
        assert shown in texts(drawn(definitions(e("process", part, id="p"), sheet.written("p"))))


def test_a_name_of_any_length_is_broken_at_once():
    lines = letters.wrap("x" * 4_000_000, 100)

    assert sum(map(len, lines)) < 10_000
    assert lines[-1].endswith("…")


WRONG = {
    b"": "tom",
    b" \n": "tom",
    b"PK\x03\x04": "börjar med ”PK..”",
    b'<Package xmlns="http://www.wfmc.org/2009/XPDL2.2"/>': "hittade <Package> (XPDL)",
    b'<definitions xmlns="http://schema.omg.org/spec/BPMN/1.2"/>': "(BPMN 1)",
    b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>': "(DMN)",
    b"<definitions/>": "<definitions> utan namnrymd",
    '<?xml version="1.0" encoding="UTF-8"?><å/>'.encode("latin-1"): "inte kodade",
    b'<?xml version="1.0" encoding="x-no-such"?><a/>': "inte kodade",
    b"<a": "rad 1",
}


@pytest.mark.parametrize("data", WRONG)
def test_what_is_not_bpmn_is_refused_with_what_was_expected_found_and_to_do(data):
    with pytest.raises(ModelRefusedError) as refused:
        described(data)

    assert WRONG[data] in refused.value.text.sv
    assert "Exportera den" in refused.value.text.sv
    assert "xport it" in refused.value.text.en


def test_a_model_begins_with_a_file_of_any_encoding_and_has_a_key_whatever_its_process_is_called():
    def file(key: str, name: str) -> str:
        return definitions(e("process", id=key, name=name)).decode()

    assert beginning(file("egen_nyckel", "Ärende").encode(), "fil")[0] == "egen_nyckel"
    assert beginning(file("_4a69", "1.2 Ärende, på nytt!").encode(), "fil")[0] == "arende_pa_nytt"
    assert beginning(file("_4a69", "").encode(), "A.1.0")[0] == "a_1_0"
    assert beginning(file("_4a69", "").encode(), "§")[0] == "process"
    kept = file("egen", "Ärende").encode()
    assert beginning(kept, "fil") == ("egen", kept)
    latin = f'<?xml version="1.0" encoding="ISO-8859-1"?>{file("egen", "Ärende")}'
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{file("egen", "Ärende")}'
    for data in (latin.encode("latin-1"), wide.encode("utf-16"), xml.of_text(latin)):
        assert 'name="Ärende"' in beginning(data, "fil")[1].decode()


def test_a_diagram_without_a_name_is_called_what_its_process_is():
    whole = definitions(e("collaboration", id="c"), e("process", id="p", name="Ärende"))

    assert described(whole).title == "Ärende"
