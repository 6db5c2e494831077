from engine.runtime.checks import boundary_leads_on
from tests.engine.runtime.checks.tiny import element, found, simple, timer, user, ways

EVENT = element("boundaryEvent", "es", timer("P1D"), attachedToRef="ut_a")


def test_an_event_that_nothing_follows_is_refused():
    assert found(boundary_leads_on, simple(EVENT)) == ["es"]


def test_an_event_that_sits_on_nothing_is_refused():
    loose = element("boundaryEvent", "es", timer("P1D"), attachedToRef="borta")

    assert found(boundary_leads_on, simple(loose, ways("es e"))) == ["es"]


def test_an_event_that_leads_on_is_let_through():
    assert found(boundary_leads_on, simple(EVENT, user("ut_b"), ways("es ut_b e"))) == []
