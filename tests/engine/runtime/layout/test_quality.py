"""The measure itself: each fault is seen in a drawing that has it and in no other."""

from dataclasses import asdict

import pytest

from engine.runtime.layout import quality
from engine.runtime.layout.names import BPMNDI, DC, DI

NS = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    f'xmlns:b="{BPMNDI[1:-1]}" xmlns:c="{DC[1:-1]}" xmlns:d="{DI[1:-1]}"'
)
PROCESS = (
    '<userTask id="a"/><userTask id="b"/><userTask id="x"/><subProcess id="sp"><userTask id="inner"/></subProcess>'
    '<boundaryEvent id="es" attachedToRef="a"/><exclusiveGateway id="gw"/>'
    '<sequenceFlow id="f" sourceRef="a" targetRef="b"/><sequenceFlow id="g" sourceRef="b" targetRef="a"/>'
    '<sequenceFlow id="h" sourceRef="gw" targetRef="b"/>'
)


def bounds(x: float, y: float, width: float, height: float) -> str:
    return f'<c:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'


def shape(key: str, x: float, y: float, width: float = 100, height: float = 80) -> str:
    return f'<b:BPMNShape bpmnElement="{key}">{bounds(x, y, width, height)}</b:BPMNShape>'


def edge(key: str, *points: tuple[float, float], label: str = "") -> str:
    drawn = "".join(f'<d:waypoint x="{x}" y="{y}"/>' for x, y in points)
    named = f"<b:BPMNLabel>{label}</b:BPMNLabel>" if label else ""
    return f'<b:BPMNEdge bpmnElement="{key}">{drawn}{named}</b:BPMNEdge>'


def measure(*parts: str) -> dict[str, int]:
    plane = f'<b:BPMNDiagram><b:BPMNPlane bpmnElement="p">{"".join(parts)}</b:BPMNPlane></b:BPMNDiagram>'
    found = asdict(
        quality(f'<definitions {NS}><process id="p">{PROCESS}</process>{plane}</definitions>'.encode())
    )
    return {fault: count for fault, count in found.items() if count and fault != "bends"}


A, B = shape("a", 0, 0), shape("b", 300, 0)
STRAIGHT = edge("f", (100, 40), (300, 40))


def test_a_good_drawing_has_no_fault():
    inside = shape("sp", 0, 200, 300, 200) + shape("inner", 50, 250)
    event = shape("es", 60, 62, 36, 36)

    assert measure(A, B, STRAIGHT, inside, event) == {}


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ((A, shape("b", 50, 50)), {"overlaps": 1}),
        ((shape("sp", 0, 200, 120, 100), shape("inner", 50, 250)), {"overlaps": 1}),
        ((A, B, shape("x", 150, 0), STRAIGHT), {"edges_through_shapes": 1}),
        ((A, B, STRAIGHT, edge("g", (250, 40), (120, 40))), {"edges_on_edges": 1}),
        ((A, B, edge("f", (100, 40), (300, 60))), {"slanted": 1}),
        ((A, B, STRAIGHT, edge("g", (200, -50), (200, 90))), {"crossings": 1}),
        ((A, B, edge("f", (100, 40), (300, 40), label=bounds(250, 15, 80, 17))), {"labels_on_shapes": 1}),
        ((A, B, edge("f", (100, 40), (300, 40), label=bounds(150, 32, 80, 17))), {"labels_on_edges": 1}),
        (
            (
                *(A, B, edge("f", (100, 40), (300, 40), label=bounds(150, 5, 80, 17))),
                edge("g", (300, 90), (100, 90), label=bounds(160, 15, 80, 17)),
            ),
            {"labels_on_labels": 1},
        ),
    ],
)
def test_a_fault_is_counted(parts, fault):
    assert measure(*parts) == fault


def test_a_flow_from_the_slanted_side_of_a_diamond_does_not_pass_through_it():
    gateway = shape("gw", 200, 15, 50, 50)

    assert measure(gateway, B, edge("h", (240, 30), (300, 30))) == {}
    assert measure(gateway, B, edge("h", (190, 40), (300, 40))) == {"edges_through_shapes": 1}


def test_a_flow_within_a_subprocess_does_not_pass_through_it():
    around = shape("sp", -50, -50, 600, 300)

    assert measure(around, STRAIGHT) == {}
