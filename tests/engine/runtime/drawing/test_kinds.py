"""svg: every kind of element and flow."""

import pytest

from tests.engine.runtime.checks.tiny import END, START, each, element, process, simple, timer, user, ways
from tests.engine.runtime.drawing.picture import SVG, drawn, group


def test_arrows_bend_with_round_corners():
    gateway = element("exclusiveGateway", "gw")
    root = drawn(process(START, gateway, user("ut_a"), user("ut_b"), END, ways("s gw ut_a e", "gw ut_b e")))
    bent = group(root, "f_gw_ut_b").find(f"{SVG}path").get("d")

    assert "Q" in bent
    assert "Q" not in group(root, "f_s_gw").find(f"{SVG}path").get("d")


def test_the_default_flow_of_a_gateway_has_its_stroke():
    gateway = element("exclusiveGateway", "gw", default="f_gw_e")
    root = drawn(process(START, gateway, user("ut_a"), END, ways("s gw ut_a e", "gw e")))

    assert len(group(root, "f_gw_e").findall(f"{SVG}path")) == 3
    assert len(group(root, "f_gw_ut_a").findall(f"{SVG}path")) == 2


KINDS = (
    [
        (kind, "")
        for kind in ("task", "userTask", "manualTask", "scriptTask", "serviceTask", "sendTask", "receiveTask")
    ]
    + [
        (kind, "")
        for kind in ("businessRuleTask", "callActivity", "dataObjectReference", "dataStoreReference")
    ]
    + [(f"{kind}Gateway", "") for kind in ("exclusive", "parallel", "inclusive", "eventBased", "complex")]
    + [
        (kind, f"<{trigger}EventDefinition/>")
        for kind in ("startEvent", "intermediateCatchEvent", "intermediateThrowEvent", "endEvent")
        for trigger in (
            "timer",
            "message",
            "signal",
            "error",
            "escalation",
            "conditional",
            "compensate",
            "link",
            "terminate",
        )
    ]
)


@pytest.mark.parametrize(("kind", "inner"), KINDS)
def test_every_kind_of_element_has_a_shape_and_its_sign(kind, inner):
    part = group(drawn(simple(element(kind, "x", inner, name="Ett namn"))), "x")
    signs = part.findall(f"{SVG}path")

    assert [child for child in part if child.get("class") == "shape"]
    assert signs or kind == "task"
    assert part.find(f"{SVG}text") is not None


@pytest.mark.parametrize(
    ("loop", "count"),
    [
        (each(), 1),
        ('<multiInstanceLoopCharacteristics isSequential="true"/>', 1),
        ("<standardLoopCharacteristics/>", 1),
        ("", 0),
    ],
)
def test_an_activity_that_is_repeated_has_a_marker(loop, count):
    one = group(drawn(simple(element("task", "x", loop))), "x")

    assert len(one.findall(f"{SVG}path")) == count


def test_an_event_that_does_not_interrupt_is_dashed():
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a", cancelActivity="false")
    rings = group(drawn(simple(event, ways("es e"))), "es").findall(f"{SVG}circle")

    assert [ring.get("stroke-dasharray") for ring in rings] == ["4 3", "4 3"]
