"""Who decides and who does not, through the function that every decision passes. The tables are written from the texts."""

import pytest

from engine.errors import ForbiddenError
from engine.governance.rights import mandate_of
from tests.bpmn.player import published
from tests.krav.diary import profile, shown

FVL, UA, CHEF = "forvaltningsledning", "uppdragsagare", "chef"
RPA, PMA, RPL, LPL = (
    "regional_processagare",
    "processomradesansvarig",
    "regional_processledare",
    "lokal_processledare",
)
FOUR = (RPA, PMA, RPL, LPL)


def deciders(key, mandate):
    """Every role of a profile that a decision by this mandate is accepted from."""

    def may(role):
        try:
            mandate_of(mandate, role, profile(key))
        except ForbiddenError:
            return False
        return True

    return {role for role in profile(key).roles if may(role)}


@pytest.mark.parametrize(
    ("key", "mandate", "roles"),
    [
        shown("RH-IMP-T-02", "vgr", "arende.hantering", {FVL}),
        shown("RH-ROLE-FVL-01", "vgr", "arende.hantering", {FVL}),
        shown("RH-ROLE-FVL-02", "vgr", "arende.utse_uppdragsagare", {FVL}),
        shown("RH-ROLE-FVL-03", "vgr", "arende.genomforande", {FVL}),
        shown("RH-IMP-B-05", "vgr", "arende.genomforande", {FVL}),
        shown("RH-ROLE-FVL-04", "vgr", "arende.resurser", {FVL}),
        shown("RH-ROLE-FVL-05", "vgr", "arende.tidplan", {FVL}),
        shown("RH-ROLE-FVL-06", "vgr", "arende.uppdragstagare", {FVL}),
        shown("RH-ROLE-FVL-07", "vgr", "arende.matbara_mal", {FVL}),
        shown("RH-ROLE-FVL-08", "vgr", "arende.effektmal", {FVL}),
        shown("RH-IMP-B-06", "vgr", "arende.utse_projektledare", {FVL}),
        shown("RH-ROLE-UA-06", "vgr", "arende.beslut_inom_ram", {UA}),
        shown("RH-ROLE-UA-08", "vgr", "arende.storre_beslut", {FVL}),
        shown("VGR-ROL-08", "vgr", "forandring.genomforande_egen_enhet", {CHEF}),
    ],
)
def test_only_these_roles_decide(key, mandate, roles):
    assert deciders(key, mandate) == roles


@pytest.mark.parametrize(
    ("key", "roles", "mandates"),
    [
        shown("VGR-EXK-01", "vgr", FOUR, ["linje.genomforande", "forandring.genomforande_egen_enhet"]),
        shown("VGR-EXK-02", "vgr", FOUR, ["linje.bemanning"]),
        shown("VGR-EXK-03", "vgr", FOUR, ["linje.lokal_organisation"]),
        shown("VGR-EXK-06", "vgr", FOUR, ["linje.personal"]),
        shown("VGR-EXK-07", "vgr", FOUR, ["linje.linjebudget"]),
        shown("VGR-EXK-08", "vgr", FOUR, ["linje.operativt_resultat"]),
        shown("VGR-EXK-09", "vgr", FOUR, ["linje.lokal_organisation"]),
        shown("VGR-EXK-10", "vgr", FOUR, ["linje.systemforvaltning"]),
        shown("VGR-RPA-09", "vgr", [RPA], ["linje.operativt_resultat"]),
        shown("VGR-RPA-10", "vgr", [RPA], ["linje.styrning"]),
        shown("VGR-RPA-11", "vgr", [RPA], ["linje.lokalt_arbetssatt"]),
        shown("VGR-PMA-05", "vgr", [PMA], ["linje.styrning", "linje.linjebudget", "linje.personal"]),
        shown("VGR-PMA-06", "vgr", [PMA], ["linje.genomforande"]),
        shown("VGR-RPL-05", "vgr", [RPL], ["linje.genomforande"]),
        shown("VGR-RPL-06", "vgr", [RPL], ["linje.bemanning"]),
        shown("VGR-LPL-06", "vgr", [LPL], ["linje.styrning", "linje.personal", "linje.linjebudget"]),
        shown("VGR-LPL-07", "vgr", [LPL], ["forandring.genomforande_egen_enhet", "linje.lokalt_arbetssatt"]),
    ],
)
def test_these_roles_never_decide(key, roles, mandates):
    for mandate in mandates:
        assert mandate in profile(key).mandates
        assert set(roles) <= set(profile(key).roles)
        assert deciders(key, mandate) & set(roles) == set(), mandate


@pytest.mark.krav("RH-ROLE-FVL-04", "RH-ROLE-FVL-05", "RH-ROLE-FVL-06", "RH-ROLE-FVL-07", "RH-ROLE-FVL-08")
def test_what_is_decided_with_the_execution_rests_on_the_mandate_of_the_execution():
    model, _ = published("implementering")
    decision = model.elements["ut_besluta_genomforande"]
    assert (decision.role, decision.mandate) == (FVL, "arende.genomforande")
