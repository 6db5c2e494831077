from engine.runtime.checks import known_connector
from tests.engine.runtime.checks.tiny import element, found, simple


def call(connector: str, *names: str) -> str:
    inner = "".join(f'<rals:parameter name="{name}" value="1"/>' for name in names)
    return element(
        "serviceTask", "st", f"<extensionElements>{inner}</extensionElements>", rals_connector=connector
    )


def test_a_connector_that_does_not_exist_is_refused():
    assert found(known_connector, simple(call("borta"))) == ["st"]
    assert found(known_connector, simple(element("serviceTask", "st"))) == ["st"]


def test_a_parameter_that_is_missing_or_unknown_is_refused():
    assert found(known_connector, simple(call("send", "to"))) == ["st"]
    assert found(known_connector, simple(call("send", "to", "text", "färg"))) == ["st"]


def test_exactly_what_is_needed_is_let_through():
    assert found(known_connector, simple(call("send", "to", "text"))) == []
    assert found(known_connector, simple(call("send", "to", "text", "copy"))) == []
    assert found(known_connector, simple(call("read"))) == []
