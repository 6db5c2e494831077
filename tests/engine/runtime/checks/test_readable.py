from engine.runtime.checks import readable
from tests.engine.runtime.checks.tiny import found, simple


def test_a_file_that_is_not_xml_is_refused():
    assert found(readable, b"<definitions") == [None]


def test_a_file_with_a_document_type_is_refused():
    assert found(readable, b"<!DOCTYPE x><definitions/>") == [None]


def test_a_readable_file_is_let_through():
    assert found(readable, simple()) == []
