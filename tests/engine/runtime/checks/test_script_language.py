from engine.runtime.checks import script_language
from tests.engine.runtime.checks.tiny import element, found, script, simple


def test_a_script_in_another_language_is_refused():
    assert found(script_language, simple(script("sk", "x = 1", scriptFormat="python"))) == ["sk"]


def test_a_script_task_without_a_script_is_refused():
    assert found(script_language, simple(element("scriptTask", "sk"))) == ["sk"]


def test_one_feel_expression_is_let_through():
    assert found(script_language, simple(script("sk", "1 + 1"))) == []
