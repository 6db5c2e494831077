"""following: what a decision leads to, read from the model."""

import pytest

from engine.runtime.following import following
from tests.engine.runtime import small

ENDS = '<endEvent id="e"/><endEvent id="e2"/>'
BASE = f'<startEvent id="s"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><exclusiveGateway id="g" default="g__c"/>{ENDS}'
CHOICE = 's > a > g\ng > b : a.utfall = "ja"\ng > c\nb > e\nc > e2'


def told(elements, lines, answers, context=None, task="a"):
    found = following(small.model(elements, lines), task, answers, context or {})
    return [(one.kind, one.element, one.certain, one.together) for one in found]


@pytest.mark.parametrize(("outcome", "next_task"), [("ja", "b"), ("nej", "c")])
def test_the_outcome_chooses_the_way_and_the_default_is_the_rest(outcome, next_task):
    assert told(BASE, CHOICE, {"utfall": outcome}) == [("task", next_task, True, False)]


def test_a_way_that_another_answer_of_the_same_task_decides_is_not_certain():
    lines = CHOICE.replace("a.utfall", "a.resurs")

    assert told(BASE, lines, {"utfall": "ja"}) == [("task", "b", False, False), ("task", "c", False, False)]


def test_a_way_that_earlier_data_decide_is_certain():
    lines = CHOICE.replace("a.utfall", "arende.val")

    assert told(BASE, lines, {"utfall": "x"}, {"arende": {"val": "ja"}}) == [("task", "b", True, False)]


def test_what_is_worked_out_on_the_way_is_not_known_before():
    elements = BASE + '<scriptTask id="k"><script>1</script></scriptTask>'
    lines = "s > a > k > g\ng > b : k = 1\ng > c\nb > e\nc > e2"

    assert [one[2] for one in told(elements, lines, {"utfall": "ja"})] == [False, False]


def test_an_end_inside_a_phase_leads_on_to_what_follows_the_phase_and_the_last_one_ends_the_case():
    inside = '<startEvent id="is"/><userTask id="a"/><endEvent id="ie"/>' + small.flows("is > a > ie")
    after = '<startEvent id="s"/><userTask id="b"/><endEvent id="e"/>'

    elements = f'{after}<subProcess id="sp">{inside}</subProcess>'
    assert told(elements, "s > sp > b > e", {}) == [("task", "b", True, False)]
    assert told(elements, "s > b > sp > e", {}) == [("end", "e", True, False)]


def test_all_parallel_ways_follow_and_a_join_waits_for_the_others():
    elements = '<startEvent id="s"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><parallelGateway id="q"/><parallelGateway id="j"/><endEvent id="e"/>'

    assert told(elements, "s > a > q\nq > b > j\nq > c > j\nj > e", {}) == [
        ("task", "b", True, False),
        ("task", "c", True, False),
    ]
    assert told(elements, "s > a > q\nq > b > j\nq > c > j\nj > e", {}, task="b") == [
        ("end", "e", True, True)
    ]


def test_one_of_several_instances_does_not_settle_what_they_decide_together():
    several = '<userTask id="a"><multiInstanceLoopCharacteristics rals:collection="[1, 2]" rals:item="n"/></userTask>'

    found = told(BASE.replace('<userTask id="a"/>', several), CHOICE, {"utfall": "ja"})

    assert found == [("task", "b", False, True), ("task", "c", False, True)]


def test_a_way_back_leads_to_the_task_itself():
    lines = CHOICE + '\ng > a : a.utfall = "om"'

    assert told(BASE, lines, {"utfall": "om"}) == [("task", "a", True, False)]
