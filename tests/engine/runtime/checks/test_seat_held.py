from dataclasses import replace

from engine.runtime.checks import seat_held
from engine.runtime.checks.subject.subject import subject
from tests.engine.runtime.checks.tiny import KNOWN, found, simple

FAR = ("Norr", "Söder", "Öster", "Väster", "Mitt", "Skogen", "Kusten")


def test_a_role_that_nobody_can_hold_is_refused():
    assert found(seat_held, simple(), known=replace(KNOWN, unheld=frozenset({"chef"}))) == ["ut_a"]


def test_a_vacant_seat_is_a_warning_that_names_the_places():
    known = replace(KNOWN, vacant={"chef": FAR})
    (fault,) = seat_held.faults(subject({"p.bpmn": simple()}, known))

    assert (fault.element, fault.severity) == ("ut_a", "warning")
    assert "Norr, Söder, Öster, Väster, Mitt och 2 till" in fault.text.sv


def test_a_role_that_is_held_everywhere_is_let_through():
    assert found(seat_held, simple(), known=replace(KNOWN, vacant={"chef": (), "ledning": ("Norr",)})) == []
