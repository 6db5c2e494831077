from engine.runtime.checks import called_element
from tests.engine.runtime.checks.tiny import element, found, process, simple

CALL = element("callActivity", "ca", calledElement="p2")


def test_a_call_of_a_process_that_is_not_there_is_refused():
    assert found(called_element, simple(CALL)) == ["ca"]


def test_a_call_of_a_process_among_the_files_is_let_through():
    assert found(called_element, simple(CALL), process(key="p2")) == []
