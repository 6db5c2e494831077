"""Models whose ways are wrong, each by the check that is to refuse it."""

from tests.engine.runtime.checks.tiny import (
    END,
    START,
    element,
    flow,
    process,
    simple,
    sub,
    timer,
    user,
    ways,
)
from tests.engine.runtime.checks.wrong import (
    TERMINATE,
    A,
    B,
    Wrong,
    edge,
    event,
    gate,
    inserted,
    lane,
    lanes,
    wrong,
    xor,
)

WRONG: list[Wrong] = []

WRONG.append(wrong("readable", "not XML", b"<a", name="p"))
WRONG.append(wrong("readable", "a DOCTYPE", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))
WRONG.append(wrong("key_is_file_name", "a file with another name", simple(), name="annan"))
WRONG.append(
    wrong("is_executable", "a sketch", process(START, A, END, ways("s ut_a e"), isExecutable="false"))
)
WRONG.append(wrong("is_executable", "no mark", process(START, A, END, ways("s ut_a e"), isExecutable="")))
twice = lanes(lane("la", role="chef"), lane("la", role="chef"))
WRONG.append(wrong("unique_id", "the same lane twice", simple(twice)))
WRONG.append(wrong("reserved_id", "the case", inserted(user("arende"), key="arende")))
WRONG.append(wrong("reserved_id", "a word of the engine", inserted(user("Root"), key="Root")))
WRONG.append(wrong("unsupported_element", "a complex gateway", inserted(gate("complex", "x"))))
WRONG.append(
    wrong(
        "unsupported_element", "an ad hoc subprocess", inserted(element("adHocSubProcess", "x", name="Fritt"))
    )
)
WRONG.append(
    wrong("unsupported_element", "a transaction", inserted(element("transaction", "x", name="Allt")))
)
WRONG.append(wrong("unsupported_element", "a data store", simple(element("dataStoreReference", "x"))))
WRONG.append(
    wrong(
        "unsupported_element",
        "a link",
        inserted(event("intermediateThrowEvent", "x", "<linkEventDefinition/>")),
    )
)
WRONG.append(wrong("unsupported_element", "a compensation", inserted(user("x", isForCompensation="true"))))
WRONG.append(wrong("event_trigger", "no trigger", inserted(event("intermediateCatchEvent", "x"))))
WRONG.append(
    wrong(
        "event_trigger",
        "two triggers",
        inserted(event("intermediateCatchEvent", "x", timer("P1D"), timer("P2D"))),
    )
)
start = element("startEvent", "s", timer("P1D"))
WRONG.append(wrong("event_trigger", "a start that waits", process(start, A, END, ways("s ut_a e"))))

gone = (xor("x", "e", "borta"), ways("s ut_a x"))
WRONG.append(wrong("dangling_flow", "a target that is gone", process(START, A, *gone, END)))
WRONG.append(wrong("dangling_flow", "a source that is gone", simple(ways("borta e"))))
inner = sub("x", element("startEvent", "is"), B, element("endEvent", "ie"), ways("is ut_b ie", "ut_a ie"))
WRONG.append(wrong("flow_within_scope", "into a subprocess", inserted(inner)))
WRONG.append(wrong("one_start", "two starts", simple(element("startEvent", "s2"), ways("s2 e"))))
WRONG.append(wrong("one_start", "no start", process(A, END, ways("ut_a e"))))
none = sub("x", B, element("endEvent", "ie"), ways("ut_b ie"))
WRONG.append(wrong("one_start", "a subprocess without a start", inserted(none)))
WRONG.append(wrong("reachable", "a task that nothing leads to", simple(B, ways("ut_b e"))))
waits = (
    gate("parallel", "p1"),
    gate("parallel", "p2"),
    user("ut_c"),
    element("endEvent", "e2", TERMINATE),
)
lines = ways("s p1 p2 ut_a x", "ut_b p2", "p1 ut_c e2")
WRONG.append(
    wrong(
        "reachable", "a join behind itself", process(START, *waits, A, B, xor("x", "e", "ut_b"), END, lines)
    )
)
WRONG.append(wrong("can_end", "no end", process(START, A, ways("s ut_a"))))
WRONG.append(
    wrong(
        "can_end",
        "a task that leads nowhere",
        process(START, A, B, xor("x", "e", "ut_b"), END, ways("s ut_a x")),
    )
)
back = (xor("x", "e", "ut_b"), user("ut_c"))
WRONG.append(
    wrong(
        "can_end",
        "a round without a way out",
        process(START, A, B, *back, END, ways("s ut_a x", "ut_b ut_c ut_b")),
    )
)
parts = (A, B, element("endEvent", "e2"))
WRONG.append(
    wrong(
        "single_way_out",
        "two ways from a task",
        process(START, *parts, END, ways("s ut_a e", "ut_a ut_b e2")),
    )
)
plain = flow("ut_a", "e", "arende.val = 1")
WRONG.append(
    wrong("conditional_flow", "a condition after a task", process(START, A, END, ways("s ut_a"), plain))
)
open_ = element("exclusiveGateway", "x", name="Vilken?")
asked = flow("x", "e", "arende.val = 1") + flow("x", "ut_a", "arende.val = 2")
WRONG.append(wrong("split_is_covered", "no default", process(START, A, open_, END, ways("s ut_a x"), asked)))
both = element("exclusiveGateway", "x", name="Vilken?", default="f_x_e") + ways("x e", "x ut_a")
WRONG.append(
    wrong("split_is_covered", "a way without a condition", process(START, A, both, END, ways("s ut_a x")))
)
WRONG.append(
    wrong(
        "split_is_covered",
        "a default with a condition",
        process(
            START,
            A,
            element("exclusiveGateway", "x", name="Vilken?", default="f_x_e"),
            END,
            ways("s ut_a x"),
            flow("x", "e", "arende.val = 1"),
            flow("x", "ut_a", "arende.val = 2"),
        ),
    )
)

two = (A, B, gate("parallel", "j"), END)
WRONG.append(
    wrong(
        "no_deadlock",
        "a parallel join after a choice",
        process(START, xor("x", "ut_a", "ut_b"), *two, ways("s x", "ut_a j e", "ut_b j")),
    )
)
split = element("inclusiveGateway", "x", name="Vilka?", default="f_x_ut_a") + ways("x ut_a")
some = split + flow("x", "ut_b", "arende.val = 1")
WRONG.append(
    wrong(
        "no_deadlock",
        "a parallel join after an inclusive split",
        process(START, some, *two, ways("s x", "ut_a j e", "ut_b j")),
    )
)
WRONG.append(
    wrong(
        "no_deadlock",
        "a timer that takes a way from a join",
        process(
            START, gate("parallel", "x"), edge("t", "ut_a"), *two, ways("s x ut_a j e", "x ut_b j", "t e")
        ),
    )
)
WRONG.append(
    wrong(
        "no_deadlock",
        "a join that waits for what comes after it",
        process(START, gate("parallel", "j"), A, xor("x", "e", "ut_b"), B, END, ways("s j ut_a x", "ut_b j")),
    )
)
WRONG.append(
    wrong(
        "no_deadlock",
        "work without end",
        process(START, gate("exclusive", "m"), A, gate("parallel", "j"), END, ways("s m ut_a j m", "j e")),
    )
)
inner = (
    element("startEvent", "is"),
    xor("x", "ut_b", "ut_c"),
    gate("parallel", "j"),
    element("endEvent", "ie"),
)
WRONG.append(
    wrong(
        "no_deadlock",
        "a deadlock in a subprocess",
        process(
            START,
            A,
            sub("sp", *inner, B, user("ut_c"), ways("is x", "ut_b j ie", "ut_c j")),
            END,
            ways("s ut_a sp e"),
        ),
    )
)
targets = event("intermediateCatchEvent", "t1", timer("P1D")) + event(
    "intermediateCatchEvent", "t2", timer("P2D")
)
WRONG.append(
    wrong(
        "no_deadlock",
        "a join after an event gateway",
        process(
            START,
            A,
            gate("eventBased", "x"),
            targets,
            gate("parallel", "j"),
            END,
            ways("s ut_a x t1 j e", "x t2 j"),
        ),
    )
)
WRONG.append(
    wrong(
        "balanced_gateways",
        "parallel ways that are not joined",
        process(
            START,
            gate("parallel", "x"),
            A,
            B,
            gate("exclusive", "m"),
            END,
            ways("s x ut_a m", "x ut_b m"),
            user("ut_c"),
            ways("m ut_c e"),
        ),
    )
)
