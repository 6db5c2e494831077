"""Which processes there are and where they may lie, through the function that every process written into the register passes."""

import pytest

from engine.governance.process_kinds import kinds, misplaced
from engine.queries.roles.card import card
from tests.krav.diary import profile, shown

AREA, SUPPORT_AREA, MAIN, SUPPORT = "processomrade", "stodprocessomrade", "verksamhetsprocess", "stodprocess"
SUB, FLOW, TOP = "delprocess", "delprocessflode", "ledningsprocess"


def fits(kind, above, others=0, key="eskilstuna"):
    return misplaced(profile(key), kind, above, others) is None


@pytest.mark.parametrize(
    ("kind", "under", "not_under"),
    [
        shown("ESK-NIV-01", TOP, [None], [AREA, MAIN, FLOW]),
        shown("ESK-NIV-02", AREA, [None, TOP], [AREA, MAIN, SUB]),
        # Without an area above them they may not be.
        shown("ESK-NIV-03", MAIN, [AREA, SUPPORT_AREA], [None, TOP, MAIN, FLOW]),
        shown("ESK-NIV-03", SUPPORT, [AREA, SUPPORT_AREA], [None, TOP, MAIN, FLOW]),
        shown("ESK-NIV-04", SUB, [MAIN, SUPPORT], [None, AREA, FLOW]),
        # Level 3 may be passed over, level 2 not.
        shown("ESK-NIV-05", FLOW, [MAIN, SUPPORT, SUB], [None, AREA, FLOW]),
        shown("ESK-TEAM-04", FLOW, [MAIN, SUB], [AREA]),
    ],
)
def test_a_level_lies_under_the_right_ones_and_passes_over_only_what_is_optional(kind, under, not_under):
    assert [one for one in under if not fits(kind, one)] == []
    assert [one for one in not_under if fits(kind, one)] == []


@pytest.mark.parametrize(
    ("kind", "above", "number"),
    [
        shown("ESK-GRP-01", AREA, None, 7),
        shown("ESK-NIV-02", AREA, None, 7),
        shown("ESK-GRP-02", SUPPORT_AREA, None, 6),
        shown("ESK-NIV-03", MAIN, AREA, 29),
        shown("ESK-NIV-03", SUPPORT, SUPPORT_AREA, 6),
    ],
)
def test_there_is_room_for_as_many_as_the_text_says(kind, above, number):
    assert fits(kind, above, number - 1)
    assert not fits(kind, above, number)


@pytest.mark.parametrize(
    ("role", "line"),
    [
        shown("ESK-GRP-01", "pug", "Övergripande processområde, nivå 1, obligatorisk, 7 stycken"),
        shown("ESK-GRP-02", "plg", "Stödprocessområde, nivå 1, obligatorisk, 6 stycken"),
        shown("ESK-GRP-03", "klg", "Ledningsprocess, nivå 0, obligatorisk"),
        shown("ESK-NIV-03", "processagare", "Verksamhetsprocess, nivå 2, obligatorisk, 29 stycken"),
        shown("ESK-NIV-04", "processagare", "Delprocess, nivå 3, frivillig"),
        shown("ESK-NIV-05", "processagare", "Delprocessflöde, nivå 4, obligatorisk"),
    ],
)
def test_the_role_that_leads_a_level_says_so(role, line):
    assert line in {one.text.sv for one in card(profile("eskilstuna"), role).leads}


@pytest.mark.krav("ESK-INL-01")
def test_there_are_no_other_kinds_than_the_text_defines_and_each_is_led_by_a_role():
    defined = {TOP, AREA, SUPPORT_AREA, MAIN, SUPPORT, SUB, FLOW}
    led = {
        one.text.sv.split(",")[0]
        for role in ("klg", "pug", "plg", "processagare")
        for one in card(profile("eskilstuna"), role).leads
    }
    assert len(led) == len(defined)
    assert [one for one in ("process", "variant", "processgrupp") if fits(one, MAIN)] == []


@pytest.mark.krav("ESK-TEAM-01")
def test_teams_are_on_every_level_that_an_owner_leads_and_groups_only_in_their_areas():
    found = profile("eskilstuna")
    team = found.forums["processteam"]
    led = [kind.level for kind in kinds(found).values() if kind.role == team.chair]
    assert {2, 3, 4} <= set(led)
    assert (found.roles["processteam"].scope, found.roles["processteam"].scope_of) == ("processnod", ())
    assert found.roles["pug"].scope_of == (AREA,)


@pytest.mark.krav("UPP-STR-01")
def test_the_processes_of_a_region_are_core_steering_and_support():
    for kind in ("karnprocess", "styr_och_ledningsprocess", "stodprocess"):
        assert fits(kind, None, key="region")
    assert not fits("karnprocess", None, key="vgr")
    named = {one.name.sv for one in kinds(profile("region")).values()}
    assert named == {"Kärnprocess", "Styr- och ledningsprocess", "Stödprocess"}


@pytest.mark.parametrize(
    ("kind", "above"),
    [("overgripande_process", None), ("processomrade", "overgripande_process"), ("process", "processomrade")],
)
@pytest.mark.krav("VGR-STR-01")
def test_an_overarching_process_is_made_of_areas_that_gather_processes(kind, above):
    assert fits(kind, above, key="vgr")


@pytest.mark.krav("VGR-STR-07")
def test_the_structure_of_the_region_has_no_fixed_levels():
    free = ("overgripande_process", "processomrade", "processgrupp", "process")
    assert [
        (kind, above) for kind in free for above in (None, *free) if not fits(kind, above, key="vgr")
    ] == []
