"""compare: what differs between two versions of a model, in sentences, and what it means for people's work."""

import json
from typing import Any

import pytest

from engine.runtime.comparing import Comparison, compare
from forms.text import Text
from tests.engine.runtime.checks.tiny import END, START, each, element, flow, process, sub, timer, user, ways

NAMES = {"chef": Text("chef", "manager"), "ledning": Text("ledningen", "the board")}
A, B = user("ut_a", name="Granska underlag", rals_name__en="Review"), user("ut_b", name="Svara")
MODEL = process(START, A, B, END, ways("s ut_a ut_b e"))
LANES = element(
    "laneSet",
    "ls",
    element("lane", "la_chef", "<flowNodeRef>ut_a</flowNodeRef>", name="Chef", rals_role="chef"),
    element("lane", "la_led", name="Ledningen", rals_role="ledning"),
)
OTHER_LANES = LANES.replace("<flowNodeRef>ut_a</flowNodeRef>", "").replace(
    'rals:role="ledning">', 'rals:role="ledning"><flowNodeRef>ut_a</flowNodeRef>'
)


def between(old: bytes, new: bytes) -> Comparison:
    return compare({"p.bpmn": old}, {"p.bpmn": new}, NAMES)


def told(old: bytes, new: bytes) -> list[str]:
    return [change.text.sv for change in between(old, new).changes]


def changed(task: str) -> list[str]:
    return told(MODEL, process(START, task, B, END, ways("s ut_a ut_b e")))


def test_the_same_model_differs_in_nothing():
    assert between(MODEL, MODEL) == Comparison((), frozenset(), (), ())


def test_a_step_that_comes_is_told_with_who_does_it_and_how_the_flows_go():
    new = process(START, A, user("ut_n", name="Fråga"), B, END, flow("s", "ut_a"), flow("ut_b", "e"))
    new = new.replace(
        b"</process>",
        (
            element("sequenceFlow", "f_ut_a_ut_b", sourceRef="ut_a", targetRef="ut_n")
            + flow("ut_n", "ut_b")
            + "</process>"
        ).encode(),
    )

    assert told(MODEL, new) == [
        "Uppgiften ”Fråga” lades till hos chef.",
        "Flödet från ”Granska underlag” till ”Svara” går nu från ”Granska underlag” till ”Fråga”.",
        "Flödet från ”Fråga” till ”Svara” lades till.",
    ]
    assert told(new, MODEL)[-2:] == [
        "Uppgiften ”Fråga” togs bort.",
        "Flödet från ”Fråga” till ”Svara” togs bort.",
    ]


def test_a_step_that_goes_to_another_lane_is_moved_from_role_to_role():
    task = user("ut_a", name="Granska underlag", rals_role="")
    old = process(LANES, START, task, END, ways("s ut_a e"))
    new = process(OTHER_LANES, START, task, END, ways("s ut_a e"))

    assert told(old, new) == ["Uppgiften ”Granska underlag” flyttades från chef till ledningen."]
    assert [change.what for change in between(old, new).changes] == ["moved"]


def test_a_step_that_goes_into_a_subprocess_is_moved_there():
    old = process(START, A, sub("sp", name="Bereda"), END, ways("s ut_a sp e"))
    within = sub("sp", element("startEvent", "sp_s"), A, element("endEvent", "sp_e"), name="Bereda")
    new = process(START, within, END, ways("s ut_a sp e"))

    assert "Uppgiften ”Granska underlag” flyttades in i delprocessen ”Bereda”." in told(old, new)
    assert "Uppgiften ”Granska underlag” flyttades ut ur delprocessen ”Bereda”." in told(new, old)


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        (user("ut_a", name="Granska"), "Uppgiften ”Granska underlag” bytte namn till ”Granska”."),
        (
            user("ut_a", name="Granska underlag", rals_name__en="Read"),
            "Uppgiften ”Granska underlag” heter på engelska ”Read” i stället för ”Review”.",
        ),
        (A.replace("userTask", "manualTask"), None),
        (A.replace("userTask", "serviceTask"), "ändrade slag från uppgiften till det automatiska steget"),
        (
            user("ut_a", name="Granska underlag", rals_name__en="Review", rals_due="P14D"),
            "”14 dagar” lades till",
        ),
        (A.replace('"chef"', '"ledning"'), "flyttades från chef till ledningen"),
        (A.replace('form="f"', 'form="f_beslut"'), "formuläret ändrades från ”f” till ”f_beslut”"),
        (A.replace("K-1", "K-1 K-2"), "de styrande satserna ändrades"),
        (A.replace("</userTask>", each() + "</userTask>"), "listan som steget görs en gång för varje rad i"),
        (
            A.replace(
                "</userTask>",
                '<extensionElements><x:y xmlns:x="urn:x" z="1"/></extensionElements></userTask>',
            ),
            "egenskapen extensionElements/y/z ”1” lades till",
        ),
    ],
)
def test_what_is_said_of_a_step_is_told_apart(task: str, sentence: str | None):
    found = changed(task)

    assert len(found) >= 1
    assert sentence is None or any(sentence in one for one in found), found


def test_conditions_default_ways_and_times_are_told():
    def model(condition: str, default: str, time: str) -> bytes:
        return process(
            START,
            element("exclusiveGateway", "gw", name="Bra?", default=default),
            A,
            element("boundaryEvent", "ev", timer(time), name="Påminn", attachedToRef="ut_a"),
            END,
            ways("s gw"),
            flow("gw", "ut_a", condition),
            flow("gw", "e"),
        )

    assert told(model("x = 1", "f_gw_e", "P1D"), model("x = 2", "f_gw_ut_a", "P1W")) == [
        "Vägvalet ”Bra?”: standardvägen ändrades från ”e” till ”Granska underlag”.",
        "Händelsen ”Påminn”: väntetiden ändrades från ”1 dag” till ”1 vecka”.",
        "Flödet från ”Bra?” till ”Granska underlag”: villkoret ändrades från ”x = 1” till ”x = 2”.",
    ]


def test_who_gets_more_and_less_to_do_is_counted():
    new = process(START, A.replace('"chef"', '"ledning"'), END, ways("s ut_a e"))
    board, manager = between(MODEL, new).work

    assert (board.role, board.before, board.after, [one.sv for one in board.gained]) == (
        "ledning",
        0,
        1,
        ["Granska underlag"],
    )
    assert (manager.role, manager.before, manager.after) == ("chef", 2, 0)
    assert [one.sv for one in manager.lost] == ["Granska underlag", "Svara"]


def form(*fields: dict[str, Any]) -> bytes:
    return json.dumps({"type": "default", "properties": {"title": "Svar"}, "components": fields}).encode()


NAME = {"type": "textfield", "id": "namn", "key": "namn", "label": "Namn"}
KIND = {
    "type": "select",
    "id": "slag",
    "key": "slag",
    "label": "Slag",
    "values": [{"label": "Ett", "value": "1"}],
}


def test_what_people_must_fill_in_is_told_field_by_field():
    must = {**NAME, "validate": {"required": True}}
    more = {**KIND, "values": [*KIND["values"], {"label": "Två", "value": "2"}]}
    found = compare(
        {"p.bpmn": MODEL, "forms/f.form.json": form(NAME, KIND)},
        {"p.bpmn": MODEL, "forms/f.form.json": form(must, more, {**NAME, "key": "ny", "label": "Ny"})},
    )

    assert [change.text.sv for change in found.changes] == [
        "Formuläret ”Svar”: fältet ”Namn” måste fyllas i.",
        "Formuläret ”Svar”: fältet ”Slag”, valen ändrades från ”Ett (1)” till ”Ett (1), Två (2)”.",
        "Formuläret ”Svar”: fältet ”Ny” lades till.",
    ]
    (work,) = found.forms
    assert (work.form, work.asks_for_more, [one.sv for one in work.steps]) == (
        "f",
        True,
        ["Granska underlag", "Svara"],
    )


TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d">
<decision id="b" name="Vem"><decisionTable hitPolicy="UNIQUE"><input id="i" label="belopp"/><output id="o"/>
<rule id="r1"><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"chef"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def test_the_rules_of_a_decision_table_are_told_apart():
    more = '<rule id="r2"><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>'
    new = (
        TABLE.replace('"chef"', '"ledning"')
        .replace("UNIQUE", "FIRST")
        .replace("</decisionTable>", f"{more}</decisionTable>")
    )
    found = compare({"decisions/b.dmn": TABLE.encode()}, {"decisions/b.dmn": new.encode()})

    assert [change.text.sv for change in found.changes] == [
        "Beslutstabellen ”Vem”: träffpolicyn ändrades från ”UNIQUE” till ”FIRST”.",
        'Beslutstabellen ”Vem”, regel 1: regeln ändrades från ”< 10 → "chef"” till ”< 10 → "ledning"”.',
        "Beslutstabellen ”Vem”, regel 2 lades till: > 10 → 1.",
    ]


def test_what_only_stands_elsewhere_in_the_drawing_is_told_apart():
    shape = (
        '<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"'
        ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><di:BPMNPlane>'
        '<di:BPMNShape bpmnElement="ut_a"><dc:Bounds x="1" y="2" width="3" height="4"/></di:BPMNShape>'
        "</di:BPMNPlane></di:BPMNDiagram></definitions>"
    )
    old = MODEL.replace(b"</definitions>", shape.encode())
    found = between(old, old.replace(b'x="1"', b'x="9"'))

    assert found.changes == ()
    assert found.redrawn == {"ut_a"}


def test_each_drawing_marks_what_can_be_seen_in_it():
    new = process(START, user("ut_n", name="Ny"), B.replace("Svara", "Säg"), END, ways("s ut_n ut_b e"))
    found = between(MODEL, new)

    assert found.marks("p.bpmn", after=False)["ut_a"] == "removed"
    assert found.marks("p.bpmn", after=True)["ut_n"] == "added"
    assert (
        found.marks("p.bpmn", after=True)["ut_b"] == found.marks("p.bpmn", after=False)["ut_b"] == "changed"
    )
    assert "ut_a" not in found.marks("p.bpmn", after=True)
    assert found.removed == {"ut_a"}
