"""Models with a wrong event, round, time or expression, each by the check that is to refuse it."""

from tests.engine.runtime.checks.tiny import (
    END,
    START,
    each,
    element,
    process,
    script,
    simple,
    timer,
    user,
    ways,
)
from tests.engine.runtime.checks.wrong import (
    A,
    B,
    Wrong,
    chosen,
    edge,
    event,
    gate,
    inserted,
    repeated,
    task,
    waiting,
    wrong,
    xor,
)

WRONG: list[Wrong] = []

late = event("intermediateCatchEvent", "t1", timer("P1D"))
WRONG.append(
    wrong(
        "event_gateway_targets",
        "a task after an event gateway",
        process(START, gate("eventBased", "x"), late, A, END, ways("s x t1 e", "x ut_a e")),
    )
)
WRONG.append(wrong("boundary_leads_on", "an event that leads nowhere", simple(edge("t", "ut_a"))))
again = edge("t", "ut_a", cancelActivity="false")
WRONG.append(
    wrong(
        "handler_gateways",
        "a split in what can happen twice",
        process(
            START,
            A,
            again,
            gate("parallel", "x"),
            B,
            user("ut_c"),
            gate("parallel", "j"),
            element("endEvent", "e2"),
            END,
            ways("s ut_a e", "t x ut_b j e2", "x ut_c j"),
        ),
    )
)
turning = (script("sk_a", "1"), gate("exclusive", "m"))
WRONG.append(
    wrong(
        "endless_loop",
        "a round of scripts",
        process(START, *turning, xor("x", "e", "m"), END, ways("s m sk_a x")),
    )
)
loop = "<standardLoopCharacteristics{}/>"
WRONG.append(wrong("bounded_loop", "a loop without an end", repeated(loop.format(""))))
WRONG.append(
    wrong("bounded_loop", "a loop of a million rounds", repeated(loop.format(' loopMaximum="1000000"')))
)
WRONG.append(wrong("multi_instance", "over nothing", repeated("<multiInstanceLoopCharacteristics/>")))
noted = '<multiInstanceLoopCharacteristics rals:collection="arende.enheter"/>'
WRONG.append(wrong("multi_instance", "an item without a name", repeated(noted)))
WRONG.append(wrong("unique_item", "the item is called like a task", repeated(each(item="ut_a"))))
WRONG.append(wrong("unique_item", "the item is called like the case", repeated(each(item="arende"))))
WRONG.append(
    wrong(
        "called_element",
        "a process that is not there",
        inserted(element("callActivity", "x", name="Annan", calledElement="q")),
    )
)
named = event("intermediateCatchEvent", "x", '<messageEventDefinition messageRef="m"/>')
WRONG.append(wrong("message_name", "a message that is not there", inserted(named)))
WRONG.append(
    wrong(
        "message_name",
        "a receive task without a message",
        inserted(element("receiveTask", "x", name="Ta emot")),
    )
)

WRONG.append(wrong("timer_parses", "no such month", waiting("2026-13-01T08:00:00", "timeDate")))
WRONG.append(
    wrong(
        "timer_parses", "no time", inserted(event("intermediateCatchEvent", "x", "<timerEventDefinition/>"))
    )
)
WRONG.append(wrong("timer_parses", "a time that comes again but once", waiting("R3/P1D", "timeCycle")))
WRONG.append(wrong("due_parses", "a due time without a number", task(rals_due="2026-02-31")))
WRONG.append(wrong("priority_in_range", "a priority that is none", task(rals_priority="3")))
WRONG.append(wrong("working_days", "working hours", task(rals_due="PT8H", rals_days="arbetsdagar")))
WRONG.append(
    wrong(
        "script_language",
        "a script in another language",
        inserted(script("x", "1", scriptFormat="javascript")),
    )
)
WRONG.append(wrong("python_expression", "two equal signs", chosen('arende.val == "a"')))
WRONG.append(wrong("python_expression", "a Python call", inserted(script("x", "len(arende.enheter)"))))
WRONG.append(wrong("expression", "an expression that stops", chosen("arende.val =")))
WRONG.append(wrong("expression_paths", "a task that is not there", chosen("ut_borta.text = 1")))
WRONG.append(wrong("expression_paths", "a field that is not in the form", chosen("ut_a.borta = 1")))
WRONG.append(wrong("expression_paths", "a collection that is not there", repeated(each("sk_borta"))))

WRONG.append(wrong("named_element", "a task without a name", task(name="")))
WRONG.append(
    wrong(
        "named_element",
        "a choice without a name",
        process(START, A, xor("x", "e", "ut_a").replace(' name="Vilken?"', ""), END, ways("s ut_a x")),
    )
)
WRONG.append(wrong("known_krav", "an unknown statement", task(rals_krav="K-1 K-99")))
WRONG.append(wrong("krav_missing", "no statement", task(rals_krav="")))
