from engine.runtime.checks import is_executable
from tests.engine.runtime.checks.tiny import START, found, process, simple


def test_a_process_that_is_not_marked_is_refused():
    assert found(is_executable, process(START, isExecutable="false")) == ["p"]


def test_a_marked_process_is_let_through():
    assert found(is_executable, simple()) == []
