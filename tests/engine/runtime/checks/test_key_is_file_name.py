from engine.runtime.checks import key_is_file_name
from tests.engine.runtime.checks.tiny import START, found, process, simple


def test_a_process_with_another_id_than_the_file_is_refused():
    assert found(key_is_file_name, process(START, key="annan")) == ["annan"]


def test_a_process_with_the_name_of_the_file_is_let_through():
    assert found(key_is_file_name, simple()) == []
