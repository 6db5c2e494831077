"""lay_out: lanes, pools and subprocesses hold what belongs to them."""

from lxml import etree

from engine.runtime.layout import lay_out, quality
from tests.engine.runtime.checks.tiny import END, NS, START, element, process, sub, user, ways
from tests.engine.runtime.layout.drawn import holds, lane_set, shapes, ways_of


def test_each_lane_holds_what_it_lists_and_lanes_lie_in_their_order():
    model = process(lane_set(ledning="s e", chef="ut_a"), START, user("ut_a"), END, ways("s ut_a e"))
    at = shapes(lay_out(model))

    assert all(holds(at["ledning"], at[key]) for key in ("s", "e"))
    assert holds(at["chef"], at["ut_a"])
    assert at["ledning"].bottom == at["chef"].y
    assert at["ledning"].width == at["chef"].width


def test_lanes_within_lanes_lie_inside_them_and_a_lane_of_nothing_is_drawn():
    inner = element(
        "childLaneSet", "inner", element("lane", "a", "<flowNodeRef>ut_a</flowNodeRef>"), element("lane", "b")
    )
    model = process(
        element("laneSet", "lanes", element("lane", "outer", inner), element("lane", "tom")),
        START,
        user("ut_a"),
        END,
        ways("s ut_a e"),
    )
    at = shapes(lay_out(model))

    assert holds(at["outer"], at["a"])
    assert holds(at["outer"], at["b"])
    assert holds(at["a"], at["ut_a"])
    assert at["tom"].height > 20


def test_a_subprocess_is_open_and_holds_its_content_at_any_depth():
    deep = sub(
        "inner", element("startEvent", "is"), user("deep"), element("endEvent", "ie"), ways("is deep ie")
    )
    model = process(
        START,
        sub("outer", element("startEvent", "os"), deep, element("endEvent", "oe"), ways("os inner oe")),
        END,
        ways("s outer e"),
    )
    drawn = lay_out(model)
    at = shapes(drawn)

    assert holds(at["outer"], at["inner"])
    assert holds(at["inner"], at["deep"])
    open_ = etree.fromstring(drawn).xpath("//*[@bpmnElement='outer']/@isExpanded")
    assert open_ == ["true"]


def test_a_subprocess_without_lanes_has_rows_in_the_order_of_the_lanes_of_the_process():
    inner = (
        element("startEvent", "is"),
        user("first", rals_role="chef"),
        user("second", rals_role="ledning"),
        element("endEvent", "ie"),
        ways("is first second ie"),
    )
    model = process(lane_set(ledning="sp", chef=""), START, sub("sp", *inner), END, ways("s sp e"))
    at = shapes(lay_out(model))

    assert at["second"].bottom < at["first"].y


def test_a_subprocess_with_lanes_draws_them():
    inner = (
        lane_set(under="first"),
        element("startEvent", "is"),
        user("first"),
        element("endEvent", "ie"),
        ways("is first ie"),
    )
    at = shapes(lay_out(process(START, sub("sp", *inner), END, ways("s sp e"))))

    assert holds(at["sp"], at["under"])
    assert holds(at["under"], at["first"])


def two_pools() -> bytes:
    """Two processes and a party without one, with a message between each."""
    whole = process(START, user("ut_a"), END, ways("s ut_a e")).split(b">", 1)[1]
    first = whole.removesuffix(b"</definitions>")
    second = first
    for old, new in ((b'id="p"', b'id="q"'), (b'"s"', b'"s2"'), (b'"e"', b'"e2"'), (b"ut_a", b"ut_b")):
        second = second.replace(old, new)
    parties = (
        element("participant", "pa", processRef="p")
        + element("participant", "pb", processRef="q")
        + element("participant", "px", name="Invånare")
        + element("messageFlow", "m1", sourceRef="ut_a", targetRef="ut_b")
        + element("messageFlow", "m2", sourceRef="px", targetRef="ut_a")
    )
    return (
        f"<definitions {NS}>{element('collaboration', 'c', parties)}".encode()
        + first
        + second
        + b"</definitions>"
    )


def test_pools_lie_below_each_other_with_their_messages_between():
    drawn = lay_out(two_pools())
    at = shapes(drawn)

    assert holds(at["pa"], at["ut_a"])
    assert holds(at["pb"], at["ut_b"])
    assert at["pa"].bottom < at["pb"].y < at["px"].y
    assert quality(drawn).edges_through_shapes == quality(drawn).edges_on_edges == 0
    assert {"m1", "m2"} <= ways_of(drawn).keys()
