import pytest

from engine.runtime.checks import known_send_back
from tests.engine.runtime.checks.tiny import END, START, decision, element, found, process, script, user, ways


def line(*between: str, back: str = "ut_a", first: str = "", path: str = "s ut_a ut_b e") -> bytes:
    last = user("ut_b", rals_send__back=back)
    return process(START, first or user("ut_a"), *between, last, END, ways(path))


@pytest.mark.parametrize("back", ["ut_borta", "ut_b", "s", "ut_a ut_borta"])
def test_what_is_no_earlier_task_is_refused(back):
    assert found(known_send_back, line(back=back)) == ["ut_b"]


def test_a_decision_is_not_gone_back_to():
    assert found(known_send_back, line(first=decision("ut_a"))) == ["ut_b"]


@pytest.mark.parametrize(
    "between", [user("x"), element("serviceTask", "x", name="Skicka", rals_connector="read")]
)
def test_what_has_been_done_in_between_would_be_lost(between):
    assert found(known_send_back, line(between, path="s ut_a x ut_b e")) == ["ut_b"]


def test_what_nobody_does_is_not_sent_back():
    sent = script("sk", "1", rals_send__back="ut_a")

    assert found(known_send_back, process(START, user("ut_a"), sent, END, ways("s ut_a sk e"))) == ["sk"]


def test_a_task_that_leads_straight_there_is_let_through():
    assert found(known_send_back, line()) == []


def test_gateways_and_scripts_may_stand_between():
    between = element("exclusiveGateway", "gw", name="Hur?", default="f_gw_sk") + script("sk", "1")

    assert found(known_send_back, line(between, path="s ut_a gw sk ut_b e")) == []
