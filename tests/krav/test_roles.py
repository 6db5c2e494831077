"""What the texts say that a role is and answers for, held against the card that people see of it.

The words of each row are those of the text; the statement must stand at a line of the card that has them.
"""

from uuid import uuid4

import pytest

from engine.governance.routing import above
from engine.library import profile_files, read_profile
from engine.queries.roles.card import card
from tests.krav.diary import profile, shown

NODE, ORGANISATION = uuid4(), uuid4()
FOUR = ("regional_processagare", "processomradesansvarig", "regional_processledare", "lokal_processledare")


@pytest.mark.parametrize(
    ("key", "role", "statement", "words"),
    [
        shown(statement, key, role, statement, words)
        for statement, key, role, words in (
            ("VGR-RPA-01", "vgr", "regional_processagare", "högsta ansvaret|processområden"),
            ("VGR-RPA-13", "vgr", "regional_processagare", "ett eller flera processområden"),
            ("VGR-RPA-04", "vgr", "regional_processagare", "samordnar helheten|över förvaltningarna"),
            ("VGR-PRI-02", "vgr", "regional_processagare", "processerna tillsammans|samhällsuppdragen"),
            ("VGR-PMA-01", "vgr", "processomradesansvarig", "ansvarar för ett processområde"),
            ("VGR-PMA-04", "vgr", "processomradesansvarig", "håller ihop"),
            ("VGR-RPL-01", "vgr", "regional_processledare", "ansvarar för en process eller processgrupp"),
            ("VGR-LPL-01", "vgr", "lokal_processledare", "fungerar där den används"),
            ("VGR-LPL-09", "vgr", "lokal_processledare", "lokal process|lokal variant"),
            ("VGR-ROL-03", "vgr", "processansvarig", "ansvarar|process"),
            (
                "RH-GAR-01",
                "vgr",
                "lokalt_utvecklingsansvarig",
                "brygga|egna regionområdet|andra regionområden|stab",
            ),
            ("RH-GAR-04", "vgr", "utvecklingschef", "leder gruppen av lokalt utvecklingsansvariga"),
            ("RH-ROLE-UA-02", "vgr", "uppdragsagare", "övergripande ansvarig för uppdraget"),
            ("RH-ROLE-LUA-03", "vgr", "lokalt_utvecklingsansvarig", "företräder|regionala arbetsgrupper"),
            ("UPP-ANS-01", "region", "processagare", "processen|resultat|uppföljning"),
            ("POP-LED-03", "pop", "ledning", "processorientering|processledning"),
            ("POP-LED-05", "pop", "ledning", "använder processbeskrivningar"),
            ("POP-BES-01", "pop", "bestallare", "ger uppdrag|kartlägga|utveckla|förnya"),
            ("POP-MOT-01", "pop", "mottagare", "tar uppdraget|utför"),
            ("POP-RES-02", "pop", "resursagare", "samlat|större organisation"),
            (
                "POP-PL-01",
                "pop",
                "processledare",
                "driver|leder|samordnar|kommunicerar|processorienterade utvecklingen",
            ),
            (
                "POP-PL-09",
                "pop",
                "processledare",
                "utbildning|metoder|verktyg|arbetssätt|värdera|förbättra|förnya|införa|följa upp processer",
            ),
            (
                "POP-PL-10",
                "pop",
                "processledare",
                "utbildning|metoder|verktyg|arbetssätt|förvalta processbeskrivningar",
            ),
            ("POP-PA-01", "pop", "processagare", "en eller flera processer"),
            ("ESK-PA-02", "eskilstuna", "processagare", "helhet|utvecklas|ändamål|effektiv"),
            ("ESK-PA-06", "eskilstuna", "processagare", "it-stöd|system som finns i processen"),
            ("ESK-PF-12", "eskilstuna", "processforvaltare", "förvaltar processbiblioteket"),
            ("ESK-GRP-05", "eskilstuna", "forvaltningschef", "grupperna|beslutskraft|egna linjen"),
            (
                "ESK-GRP-11",
                "eskilstuna",
                "plg_ordforande",
                "normalt|en representant från varje förvaltning och bolag",
            ),
            ("ESK-GRP-12", "eskilstuna", "plg_ordforande", "mindre bolag är inte med i alla"),
            ("ESK-GRP-13", "eskilstuna", "pug_ordforande", "leder gruppen|bär dess ansvar"),
            ("ESK-GRP-13", "eskilstuna", "plg_ordforande", "leder gruppen|bär dess ansvar"),
        )
    ],
)
def test_the_role_answers_for_it(key, role, statement, words):
    lines = [one.text.sv for one in card(profile(key), role).responsibilities if statement in one.krav]
    assert any(all(one in line.casefold() for one in words.split("|")) for line in lines), lines


@pytest.mark.krav("POP-SYF-01")
def test_the_central_roles_of_the_base_profile_say_what_they_answer_for():
    central = (
        "ledning",
        "bestallare",
        "mottagare",
        "resursagare",
        "verksamhetsutvecklare",
        "processledare",
        "processagare",
    )
    assert all(card(profile("pop"), role).responsibilities for role in central)


@pytest.mark.krav("UPP-ORG-01", "UPP-ORG-05")
def test_owners_and_leaders_of_processes_say_what_they_answer_for():
    assert all(card(profile("region"), role).responsibilities for role in ("processagare", "processledare"))


@pytest.mark.krav("ESK-LIN-02")
def test_what_a_process_role_answers_for_stands_at_each_role():
    roles = (
        "pug",
        "plg",
        "processagare",
        "processteam",
        "processforvaltare",
        "processtodjare",
        "kommunikator",
        "strateg",
    )
    assert all(card(profile("eskilstuna"), role).responsibilities for role in roles)


@pytest.mark.krav("POP-ARB-01")
def test_the_table_of_roles_is_used_as_it_is_or_adapted():
    base, region = profile("pop"), profile("region")
    assert region.roles["registrator"] == base.roles["registrator"]
    assert region.roles["processledare"] != base.roles["processledare"]
    assert "resursagare" in base.roles
    assert "resursagare" not in region.roles


@pytest.mark.krav("VGR-ROL-05")
def test_an_organisation_can_have_further_roles_of_its_own():
    local = b"""
key: lokal
name: {sv: Lokal, en: Local}
extends: vgr
roles:
  subprocessledare:
    name: {sv: Subprocessledare, en: Sub-process leader}
    kind: personal
    level: [O]
    scope: processnod
    superior: {role: lokal_processledare, scope: same}
    praxis: true
"""
    found = read_profile(profile_files(local))
    assert found.roles["subprocessledare"].name.sv == "Subprocessledare"
    assert set(FOUR) <= set(found.roles)


@pytest.mark.krav("ESK-PF-13")
def test_where_nobody_is_process_maintainer_the_owner_does_it():
    found = profile("eskilstuna")
    role = found.roles["processforvaltare"]
    assert role.optional
    assert role.cardinality.least == 0
    upper, _ = above(found, role, ("processnod", NODE), {NODE: None}, ORGANISATION)
    assert upper.key == "processagare"


@pytest.mark.krav("ESK-LIN-05")
def test_the_joint_responsibility_is_held_for_processes_whatever_the_administration_or_company():
    found = profile("eskilstuna")
    joint = (
        "process.strategisk_prioritering",
        "process.taktisk_prioritering",
        "process.strategisk_inriktning",
    )
    units = {"forvaltning", "regionomrade", "enhet", "stabsfunktion"}
    for mandate in joint:
        assert {found.roles[role].scope for role in found.mandates[mandate].decides} & units == set()
    assert {found.roles[role].scope for role in ("pug", "plg", "processagare")} == {"processnod"}
