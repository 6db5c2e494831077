"""Joins: what SpiffWorkflow's own get wrong in loops, and what BPMN 2.0 chapter 13 asks for."""

import itertools

import pytest

from engine.runtime.running import Token
from tests.engine.runtime.small import Case, model

LOOP = """
<startEvent id="s"/><exclusiveGateway id="m"/><{kind} id="split"/><userTask id="a"/><userTask id="b"/><{kind} id="join"/>
<userTask id="c"/><exclusiveGateway id="x" default="x__e"/><endEvent id="e"/>
"""
FLOWS = """
s > m > split
split > a{free}
split > b{free}
a > join > c > x > e
b > join
x > m : c.again
"""


@pytest.mark.parametrize("orders", list(itertools.product(["ab", "ba"], repeat=3)))
def test_a_parallel_join_in_a_loop_waits_for_both_branches_in_every_round(orders):
    case = Case(model(LOOP.format(kind="parallelGateway"), FLOWS.format(free="")))
    for first, second in orders:
        assert case.open() == ["a", "b"]
        assert case.complete(first) == [second]
        assert case.complete(second) == ["c"]
        case.complete("c", {"again": True})
    assert case.open() == ["a", "b"]


@pytest.mark.parametrize("orders", list(itertools.product(["ab", "ba"], repeat=3)))
def test_an_inclusive_join_in_a_loop_waits_for_both_branches_in_every_round(orders):
    case = Case(model(LOOP.format(kind="inclusiveGateway"), FLOWS.format(free=" : 1 = 1")))
    for first, second in orders:
        assert case.complete(first) == [second]
        assert case.complete(second) == ["c"]
        case.complete("c", {"again": True})


def test_an_inclusive_join_waits_only_for_the_branches_that_were_taken():
    elements = """<startEvent id="s"/><userTask id="u"/><inclusiveGateway id="split" default="split__c"/><userTask id="a"/>
      <userTask id="b"/><userTask id="c"/><inclusiveGateway id="join"/><userTask id="z"/><endEvent id="e"/>"""
    lines = """
      s > u > split
      split > a : u.n >= 1
      split > b : u.n >= 2
      split > c > join
      a > join > z > e
      b > join"""
    ways = {0: ["c"], 1: ["a"], 2: ["a", "b"]}
    for number, expected in ways.items():
        case = Case(model(elements, lines))
        assert case.complete("u", {"n": number}) == expected
        for name in expected:
            case.complete(name)
        assert case.open() == ["z"]


def test_an_inclusive_join_waits_for_a_branch_that_is_inside_a_subprocess():
    elements = """<startEvent id="s"/><inclusiveGateway id="split"/><userTask id="a"/>
      <subProcess id="sp"><startEvent id="s2"/><userTask id="b"/><endEvent id="e2"/>
      <sequenceFlow id="i1" sourceRef="s2" targetRef="b"/><sequenceFlow id="i2" sourceRef="b" targetRef="e2"/></subProcess>
      <inclusiveGateway id="join"/><userTask id="z"/><endEvent id="e"/>"""
    case = Case(
        model(elements, "s > split\nsplit > a : 1 = 1\nsplit > sp : 1 = 1\na > join > z > e\nsp > join")
    )
    assert case.complete("a") == ["b"]
    assert case.run.tokens["join"] == Token(1)
    assert case.complete("b") == ["z"]


def test_tokens_in_excess_stay_at_a_parallel_join_until_their_partners_come():
    elements = """<startEvent id="s"/><parallelGateway id="split"/><userTask id="a"/><exclusiveGateway id="m"/><userTask id="b"/>
      <userTask id="c"/><parallelGateway id="join"/><userTask id="z"/><endEvent id="e"/>
      <boundaryEvent id="more" attachedToRef="c" cancelActivity="false"><messageEventDefinition messageRef="m1"/></boundaryEvent>"""
    lines = "s > split > a > m > b > join > z > e\nsplit > c > join\nmore > m"
    case = Case(model(elements, lines, before='<message id="m1" name="mer"/>'))
    assert case.receive("mer")
    case.complete("a")
    assert case.open() == ["b", "b", "c"]
    case.complete("b")
    case.complete("b")
    assert case.run.tokens["join"] == Token(2)
    assert case.complete("c") == ["z"]
    assert case.run.tokens["join"] == Token(1)


def test_a_late_branch_does_not_overwrite_newer_values_of_others():
    elements = """<startEvent id="s"/><parallelGateway id="split"/><exclusiveGateway id="m"/><userTask id="a"/>
      <exclusiveGateway id="x" default="x__join"/><userTask id="late"/><parallelGateway id="join"/>
      <scriptTask id="sk"><script>a.n</script></scriptTask><userTask id="z"/><endEvent id="e"/>"""
    lines = """
      s > split > m > a > x > join > sk > z > e
      x > m : a.n < 3
      split > late > join"""
    case = Case(model(elements, lines + "\n", more={"f.form.json": b'["=sk"]'}))
    for number in (1, 2, 3):
        case.complete("a", {"n": number})
    case.complete("late")
    assert case.run.data["sk"] == 3


def test_chained_parallel_gateways_cost_nothing_at_the_start():
    names = range(14)
    elements = '<startEvent id="s"/><userTask id="u"/><endEvent id="e"/>' + "".join(
        f'<parallelGateway id="p{n}"/><userTask id="a{n}"/><userTask id="b{n}"/><parallelGateway id="j{n}"/>'
        for n in names
    )
    lines = "\n".join(
        f"p{n} > a{n} > j{n}\np{n} > b{n} > j{n}\nj{n} > {f'p{n + 1}' if n < 13 else 'e'}" for n in names
    )
    case = Case(model(elements, f"s > u > p0\n{lines}"))
    assert len(case.run._case.tasks) == 2, "the root and the one token: nothing is predicted"
    assert case.complete("u") == ["a0", "b0"]


def test_an_inclusive_join_waits_for_a_token_that_can_reach_it_in_this_round_and_past_it_in_the_next():
    """By the letter of the standard "b" would not hold the join up: through the loop it can also come by way of "a"."""
    elements = """<startEvent id="s"/><exclusiveGateway id="m"/><inclusiveGateway id="split"/><userTask id="a"/><userTask id="b"/>
      <inclusiveGateway id="after_b" default="after_b__end_join"/><inclusiveGateway id="join"/><userTask id="c"/><inclusiveGateway id="end_join"/>
      <userTask id="d"/><exclusiveGateway id="x" default="x__e"/><endEvent id="e"/>"""
    lines = """
      s > m > split
      split > a : 1 = 1
      split > b : 1 = 1
      a > join > c > end_join > d > x > e
      b > after_b > end_join
      after_b > join : b.also
      x > m : d.again"""
    case = Case(model(elements, lines))
    for _ in range(3):
        assert case.complete("a") == ["b"]
        assert case.complete("b", {"also": True}) == ["c"]
        assert case.complete("c") == ["d"]
        case.complete("d", {"again": True})
    assert case.complete("b", {"also": False}) == ["a"]
    assert case.complete("a") == ["c"]
