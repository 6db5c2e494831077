"""Which of a person's rights a task is done by."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from engine.errors import ForbiddenError
from engine.governance.actor import DELEGATION, SUBSTITUTION, Actor, Held
from engine.governance.rights import Wanted, acted_as, right_to
from engine.library import product_profile

VGR = product_profile("vgr")
NORTH, SOUTH = uuid4(), uuid4()


def held(seat: UUID, role: str = "chef", **more: object) -> Held:
    one = uuid4()
    plain = Held(one, seat, role, "enhet", uuid4(), "Norr", True, date(2026, 1, 1), None, one)
    return replace(plain, **more)  # type: ignore[arg-type]


def actor(*rights: Held) -> Actor:
    return Actor(uuid4(), "Eva", uuid4(), VGR.hash, rights)


def wanted(*seats: UUID, mandate: str | None = None, own: bool = False) -> Wanted:
    return Wanted(seats, "chef", mandate, "implementering", own)


def test_a_role_chosen_by_key_and_held_in_two_places_gives_the_task_of_either():
    north, south = held(NORTH), held(SOUTH)
    chosen = actor(north, south).choosing("chef")

    assert right_to(chosen, wanted(SOUTH), VGR) == south
    assert right_to(chosen, wanted(NORTH), VGR) == north


def test_a_right_chosen_by_its_id_is_that_one_only():
    north, south = held(NORTH), held(SOUTH)

    with pytest.raises(ForbiddenError, match="Change role"):
        right_to(actor(north, south).choosing(str(north.id)), wanted(SOUTH), VGR)


def test_one_s_own_right_comes_before_a_lent_one_but_a_chosen_one_is_taken():
    lent = held(NORTH, by=SUBSTITUTION, right_id=uuid4(), for_id=uuid4(), for_name="Maria")
    own = held(NORTH)

    assert right_to(actor(own, lent), wanted(NORTH), VGR) == own
    assert right_to(actor(own, lent).choosing(str(lent.id)), wanted(NORTH), VGR) == lent


def test_a_delegation_reaches_its_mandates_in_its_process_only():
    lent = held(NORTH, by=DELEGATION, mandates=("arende.hantering",), process="implementering")

    assert right_to(actor(lent), wanted(NORTH, mandate="arende.hantering"), VGR) == lent
    for missed in (
        wanted(NORTH),
        wanted(NORTH, mandate="arende.avslut_effekt"),
        replace(wanted(NORTH, mandate="arende.hantering"), process="annan"),
    ):
        with pytest.raises(ForbiddenError):
            right_to(actor(lent), missed, VGR)


def test_a_deputy_is_refused_the_own_request_unless_another_right_reaches_it():
    lent = held(NORTH, by=SUBSTITUTION, for_name="Maria")

    with pytest.raises(ForbiddenError) as refused:
        right_to(actor(lent), wanted(NORTH, own=True), VGR)
    assert "Maria" in refused.value.text.sv
    own = held(NORTH)
    assert right_to(actor(lent, own), wanted(NORTH, own=True), VGR) == own


def test_a_refusal_names_the_role_and_those_who_hold_it_while_they_are_few():
    with pytest.raises(ForbiddenError) as few:
        right_to(actor(), wanted(NORTH, mandate="arende.hantering"), VGR, ["Eva", "Ahmed"])
    assert "Chef" in few.value.text.sv
    assert "Eva, Ahmed" in few.value.text.sv
    assert "RH-ROLE-FVL-01" in few.value.text.sv
    with pytest.raises(ForbiddenError) as many:
        right_to(actor(), wanted(NORTH), VGR, ["A", "B", "C", "D"])
    assert "A, B" not in many.value.text.sv


def test_a_role_that_is_denied_a_mandate_does_not_decide_for_a_vacancy_either():
    key, mandate = next((key, one) for key, one in VGR.mandates.items() if one.denied)

    with pytest.raises(ForbiddenError):
        acted_as(key, held(NORTH, role=mandate.denied[0]), VGR)
    acted_as(key, held(NORTH, role=mandate.decides[0]), VGR)
