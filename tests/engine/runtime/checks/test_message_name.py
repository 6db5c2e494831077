from engine.runtime.checks import message_name
from tests.engine.runtime.checks.tiny import element, found, process, simple

WAIT = element("intermediateCatchEvent", "es", '<messageEventDefinition messageRef="m"/>')


def test_an_event_that_refers_to_no_message_is_refused():
    assert found(message_name, simple(WAIT)) == ["es"]


def test_an_event_that_refers_to_a_message_without_a_name_is_refused():
    assert found(message_name, process(WAIT, around='<message id="m"/>')) == ["es"]


def test_a_receive_task_without_a_message_is_refused():
    assert found(message_name, simple(element("receiveTask", "rt"))) == ["rt"]


def test_a_message_with_a_name_is_let_through():
    assert found(message_name, process(WAIT, around='<message id="m" name="svar"/>')) == []
