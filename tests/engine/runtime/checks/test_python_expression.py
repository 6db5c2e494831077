import pytest

from engine.runtime.checks import python_expression
from engine.runtime.checks.subject.subject import subject
from tests.engine.runtime.checks.tiny import KNOWN, flow, found, script, simple


@pytest.mark.parametrize(
    "text",
    [
        "ut_a.text == 1",
        "ut_a.text = None",
        "True",
        "len(ut_a.enheter)",
        "ut_a.text = 'x'",
        "not ut_a.text",
        "a && b",
    ],
)
def test_what_looks_like_python_is_refused(text):
    assert found(python_expression, simple(script("sk", text))) == ["sk"]


def test_the_remedy_says_what_to_write_instead():
    fault = next(python_expression.faults(_read(simple(flow("ut_a", "e", "x == 1")))))

    assert fault.remedy.sv == "Skriv = i stället för ==."


@pytest.mark.parametrize(
    "text", ["ut_a.text = null", "not(ut_a.text = 1)", 'ut_a.text = "len(x) == None"', "a != b"]
)
def test_feel_is_let_through(text):
    assert found(python_expression, simple(script("sk", text))) == []


def _read(model: bytes):
    return subject({"p.bpmn": model}, KNOWN)
