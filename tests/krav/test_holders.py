"""Who may hold a role, through the function that every appointment passes. The tables are written from the texts."""

import pytest

from engine.governance.eligibility import Candidate, obstacle
from tests.krav.diary import profile, shown


def candidate(roles=(), positions=(), here=()):
    return Candidate("Någon", False, frozenset({*roles, *here}), frozenset(here), frozenset(positions))


@pytest.mark.parametrize(
    ("key", "role", "fit", "unfit"),
    [
        shown(
            "RH-ROLE-UA-01",
            "vgr",
            "uppdragsagare",
            [{"roles": ["forvaltningsledning"], "positions": ["stabschef"]}],
            [{"positions": ["stabschef"]}, {"roles": ["stab"], "positions": ["stabschef"]}],
        ),
        shown(
            "RH-GAR-03",
            "vgr",
            "uppdragsagare",
            [
                {"roles": ["forvaltningsledning"], "positions": ["regionomradeschef"]},
                {"roles": ["forvaltningsledning"], "positions": ["stabschef"]},
            ],
            [{"roles": ["forvaltningsledning"]}, {"roles": ["forvaltningsledning"], "positions": ["chef"]}],
        ),
        shown(
            "VGR-RPA-14",
            "vgr",
            "regional_processagare",
            [{"roles": ["koncernledningsgrupp"], "positions": ["direktor"]}],
            [{"roles": ["koncernledningsgrupp"]}, {"positions": ["direktor"]}, {}],
        ),
        shown(
            "ESK-GRP-06",
            "eskilstuna",
            "pug_ordforande",
            [{"positions": ["forvaltningschef"]}, {"positions": ["klk_direktor"]}],
            [{"positions": ["klk_strateg"]}, {"positions": ["linjechef"]}, {}],
        ),
        shown(
            "ESK-GRP-07",
            "eskilstuna",
            "plg_ordforande",
            [{"positions": ["klk_strateg"]}, {"positions": ["klk_direktor"]}],
            [{"positions": ["forvaltningschef"]}, {"positions": ["linjechef"]}, {}],
        ),
    ],
)
def test_only_who_meets_the_demand_can_be_appointed(key, role, fit, unfit):
    wanted = profile(key).roles[role]
    assert [obstacle(profile(key), wanted, candidate(**one)) for one in fit] == [None] * len(fit)
    assert None not in [obstacle(profile(key), wanted, candidate(**one)) for one in unfit]


@pytest.mark.parametrize(
    ("key", "role", "other"),
    [
        shown("VGR-LPL-08", "vgr", "lokal_processledare", "chef"),
        shown("VGR-PMA-08", "vgr", "processomradesansvarig", "stabschef"),
        shown("VGR-PMA-22", "vgr", "processomradesansvarig", "chef"),
        shown("VGR-RPL-25", "vgr", "regional_processledare", "chef"),
        shown("ESK-PF-14", "eskilstuna", "processforvaltare", "processtodjare"),
    ],
)
def test_one_person_may_hold_both(key, role, other):
    for first, second in ((role, other), (other, role)):
        wanted = profile(key).roles[first]
        assert obstacle(profile(key), wanted, candidate(roles=[second], here=[second])) is None


@pytest.mark.krav("VGR-RPA-12", "VGR-RPA-16")
def test_a_director_can_be_regional_process_owner_too():
    director = candidate(roles=["koncernledningsgrupp"], positions=["direktor"], here=["direktor"])
    assert obstacle(profile("vgr"), profile("vgr").roles["regional_processagare"], director) is None


@pytest.mark.krav("POP-BES-02")
def test_one_of_the_management_or_any_employee_may_order():
    wanted = profile("pop").roles["bestallare"]
    for one in (candidate(roles=["ledning"]), candidate()):
        assert obstacle(profile("pop"), wanted, one) is None
