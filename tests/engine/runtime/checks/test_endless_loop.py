from engine.runtime.checks import endless_loop
from tests.engine.runtime.checks.tiny import (
    END,
    START,
    element,
    found,
    process,
    script,
    sub,
    timer,
    user,
    ways,
)


def model(*between: str) -> bytes:
    keys = " ".join(part.split('id="')[1].split('"')[0] for part in between)
    gateway = element("exclusiveGateway", "gw")
    return process(START, gateway, *between, END, ways(f"s gw {keys} gw", "gw e"))


def test_a_way_back_of_automatic_steps_alone_is_refused():
    assert found(endless_loop, model(script("sk", "1"))) == ["gw"]


def test_a_way_back_through_a_subprocess_of_automatic_steps_is_refused():
    inner = sub(
        "sp", element("startEvent", "is"), script("sk", "1"), element("endEvent", "ie"), ways("is sk ie")
    )

    assert found(endless_loop, model(inner)) == ["gw"]


def test_a_way_back_past_a_person_or_a_time_is_let_through():
    assert found(endless_loop, model(user("ut_a"))) == []
    assert found(endless_loop, model(element("intermediateCatchEvent", "tm", timer("P1D")))) == []
    assert found(endless_loop, model(sub("sp"))) == []
