import pytest

from engine.runtime.checks import expression_paths
from tests.engine.runtime.checks.tiny import (
    START,
    each,
    element,
    flow,
    found,
    process,
    script,
    simple,
    sub,
    user,
)

WITH_FORM = element("startEvent", "s2", rals_form="f_start")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ut_borta.text", "unknown element"),
        ("okänd + 1", "unknown name"),
        ("ut_a.borta", "unknown field"),
        ("ut_borta[1].text", "unknown element before a filter"),
        ("s.text", "an element without a result"),
        ("arende.borta", "unknown field of the case"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(text, named):
    assert found(expression_paths, simple(WITH_FORM, script("sk", text))) == ["sk"]


@pytest.mark.parametrize(
    "text",
    [
        "ut_a.text",
        "arende.beskrivning",
        "arende.nummer",
        "idag",
        'ut_a.enheter[typ = "enhet"].id',
        "for enhet in ut_a.enheter return enhet.namn",
    ],
)
def test_a_path_that_leads_somewhere_is_let_through(text):
    assert found(expression_paths, simple(WITH_FORM, script("sk", text))) == []


def test_the_item_of_a_repetition_can_be_read_inside_it_only():
    inside = sub("sp", each(), script("sk", "enhet.namn"))

    assert found(expression_paths, simple(inside)) == []
    assert found(expression_paths, simple(inside, script("sk2", "enhet.namn"))) == ["sk2"]


def test_a_result_inside_a_repetition_cannot_be_read_from_outside():
    inside = sub("sp", each(), user("ut_b"))

    assert found(expression_paths, simple(inside, script("sk", "ut_b.text"))) == ["sk"]
    assert found(expression_paths, simple(inside, script("sk", "for del in sp return del.ut_b"))) == []
    assert found(expression_paths, simple(inside, script("sk", "sp.ut_c"))) == ["sk"]


def test_a_condition_is_told_of_at_its_flow():
    gateway = element("exclusiveGateway", "gw")

    assert found(expression_paths, process(START, gateway, flow("gw", "x", "ut_borta.utfall = 1"))) == [
        "f_gw_x"
    ]
