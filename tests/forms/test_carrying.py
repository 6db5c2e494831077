"""What was answered before its question was hidden is posted along, and is there when the question is asked again."""

import json

import pytest

FILE = {"id": "b1", "namn": "a.pdf", "storlek": 1, "typ": "application/pdf"}
HIDDEN = {"hide": "=visa != true"}


@pytest.fixture
def one(world, component, rows):
    return world(
        component("checkbox", "visa"),
        component(key="text", conditional=HIDDEN),
        component("number", "tal", conditional=HIDDEN),
        component("datetime", "dag", subtype="date", conditional=HIDDEN),
        component("checkbox", "kryss", conditional=HIDDEN),
        component("checklist", "val", conditional=HIDDEN),
        component(
            "select", "vem", values=None, valuesExpression="=personer", properties={"reference": "person"}, conditional=HIDDEN
        ),
        component("filepicker", "bilagor", multiple=True, conditional=HIDDEN),
        component("expression", "summa", expression="=1 + 1", conditional=HIDDEN),
        {"type": "group", "label": "Plan", "components": [component(key="plan")], "conditional": HIDDEN},
        rows(component(key="namn"), rows(component(key="del"), path="delar"), path="rader", conditional=HIDDEN),
    )  # fmt: skip


ANSWERS = {
    "visa": False,
    "text": "rad ett\nrad två",
    "tal": "12.5",
    "dag": "2026-11-26",
    "kryss": True,
    "val": ["ja", "nej"],
    "vem": {"id": 2, "namn": "Bo Lund"},
    "bilagor": [FILE],
    "plan": "i etapper",
    "rader": [{"namn": "a", "delar": [{"del": "x"}, {}]}, {}],
}


def test_hidden_answers_come_back_as_they_were(one):
    view = one.view(ANSWERS)
    assert [node.name for node in view.nodes] == ["visa"]

    posted = one.decode([*view.kept, ("visa", "true")]).answers

    assert one.clean(posted) == one.clean({**ANSWERS, "visa": True})
    assert posted["rader"] == [{"namn": "a", "delar": [{"del": "x"}, {}]}, {}]


def test_nothing_is_carried_for_what_is_asked_on_the_page(one):
    assert one.view({**ANSWERS, "visa": True}).kept == ()


def test_what_was_never_answered_is_not_carried(one):
    assert one.view({"visa": False}).kept == ()


def test_that_nothing_was_chosen_is_carried_too(one):
    posted = one.decode(one.view({"visa": False, "val": [], "bilagor": []}).kept).answers

    assert posted == {"val": [], "bilagor": []}


def test_an_answer_hidden_in_one_row_follows_its_row(world, component, rows):
    one = world(
        rows(component("checkbox", "mer"), component(key="text", conditional={"hide": "=mer != true"}))
    )
    view = one.view({"rader": [{"mer": True, "text": "a"}, {"mer": False, "text": "b"}]})
    assert view.kept == (("rader.1.text", "b"),)

    posted = one.decode([("_row", "rader.0"), ("_row", "rader.1"), ("rader.0.mer", "true"), ("rader.0.text", "a"), *view.kept, ("_remove", "rader.0")])  # fmt: skip

    assert posted.answers == {"rader": [{"text": "b"}]}


def test_a_hidden_answer_is_not_handed_in(one):
    checked = one.check(one.decode(one.view(ANSWERS).kept).answers)

    assert checked.ok
    assert "text" not in checked.clean


def test_one_of_several_files_is_taken_away_by_its_button(one):
    other = {**FILE, "id": "b2"}
    posted = one.decode(
        [("bilagor", ""), ("bilagor", json.dumps(FILE)), ("bilagor", json.dumps(other)), ("_remove", "bilagor.b1")]
    )  # fmt: skip

    assert posted.answers == {"bilagor": [other]}
    assert (posted.rows_changed, posted.focus) == (True, "bilagor")


def test_a_sum_of_rows_reads_like_every_other_number(world, component, rows):
    one = world(
        rows(component("number", "timmar")),
        component("expression", "summa", expression="=sum(rader[timmar != null].timmar)"),
    )

    def summa(*hours, language="sv"):
        return one.view({"rader": [{"timmar": one} for one in hours]}, language=language).nodes[1].shown

    assert summa("1200", "40.5", "", "mycket") == "1\u00a0240,5"
    assert summa("1200", "40.5", language="en") == "1,240.5"
    assert summa("") == ""
