from engine.runtime.checks import event_trigger
from tests.engine.runtime.checks.tiny import element, found, simple, timer


def test_an_event_that_does_not_say_what_it_waits_for_is_refused():
    assert found(event_trigger, simple(element("intermediateCatchEvent", "es"))) == ["es"]


def test_a_message_that_is_sent_by_an_event_is_refused():
    event = element("intermediateThrowEvent", "es", "<messageEventDefinition/>")

    assert found(event_trigger, simple(event)) == ["es"]


def test_a_start_that_waits_is_refused():
    assert found(event_trigger, simple(element("startEvent", "s2", timer("P1D")))) == ["s2"]


def test_two_triggers_are_refused():
    event = element("intermediateCatchEvent", "es", timer("P1D"), "<signalEventDefinition/>")

    assert found(event_trigger, simple(event)) == ["es"]


def test_a_timer_and_a_terminate_end_are_let_through():
    wait = element("intermediateCatchEvent", "es", timer("P1D"))
    end = element("endEvent", "e2", "<terminateEventDefinition/>")

    assert found(event_trigger, simple(wait, end)) == []
