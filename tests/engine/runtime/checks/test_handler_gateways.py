from engine.runtime.checks import handler_gateways
from tests.engine.runtime.checks.tiny import element, found, simple, sub, timer, ways

EVENT = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a", cancelActivity="false")


def test_a_parallel_gateway_after_an_event_that_does_not_interrupt_is_refused():
    assert found(handler_gateways, simple(EVENT, element("parallelGateway", "gw"), ways("es gw e"))) == ["gw"]


def test_an_exclusive_gateway_there_is_let_through():
    assert found(handler_gateways, simple(EVENT, element("exclusiveGateway", "gw"), ways("es gw e"))) == []


def test_a_gateway_in_a_subprocess_there_is_let_through():
    assert (
        found(handler_gateways, simple(EVENT, sub("sp", element("parallelGateway", "gw")), ways("es sp")))
        == []
    )


def test_a_gateway_after_an_event_that_interrupts_is_let_through():
    event = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a")

    assert found(handler_gateways, simple(event, element("parallelGateway", "gw"), ways("es gw e"))) == []
