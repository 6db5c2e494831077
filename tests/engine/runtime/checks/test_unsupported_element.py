import pytest

from engine.runtime.checks import unsupported_element
from tests.engine.runtime.checks.tiny import element, found, simple, sub, user


@pytest.mark.parametrize(
    "kind",
    [
        "complexGateway",
        "adHocSubProcess",
        "transaction",
        "dataStoreReference",
        "choreographyTask",
    ],
)
def test_what_the_engine_cannot_run_is_refused(kind):
    assert found(unsupported_element, simple(element(kind, "x"))) == ["x"]


@pytest.mark.parametrize("trigger", ["link", "compensate", "cancel", "conditional"])
def test_an_event_with_such_a_trigger_is_refused_by_its_own_id(trigger):
    event = element("intermediateThrowEvent", "es", f"<{trigger}EventDefinition id='inner'/>")

    assert found(unsupported_element, simple(event)) == ["es"]


def test_an_event_subprocess_is_refused():
    assert found(unsupported_element, simple(sub("sp", triggeredByEvent="true"))) == ["sp"]


def test_a_handler_of_compensation_is_refused():
    assert found(unsupported_element, simple(user("ut_b", isForCompensation="true"))) == ["ut_b"]


def test_an_ordinary_subprocess_is_let_through():
    assert found(unsupported_element, simple(sub("sp"))) == []
