"""Where a role meets others, as the texts say, held against the card that people see of it."""

import pytest

from engine.queries.roles.card import card
from tests.krav.diary import profile, shown


def line_of(key, role, forum):
    """What the role's card says of a forum; a role that has nothing to do with it has no such line."""
    name = profile(key).forums[forum].name.sv
    lines = [one.text.sv for one in card(profile(key), role).forums if one.text.sv.startswith(f"{name}: ")]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize(
    ("key", "role", "forum", "words"),
    [
        shown("UPP-ORG-06", "region", "processledare", "processledarteam", "Processägare sammankallar"),
        shown("UPP-ANS-03", "region", "processagare", "processledarteam", "Processägare sammankallar"),
        shown(
            "RH-GAR-04", "vgr", "lokalt_utvecklingsansvarig", "lua_gruppen", "utvecklingsavdelningen leder"
        ),
        shown(
            "VGR-RPL-15", "vgr", "regional_processledare", "processledarnatverk", "Med: Lokal processledare."
        ),
        shown(
            "VGR-RPL-16",
            "vgr",
            "regional_processledare",
            "processledarnatverk",
            "Regional processledare leder",
        ),
        shown("VGR-LPL-16", "vgr", "lokal_processledare", "processledarnatverk", "samordna det operativa"),
        shown("POP-FOR-01", "pop", "ledning", "ledningsgrupp", "Syfte: styra processledningen"),
        shown("POP-FOR-01", "pop", "processledare", "radgivande_grupp", "Syfte: stödja processledningen"),
        shown("POP-FOR-02", "pop", "processagare", "radgivande_grupp", "utbyta kunskap och erfarenheter"),
        shown(
            "POP-VU-04", "pop", "verksamhetsutvecklare", "arbetsgrupp", "Med: Verksamhetsutvecklare, Kartl"
        ),
        shown("ESK-GRP-03", "eskilstuna", "klg", "klg", "Syfte: leda ledningsprocessen"),
        shown("ESK-GRP-05", "eskilstuna", "forvaltningschef", "pug", "Förvaltningschef eller bolagschef"),
        shown("ESK-GRP-05", "eskilstuna", "forvaltningschef", "plg", "Förvaltningschef eller bolagschef"),
        shown("ESK-GRP-08", "eskilstuna", "processagare", "pug", "Processägare"),
        shown("ESK-GRP-08", "eskilstuna", "processagare", "plg", "Processägare"),
        shown("ESK-GRP-09", "eskilstuna", "sakkunnig", "pug", "Sakkunnig"),
        shown("ESK-GRP-09", "eskilstuna", "sakkunnig", "plg", "Sakkunnig"),
        shown("ESK-TEAM-06", "eskilstuna", "processteam", "processteam", "Processägare leder"),
        shown("ESK-PA-04", "eskilstuna", "processagare", "processteam", "sammankallar, Processägare leder"),
        shown("ESK-TEAM-08", "eskilstuna", "sakkunnig", "processteam", "Sakkunnig"),
        shown("ESK-PF-02", "eskilstuna", "processforvaltare", "processteam", "Processförvaltare"),
    ],
)
def test_the_role_is_in_the_forum_as_the_text_says(key, role, forum, words):
    assert words in line_of(key, role, forum)


@pytest.mark.parametrize(
    ("forum", "roles"),
    [
        shown("ESK-GRP-10", "pug", ["processtodjare", "kommunikator", "strateg"]),
        shown("ESK-GRP-10", "plg", ["processtodjare", "kommunikator", "strateg"]),
        shown("ESK-TEAM-09", "processteam", ["processtodjare", "kommunikator", "strateg"]),
    ],
)
def test_the_group_has_support(forum, roles):
    for role in roles:
        assert "Stöd: Processtödjare, Kommunikatör, Strateg." in line_of("eskilstuna", role, forum)


@pytest.mark.parametrize(
    ("role", "forum", "line"),
    [
        shown("VGR-RPA-15", "regional_processagare", "funktionsgrupp", "motsvarande nivå"),
        shown("VGR-RPA-17", "regional_processagare", "funktionsgrupp", "där linjen samlas"),
        shown("VGR-PMA-07", "processomradesansvarig", "undergrupp_funktionsgrupp", ""),
        shown("VGR-PMA-21", "processomradesansvarig", "undergrupp_funktionsgrupp", "motsvarande nivå"),
        shown("VGR-RPL-08", "regional_processledare", "undergrupp_funktionsgrupp", ""),
        shown("VGR-RPL-24", "regional_processledare", "undergrupp_funktionsgrupp", "motsvarande nivå"),
        shown("VGR-ROL-11", "regional_processagare", "funktionsgrupp", ""),
        shown("VGR-SAM-05", "processomradesansvarig", "undergrupp_funktionsgrupp", ""),
        shown("VGR-SAM-06", "regional_processagare", "funktionsgrupp", ""),
    ],
)
def test_process_and_line_meet_where_the_line_governs_regionally(role, forum, line):
    found = profile("vgr").forums[forum]
    answers = [one.text.sv for one in card(profile("vgr"), role).responsibilities]
    assert found.owned_by == "linje"
    assert found.convener in profile("vgr").line
    for words in ("regionalt", "där linje och process möts"):
        assert words in line_of("vgr", role, forum)
    assert any("samverkar med linjen" in one.casefold() and line in one for one in answers)


@pytest.mark.krav("VGR-ROL-06")
def test_process_meets_the_line_by_the_four_roles_and_by_no_other():
    four = {
        "regional_processagare",
        "processomradesansvarig",
        "regional_processledare",
        "lokal_processledare",
    }
    found = profile("vgr")
    of_process = {key for key, role in found.roles.items() if role.scope == "processnod"}
    assert four < of_process
    for forum in found.forums.values():
        assert {forum.convener, forum.chair, *forum.members} & of_process <= four


@pytest.mark.parametrize(
    "role",
    ["regional_processagare", "processomradesansvarig", "regional_processledare", "lokal_processledare"],
)
@pytest.mark.krav("VGR-STR-02")
def test_those_who_answer_for_processes_on_each_level_cooperate_with_the_other_structures(role):
    said = [one.text.sv for one in card(profile("vgr"), role).responsibilities if "VGR-STR-02" in one.krav]
    assert len(said) == 1
    assert "samverkar med" in said[0].casefold()


@pytest.mark.parametrize(
    "part", [shown("POP-FOR-03", "Syfte: "), shown("POP-FOR-06", "Resultatet används till: ")]
)
def test_every_forum_of_the_base_profile_says_what_it_is_for_and_what_comes_of_it(part):
    found = profile("pop")
    assert set(found.forums) == {"ledningsgrupp", "radgivande_grupp", "arbetsgrupp"}
    for key, forum in found.forums.items():
        assert part in line_of("pop", forum.convener, key)


@pytest.mark.krav("POP-FOR-05")
def test_there_are_forums_to_lead_to_advise_and_to_work():
    kinds = {forum.kind for forum in profile("pop").forums.values()}
    assert kinds == {"ledningsgrupp", "radgivande_grupp", "arbetsgrupp"}
