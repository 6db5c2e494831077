"""The four roles of the process structure: what the text says that they are together, and that they are not."""

import pytest

from engine.queries.roles.card import card
from tests.krav.diary import profile, shown

FOUR = ("regional_processagare", "processomradesansvarig", "regional_processledare", "lokal_processledare")


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


@pytest.mark.krav("VGR-SYF-01")
def test_the_roles_are_a_chain_from_the_local_to_the_strategic():
    found = profile("vgr")
    chain = [role.key for role in found.chain(found.roles["lokal_processledare"])]
    assert chain[:4] == [*FOUR[::-1]]


@pytest.mark.parametrize(
    ("role", "name", "terms"),
    [
        shown("VGR-RPA-19", "regional_processagare", "Regional processägare", ["processblockansvarig"]),
        shown("VGR-PMA-20", "processomradesansvarig", "Processområdesansvarig", ["processområdesansvarig"]),
        shown(
            "VGR-RPL-23",
            "regional_processledare",
            "Regional processledare",
            ["processgruppsansvarig", "produktionsprocessansvarig"],
        ),
        shown(
            "VGR-LPL-18",
            "lokal_processledare",
            "Lokal processledare",
            ["subprocessgruppsansvarig", "delproduktionsprocessledare"],
        ),
    ],
)
@pytest.mark.krav("VGR-ROL-04")
def test_the_role_has_a_plain_name_and_says_what_the_classification_calls_it(role, name, terms):
    found = card(profile("vgr"), role)
    assert found.name.sv == name
    assert [one.text.sv for one in found.aliases] == terms


@pytest.mark.krav("VGR-EXK-04", "VGR-SAM-04")
def test_the_four_roles_are_held_for_processes_and_are_no_posts_and_not_of_the_line():
    found = profile("vgr")
    for role in FOUR:
        assert found.roles[role].kind != "position"
        assert role not in found.line
        assert found.roles[role].scope == "processnod"
        lines = {key for key in found.mandates if key.startswith("linje.")}
        assert lines & {one.key for one in found.mandates_of(role)} == set()


@pytest.mark.krav("VGR-PRI-04")
def test_the_four_roles_say_what_is_held_together_and_never_how_work_is_organised():
    for role in FOUR:
        found = card(profile("vgr"), role)
        assert found.responsibilities
        assert "Lokala organisatoriska lösningar" in {one.text.sv for one in found.denied}


@pytest.mark.krav("VGR-ROL-02")
def test_the_four_roles_coordinate_across_administrations_support_the_line_and_represent_the_region():
    said = [
        one.text.sv.casefold()
        for role in FOUR
        for one in card(profile("vgr"), role).responsibilities
        if "VGR-ROL-02" in one.krav
    ]
    for words in ("över förvaltningarna", "stöder linjen", "företräder regionen i den regionala styrningen"):
        assert any(words in one for one in said), words
