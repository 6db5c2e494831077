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
        shown("VGR-RPA-05", "vgr", "process.strategisk_inriktning", {RPA}),
        shown("VGR-RPA-08", "vgr", "process.strategisk_prioritering", {RPA}),
        shown("VGR-PMA-03", "vgr", "process.taktisk_prioritering", {PMA}),
        shown("VGR-PMA-15", "vgr", "behov.formulering", {PMA}),
        shown("VGR-PMA-16", "vgr", "behov.overenskommelse", {PMA}),
        shown("UPP-ANS-07", "region", "process.storre_forandring_arbetssatt", {"processagare"}),
        shown("POP-LED-01", "pop", "process.strategisk_prioritering", {"ledning"}),
        shown("POP-LED-06", "pop", "process.implementera", {"ledning"}),
        shown("POP-RES-01", "pop", "linje.bemanning", {"resursagare"}),
        shown("POP-RES-01", "pop", "arende.resurser", {"resursagare"}),
        shown("POP-PA-02", "pop", "mal.processmal", {"processagare"}),
        shown("ESK-LIN-01", "eskilstuna", "process.arbetssatt", {"processagare"}),
        shown("ESK-LIN-07", "eskilstuna", "arende.beslut_inom_ram", {"processteam", "pug", "plg"}),
        shown("ESK-LIN-10", "eskilstuna", "linje.bemanning", {"linjechef"}),
        shown("ESK-LIN-13", "eskilstuna", "linje.linjebudget", {"linjechef"}),
        shown("ESK-ANS-08", "eskilstuna", "mal.processmal", {"namnd_styrelse"}),
        shown("ESK-ANS-11", "eskilstuna", "servicedeklaration", {"namnd_styrelse"}),
        shown("ESK-PA-03", "eskilstuna", "process.arbetssatt", {"processagare"}),
        shown("ESK-PA-05", "eskilstuna", "behov.formulering", {"processagare"}),
        shown("ESK-PA-07", "eskilstuna", "process.kompetenskrav", {"processagare"}),
        shown("ESK-PA-19", "eskilstuna", "dokument.godkannande", {"processagare"}),
    ],
)
def test_only_these_roles_decide(key, mandate, roles):
    assert deciders(key, mandate) == roles


@pytest.mark.parametrize(
    ("key", "mandate", "roles"),
    [
        shown("UPP-SYS-02", "region", "process.godkannande", {"processagare"}),
        shown("ESK-ANS-09", "eskilstuna", "mal.nyckeltal", {"pug", "plg"}),
        shown("ESK-PA-11", "eskilstuna", "mal.nyckeltal", {"processagare"}),
        shown("ESK-ANS-15", "eskilstuna", "atgardsplan", {"pug", "plg"}),
        shown("ESK-PA-16", "eskilstuna", "atgardsplan", {"processagare"}),
        shown("ESK-TEAM-02", "eskilstuna", "arende.beslut_inom_ram", {"processteam"}),
    ],
)
def test_these_roles_decide_and_no_position_of_the_line_does(key, mandate, roles):
    found = deciders(key, mandate)
    assert roles <= found
    assert found & {"linjechef", "omradeschef", "forvaltningschef"} == set()


@pytest.mark.parametrize(
    "mandates",
    [
        shown(
            "ESK-LIN-11", ["linje.operativt_resultat", "linje.styrning", "linje.personal", "arende.resurser"]
        ),
        shown(
            "ESK-LIN-14", ["linje.lokalt_arbetssatt", "linje.lokal_organisation", "linje.systemforvaltning"]
        ),
    ],
)
def test_only_the_line_decides_what_the_process_does_not_regulate(mandates):
    line = {"linjechef", "forvaltningschef", "kommundirektor"}
    for mandate in mandates:
        assert set() < deciders("eskilstuna", mandate) <= line


@pytest.mark.krav("ESK-LIN-14")
def test_what_no_mandate_regulates_is_refused_as_the_lines():
    with pytest.raises(ForbiddenError, match="is the line's"):
        mandate_of("nytt.paa.allt", "processagare", profile("eskilstuna"))


@pytest.mark.krav("VGR-ROL-07", "VGR-EXK-05", "VGR-ROL-09")
def test_how_the_work_is_done_is_decided_by_the_process_and_binds_the_line():
    line = {"chef", "regionomradeschef", "stabschef", "utvecklingschef"}
    for mandate in ("process.arbetssatt", "process.storre_forandring_arbetssatt"):
        assert set() < deciders("vgr", mandate) <= set(FOUR)
        assert line <= set(profile("vgr").mandates[mandate].denied)


@pytest.mark.krav("UPP-ANS-07")
def test_a_major_change_is_decided_in_consultation_with_line_managers():
    assert profile("region").mandates["process.storre_forandring_arbetssatt"].consults == ("linjechef",)


@pytest.mark.parametrize(
    ("key", "role"),
    [
        shown("UPP-SYS-03", "region", "licenshallare"),
        shown("ESK-PF-02", "eskilstuna", "processforvaltare"),
    ],
)
def test_a_role_that_supports_decides_nothing(key, role):
    assert role in profile(key).roles
    assert {mandate for mandate in profile(key).mandates if role in deciders(key, mandate)} == set()


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
        shown("ESK-LIN-06", "eskilstuna", ["processteam"], ["linje.linjebudget", "arende.resurser"]),
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
