"""Appointment under each profile: the tasks of one model lie with those whom the profile lets appoint."""

import pytest
from appointments import WHOLE, Played, run_through

from engine.door import Engine


def test_in_pop_management_appoints_the_process_owner(empty: Engine) -> None:
    played = Played(empty, "pop")
    case = played.start("nora", roll="Processägare", processnod="Handlägga ärenden")

    run_through(played, case, ("gd", "mia", "nora"))

    (held,) = played.holders("processagare")
    assert (held["person"], held["appointed_by"], held["appointed_as"]) == (
        "Mia Mottagare",
        "Gerd Ledning",
        "ledning",
    )


@pytest.mark.krav("VGR-PMA-18")
def test_in_vgr_whoever_answers_for_the_area_appoints_the_process_leader(empty: Engine) -> None:
    played = Played(empty, "vgr")
    case = played.start("rita", roll="Regional processledare", processnod="Planera vård")

    run_through(played, case, ("omar", "lisa", "rita"))

    assert [one["person"] for one in played.holders("regional_processledare")] == ["Lisa Ledare"]


@pytest.mark.parametrize(
    ("role", "key", "node"),
    [
        ("Lokal processledare", "lokal_processledare", "Kalla patienter"),
        ("Lokal processledare", "lokal_processledare", "Planera vård i norr"),
        ("Processansvarig", "processansvarig", "Kalla patienter"),
    ],
)
@pytest.mark.krav("VGR-RPL-14")
def test_in_vgr_the_process_leader_appoints_when_needed_who_answers_for_an_included_process(
    empty: Engine, role: str, key: str, node: str
) -> None:
    played = Played(empty, "vgr")
    for person, process in (("lotta", "planera"), ("ove", "folja")):
        played.give(person, "regional_processledare", process)
    # When needed: nobody is missing as long as nobody is.
    missing = {one["role"] for one in played.robot.get("/vacancies", "adam")["items"]}
    assert key not in missing
    case = played.start("lotta", roll=role, processnod=node)

    run_through(played, case, ("lotta", "lisa", "rita"))

    (held,) = played.holders(key)
    assert (held["person"], held["scope"]) == ("Lisa Ledare", node)
    assert (held["appointed_by"], held["appointed_as"]) == ("Lotta Processledare", "regional_processledare")


@pytest.mark.krav("VGR-RPA-06")
def test_in_vgr_the_regional_owner_appoints_whoever_answers_for_an_area(empty: Engine) -> None:
    played = Played(empty, "vgr")
    case = played.start("rita", roll="Processområdesansvarig", processnod="Vårdnära område")

    assert played.lies_with(case) == {"ut_foresla_innehavare": {"dina"}}


@pytest.mark.krav("RH-ROLE-LUA-01")
def test_in_vgr_the_area_manager_appoints_its_one_development_lead(empty: Engine) -> None:
    played = Played(empty, "vgr")
    case = played.start("rita", roll="Lokalt utvecklingsansvarig", enhet=played.unit("norr"))

    run_through(played, case, ("rita", "lisa", "rita"))

    assert [one["person"] for one in played.holders("lokalt_utvecklingsansvarig")] == ["Lisa Ledare"]


@pytest.mark.krav("VGR-RPA-14")
def test_in_vgr_a_regional_owner_who_is_no_director_is_sent_back_to_the_one_who_proposes(
    empty: Engine,
) -> None:
    played = Played(empty, "vgr")
    case = played.start("rita", roll="Regional processägare", processnod="Vårdnära område")

    played.propose(case, "rut", "lisa")

    assert played.lies_with(case) == {"ut_foresla_innehavare": {"rut"}}


@pytest.mark.parametrize(
    ("node", "appointer"),
    [
        pytest.param("Ge vård", "hedda", marks=pytest.mark.krav("UPP-UTSE-02")),
        pytest.param("Planera verksamheten", "kent", marks=pytest.mark.krav("UPP-UTSE-04")),
        pytest.param("Köpa in", "kent", marks=pytest.mark.krav("UPP-UTSE-05")),
    ],
)
@pytest.mark.krav("UPP-UTSE-01")
def test_in_region_the_table_says_who_appoints_and_the_chief_executive_sees_to_it(
    empty: Engine, node: str, appointer: str
) -> None:
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod=node)

    assert played.lies_with(case) == {"ut_tillse_processagare": {"greta"}}
    played.hand_in(case, "greta", foreslagare="Vera Lind")
    assert played.lies_with(case) == {"ut_foresla_innehavare": {"vera"}}
    played.propose(case, "vera", "paula", *WHOLE)
    played.hand_in(case, "paula")
    assert played.lies_with(case) == {"ut_avsatt_resurs": {"olle"}}
    played.hand_in(case, "olle")
    assert played.lies_with(case) == {"ut_utse": {appointer}}
    played.appoint(case, appointer, intyg=list(WHOLE))
    assert {(one["person"], one["appointed_by"]) for one in played.holders("processagare")} >= {
        ("Paula Sten", played.names[appointer])
    }


@pytest.mark.krav("UPP-SYS-04")
def test_in_region_a_process_through_the_whole_region_is_the_chief_executives_own(empty: Engine) -> None:
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod="Planera verksamheten", overgripande=True)

    played.hand_in(case, "greta", foreslagare="Vera Lind")

    assert played.robot.get(f"/cases/{case}", "olle")["ended_in"] == "end_foljer_av_roll"


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param(rule, marks=pytest.mark.krav(f"UPP-KVAL-0{number}"))
        for number, rule in enumerate(WHOLE, start=1)
    ],
)
def test_in_region_what_the_appointer_does_not_attest_refuses_the_appointment(
    empty: Engine, missing: str
) -> None:
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod="Köpa in")
    played.hand_in(case, "greta", foreslagare="Vera Lind")
    attested = [rule for rule in WHOLE if rule != missing]

    played.propose(case, "vera", "paula", *attested)
    assert played.lies_with(case) == {"ut_foresla_innehavare": {"vera"}}
    played.propose(case, "vera", "paula", *WHOLE)
    played.hand_in(case, "paula")
    played.hand_in(case, "olle")
    refused = played.appoint(case, "kent", 403, intyg=attested)

    assert "UPP-KVAL" in refused["detail"]
    assert played.lies_with(case) == {"ut_utse": {"kent"}}
    assert {one["person"] for one in played.holders("processagare") if one["decision_id"]} == set()


@pytest.mark.krav("UPP-SYS-01")
def test_in_region_a_nominee_at_another_level_is_shown_to_the_appointer_and_can_be_appointed(
    empty: Engine,
) -> None:
    played = Played(empty, "region")
    case = played.start("olle", roll="Processägare", processnod="Köpa in")
    played.hand_in(case, "greta", foreslagare="Vera Lind")
    played.propose(case, "vera", "ulf", *WHOLE)
    played.hand_in(case, "ulf")
    played.hand_in(case, "kent")

    swedish, english = (played.reads(case, "kent", language) for language in ("sv", "en"))
    assert "UPP-SYS-01" in swedish
    assert "Processägare är oftast någon som" in swedish
    assert "Process owner is most often somebody who" in english
    assert "is proposed as Process owner" in english
    played.appoint(case, "kent", intyg=list(WHOLE))


@pytest.mark.krav("ESK-PA-01")
def test_in_eskilstuna_the_group_of_the_area_appoints_at_level_three_or_with_a_waiver(empty: Engine) -> None:
    played = Played(empty, "eskilstuna")
    case = played.start("fredrik", roll="Processägare", processnod="Ge hemtjänst")
    assert played.lies_with(case) == {"ut_foresla_innehavare": {"pia"}}
    played.propose(case, "pia", "lea")
    played.hand_in(case, "lea")
    played.hand_in(case, "hilda")

    refused = played.appoint(case, "pia", 403)
    assert "ESK-PA-01" in refused["detail"]
    played.appoint(case, "pia", dispens="Kursen är klar i juni.")

    held = next(one for one in played.holders("processagare") if one["person"] == "Lea Uppdragsledare")
    assert held["dispensation"] == "Kursen är klar i juni."


@pytest.mark.krav("ESK-PA-01")
def test_in_eskilstuna_level_three_in_the_register_is_enough(empty: Engine) -> None:
    played = Played(empty, "eskilstuna")
    played.level("lea", 3)
    case = played.start("fredrik", roll="Processägare", processnod="Ge hemtjänst")

    run_through(played, case, ("pia", "lea", "hilda"))


@pytest.mark.krav("ESK-PF-03")
def test_in_eskilstuna_the_owner_appoints_the_administrator_of_the_process(empty: Engine) -> None:
    played = Played(empty, "eskilstuna")
    case = played.start("fredrik", roll="Processförvaltare", processnod="Bedriva hemtjänst")

    assert played.lies_with(case) == {"ut_foresla_innehavare": {"petra"}}
