"""Who decides and who does not, through the function that every decision passes. The tables are written from the texts."""

import pytest

from engine.errors import ForbiddenError
from engine.governance.rights import mandate_of
from engine.queries.roles.card import card
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
        shown("VGR-PMA-11", "vgr", "process.taktisk_prioritering", {PMA}),
        shown("VGR-PMA-13", "vgr", "behov.formulering", {PMA}),
        shown("VGR-RPA-03", "vgr", "process.strategisk_prioritering", {RPA}),
        shown("VGR-RPA-18", "vgr", "process.strategisk_prioritering", {RPA}),
        shown("VGR-RPL-09", "vgr", "process.taktisk_plan_process", {RPL}),
        shown("VGR-RPL-13", "vgr", "stod.formaga", {RPL, LPL}),
        shown("VGR-LPL-15", "vgr", "stod.formaga", {RPL, LPL}),
        shown("UPP-ANS-07", "region", "process.storre_forandring_arbetssatt", {"processagare"}),
        shown("POP-LED-02", "pop", "process.strategisk_inriktning", {"ledning"}),
        shown("ESK-ANS-01", "eskilstuna", "process.strategisk_inriktning", {"pug", "plg"}),
        shown("ESK-LIN-04", "eskilstuna", "process.taktisk_prioritering", {"pug", "plg"}),
        shown("ESK-LIN-08", "eskilstuna", "arende.storre_beslut", {"pug", "plg", "klg"}),
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
        shown("ESK-LIN-15", ["linje.lokalt_arbetssatt", "linje.systemforvaltning", "uppdrag.bestalla"]),
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


@pytest.mark.parametrize(
    ("key", "role", "right", "mandate"),
    [
        shown("VGR-PMA-02", "vgr", PMA, "proposes", "process.strategisk_inriktning"),
        shown("VGR-PMA-09", "vgr", PMA, "proposes", "process.strategisk_prioritering"),
        shown("VGR-PMA-10", "vgr", PMA, "proposes", "process.strategisk_prioritering"),
        shown("VGR-RPL-02", "vgr", RPL, "proposes", "process.arbetssatt"),
        shown("VGR-RPL-10", "vgr", RPL, "consulted", "process.taktisk_prioritering"),
        shown("VGR-RPL-12", "vgr", RPL, "proposes", "behov.formulering"),
        shown("VGR-LPL-03", "vgr", LPL, "proposes", "behov.formulering"),
        shown("VGR-LPL-11", "vgr", LPL, "consulted", "process.taktisk_plan_process"),
        shown("UPP-ANS-07", "region", "linjechef", "consulted", "process.storre_forandring_arbetssatt"),
        shown("ESK-ANS-07", "eskilstuna", "pug", "proposes", "mal.processmal"),
        shown("ESK-ANS-07", "eskilstuna", "plg", "proposes", "mal.processmal"),
        shown("ESK-ANS-10", "eskilstuna", "pug", "proposes", "servicedeklaration"),
        shown("ESK-ANS-10", "eskilstuna", "plg", "proposes", "servicedeklaration"),
        shown("ESK-PA-10", "eskilstuna", "processagare", "proposes", "mal.processmal"),
        shown("ESK-TEAM-11", "eskilstuna", "processteam", "consulted", "mal.processmal"),
        shown("ESK-TEAM-12", "eskilstuna", "processteam", "consulted", "servicedeklaration"),
        shown("ESK-TEAM-15", "eskilstuna", "processteam", "proposes", "atgardsplan"),
    ],
)
def test_the_role_takes_part_and_another_decides(key, role, right, mandate):
    name = profile(key).mandates[mandate].name
    assert name in {one.text for one in getattr(card(profile(key), role), right)}
    assert role not in deciders(key, mandate)
    assert deciders(key, mandate)


@pytest.mark.krav("VGR-RPA-18")
def test_the_owners_of_the_region_set_strategic_priorities_with_each_other():
    name = profile("vgr").mandates["process.strategisk_prioritering"].name
    assert name in {one.text for one in card(profile("vgr"), RPA).consulted}


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
