"""In a region the right to appoint, and the ownership, can be delegated; the register of delegations is what is asked."""

import pytest
from appointments import WHOLE, Played
from lending import delegate, post, role_of

from engine.door import Engine


@pytest.mark.krav("UPP-UTSE-03")
def test_in_region_whoever_the_health_care_director_has_delegated_to_appoints_in_core_health_care(
    empty: Engine,
) -> None:
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod="Ge vård")
    played.hand_in(case, "greta", foreslagare="Vera Lind")
    played.propose(case, "vera", "paula", *WHOLE)
    played.hand_in(case, "paula")
    played.hand_in(case, "olle")
    assert played.lies_with(case) == {"ut_utse": {"hedda"}}

    delegate(played.robot, "hedda", "karl", "roll.utse", role="halso_sjukvardsdirektor")

    assert played.lies_with(case) == {"ut_utse": {"hedda", "karl"}}
    played.appoint(case, "karl", intyg=list(WHOLE))
    (decision,) = played.robot.get(f"/cases/{case}/decisions", "karl")["items"]
    assert (decision["decider"], decision["on_behalf_of"]) == ("Karl Frid", "Hedda Hälsa")


@pytest.mark.krav("UPP-UTSE-03")
def test_in_region_the_table_reads_the_register_of_delegations_when_it_is_asked(empty: Engine) -> None:
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod="Ge vård")
    lent = delegate(played.robot, "hedda", "karl", "roll.utse", role="halso_sjukvardsdirektor")

    played.hand_in(case, "greta", foreslagare="Vera Lind")
    assert played.answer_of(case, "brt_bestam_agare")["krav"] == "UPP-UTSE-03"

    post(played.robot, "hedda", f"/me/delegations/{lent}/revoke", code=204)
    other = played.start("olle", roll="Processägare", processnod="Köpa in")
    played.hand_in(other, "greta", foreslagare="Vera Lind")
    assert played.answer_of(other, "st_las_delegeringar") == []


@pytest.mark.krav("UPP-UTSE-02")
def test_in_region_a_director_who_does_not_appoint_can_not_delegate_it(empty: Engine) -> None:
    played = Played(empty, "region")
    body = {
        "assignment": role_of(played.robot, "olle", "omradeschef"),
        "person": played.robot.get("/me", "karl")["id"],
        "mandates": ["roll.utse"],
    }

    post(played.robot, "olle", "/me/delegations", body, 403)


@pytest.mark.krav("UPP-SYS-05")
def test_in_region_the_owner_of_what_runs_through_the_region_can_be_a_director_by_delegation(
    empty: Engine,
) -> None:
    played = Played(empty, "region")
    delegate(played.robot, "greta", "kent", "process.godkannande", role="regiondirektor")
    case = played.start("olle", roll="Processägare", processnod="Planera verksamheten")
    played.hand_in(case, "greta", foreslagare="Vera Lind", overgripande=True)

    assert played.answer_of(case, "brt_bestam_agare")["innehavare"] == "koncerndirektor"
    assert "Kent Alm" in played.reads(case, "vera")
    played.propose(case, "vera", "kent", *WHOLE)
    played.hand_in(case, "kent")
    played.hand_in(case, "greta")
    assert played.lies_with(case) == {"ut_utse": {"greta"}}
    played.appoint(case, "greta", intyg=list(WHOLE))
    assert "Kent Alm" in {one["person"] for one in played.holders("processagare")}


@pytest.mark.krav("UPP-SYS-05")
def test_in_region_the_approval_is_delegated_to_directors_only_and_the_refusal_says_to_whom(
    empty: Engine,
) -> None:
    played = Played(empty, "region")
    body = {
        "assignment": role_of(played.robot, "greta", "regiondirektor"),
        "person": played.robot.get("/me", "vera")["id"],
        "mandates": ["process.godkannande"],
    }

    refused = post(played.robot, "greta", "/me/delegations", body, 403)["detail"]

    for said in ("Direktör i koncernledningen", "Hälso- och sjukvårdsdirektör", "UPP-SYS-05", "Kent Alm"):
        assert said in refused
    assert played.robot.get("/me/delegations", "greta")["items"] == []
