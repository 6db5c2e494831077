"""What the texts say that a role is and answers for, held against the card that people see of it.

The words of each row are those of the text; the statement must stand at a line of the card that has them.
"""

import pytest

from engine.library import profile_files, read_profile
from engine.queries.roles.card import card
from tests.krav.diary import profile, shown

FOUR = ("regional_processagare", "processomradesansvarig", "regional_processledare", "lokal_processledare")


@pytest.mark.parametrize(
    ("key", "role", "statement", "words"),
    [
        shown(statement, key, role, statement, words)
        for statement, key, role, words in (
            ("VGR-RPA-01", "vgr", "regional_processagare", "processer"),
            ("VGR-RPA-13", "vgr", "regional_processagare", "processområden"),
            ("VGR-PMA-01", "vgr", "processomradesansvarig", "processområde"),
            ("VGR-RPL-01", "vgr", "regional_processledare", "processgrupp"),
            ("VGR-LPL-09", "vgr", "lokal_processledare", "lokal"),
            ("VGR-ROL-03", "vgr", "processansvarig", "process"),
            ("RH-GAR-01", "vgr", "lokalt_utvecklingsansvarig", "brygga"),
            ("RH-GAR-04", "vgr", "utvecklingschef", "lokalt utvecklingsansvariga"),
            ("RH-ROLE-UA-02", "vgr", "uppdragsagare", "övergripande ansvarig"),
            ("RH-ROLE-LUA-03", "vgr", "lokalt_utvecklingsansvarig", "regionala arbetsgrupper"),
            ("UPP-ANS-01", "region", "processagare", "resultat"),
            ("POP-LED-03", "pop", "ledning", "processorientering"),
            ("POP-LED-05", "pop", "ledning", "använder processbeskrivningar"),
            ("POP-RES-02", "pop", "resursagare", "planerar"),
            ("POP-PL-09", "pop", "processledare", "utbildning"),
            ("POP-PL-10", "pop", "processledare", "verktyg"),
            ("POP-PA-01", "pop", "processagare", "en eller flera processer"),
            ("ESK-PA-02", "eskilstuna", "processagare", "helhet"),
            ("ESK-PA-06", "eskilstuna", "processagare", "it-stöd"),
            ("ESK-PF-12", "eskilstuna", "processforvaltare", "processbiblioteket"),
            ("ESK-PS-07", "eskilstuna", "licenshallare", "licens"),
            ("ESK-TEAM-08", "eskilstuna", "sakkunnig", "sakkunskap"),
            ("ESK-GRP-05", "eskilstuna", "forvaltningschef", "beslutskraft"),
            ("ESK-GRP-09", "eskilstuna", "sakkunnig", "sakkunskap"),
            ("ESK-GRP-13", "eskilstuna", "pug_ordforande", "ansvar"),
        )
    ],
)
def test_the_role_answers_for_it(key, role, statement, words):
    lines = [one.text.sv for one in card(profile(key), role).responsibilities if statement in one.krav]
    assert any(words.casefold() in line.casefold() for line in lines), lines


@pytest.mark.parametrize(
    ("role", "level"),
    [
        shown("VGR-RPA-07", "regional_processagare", ("S",)),
        shown("VGR-PMA-19", "processomradesansvarig", ("S", "T")),
        shown("VGR-RPL-22", "regional_processledare", ("T", "O")),
        shown("VGR-LPL-17", "lokal_processledare", ("O",)),
    ],
)
def test_the_role_works_at_its_level(role, level):
    assert card(profile("vgr"), role).level == level


@pytest.mark.parametrize(
    ("key", "role", "forum", "words"),
    [
        shown("UPP-ORG-06", "region", "processledare", "processledarteam", "Processägare sammankallar"),
        shown("RH-GAR-04", "vgr", "lokalt_utvecklingsansvarig", "lua_gruppen", "leder"),
        shown("POP-FOR-05", "pop", "ledning", "ledningsgrupp", ""),
        shown("ESK-GRP-03", "eskilstuna", "klg", "klg", "Kommunledningsgruppen"),
        shown("ESK-GRP-08", "eskilstuna", "processagare", "pug", "Processägare"),
        shown("ESK-GRP-09", "eskilstuna", "sakkunnig", "plg", "Sakkunnig"),
        shown("ESK-TEAM-06", "eskilstuna", "processteam", "processteam", "Processägare leder"),
        shown("ESK-PF-02", "eskilstuna", "processforvaltare", "processteam", "Processförvaltare"),
    ],
)
def test_the_role_is_in_the_forum_as_the_text_says(key, role, forum, words):
    name = profile(key).forums[forum].name.sv
    lines = [one.text.sv for one in card(profile(key), role).forums if one.text.sv.startswith(f"{name}: ")]
    assert len(lines) == 1
    assert words in lines[0]


@pytest.mark.krav("VGR-ROL-01", "VGR-PRI-03")
def test_the_four_roles_of_the_process_structure_say_what_they_answer_for():
    cards = [card(profile("vgr"), role) for role in FOUR]
    assert [one.name.sv for one in cards] == [
        "Regional processägare",
        "Processområdesansvarig",
        "Regional processledare",
        "Lokal processledare",
    ]
    assert all(one.responsibilities and one.level for one in cards)
    assert {profile("vgr").roles[role].scope for role in FOUR} == {"processnod"}


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


@pytest.mark.parametrize(
    ("key", "node", "level", "compulsory", "role"),
    [
        shown("ESK-NIV-02", "eskilstuna", "processomrade", 1, True, "pug"),
        shown("ESK-GRP-01", "eskilstuna", "processomrade", 1, True, "pug"),
        shown("ESK-GRP-02", "eskilstuna", "stodprocessomrade", 1, True, "plg"),
        shown("ESK-NIV-03", "eskilstuna", "verksamhetsprocess", 2, True, "processagare"),
        shown("ESK-NIV-03", "eskilstuna", "stodprocess", 2, True, "processagare"),
        shown("ESK-NIV-04", "eskilstuna", "delprocess", 3, False, "processagare"),
        shown("ESK-NIV-05", "eskilstuna", "delprocessflode", 4, True, "processagare"),
    ],
)
def test_a_level_of_the_process_structure_is_led_as_the_text_says(key, node, level, compulsory, role):
    found = profile(key).structure["nodes"][node]
    assert (found["level"], found["compulsory"], found["role"]) == (level, compulsory, role)


@pytest.mark.krav("UPP-STR-01")
def test_the_processes_of_a_region_are_core_steering_and_support():
    names = {one["name"]["sv"] for one in profile("region").structure["nodes"].values()}
    assert names == {"Kärnprocess", "Styr- och ledningsprocess", "Stödprocess"}


@pytest.mark.krav("VGR-STR-01")
def test_overarching_processes_areas_and_processes_are_kinds_of_their_own():
    nodes = list(profile("vgr").structure["nodes"])
    assert nodes.index("overgripande_process") < nodes.index("processomrade") < nodes.index("process")


@pytest.mark.krav("VGR-STR-08", "VGR-STR-10")
def test_the_classification_is_two_to_fifteen_deep_and_apart_from_the_structure():
    structure = profile("vgr").structure
    depth = structure["classification"]
    assert (depth["min_depth"], depth["max_depth"]) == (2, 15)
    assert structure["depth"] == "free"


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


@pytest.mark.krav("VGR-SYF-01")
def test_the_roles_are_a_chain_from_the_local_to_the_strategic():
    found = profile("vgr")
    chain = [role.key for role in found.chain(found.roles["lokal_processledare"])]
    assert chain[:4] == [*FOUR[::-1]]
