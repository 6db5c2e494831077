"""A profile file is read with what it extends; each fault is told with its file, line and key."""

import hashlib
from pathlib import Path

import pytest
from small_profile import BASE, swapped

from engine.errors import ModelRefusedError
from engine.governance.profile import Profile
from engine.governance.profile_reading import read, stored
from engine.library import PRODUCT, product_profile, statements

# What a governing text stands in relation to: its kind, the role that it concerns, the statement.
RELATED = """source:
  - {document: RH, name: {sv: A, en: A}, relations: [
      {kind: %s, sv: B, en: B, roles: [%s], krav: [%s]}]}"""
HEAD = b"key: egen\nname: {sv: Egen, en: Own}\nextends: grund\n"


def faults(text: bytes, bases: dict[str, bytes] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(ModelRefusedError) as refused:
        read(text, {"grund": BASE} if bases is None else bases, {"RH-GAR-01"})
    return [(one.element or "", one.text.sv) for one in refused.value.findings]


def own(text: str) -> Profile:
    return read(HEAD + text.encode(), {"grund": BASE}, set())


def test_what_is_not_said_is_inherited_an_entry_replaces_and_null_removes() -> None:
    found = own(
        "roles:\n  ledning:\n    name: {sv: Vi, en: We}\n    kind: position\n    scope: organisation\n"
    )

    assert found.key == "egen"
    assert found.line == ("chef",)
    assert found.roles["chef"].name.sv == "Chef"
    assert (found.roles["ledning"].name.sv, found.roles["ledning"].decider) == ("Vi", None)
    assert found.switches == {"facklig": True}
    assert own("switches:\n  facklig: null\n").switches == {}


def test_the_version_is_named_by_every_source() -> None:
    first = own("").hash

    assert read(BASE).hash not in (first, "")
    assert read(HEAD, {"grund": BASE + b"# changed\n"}).hash != first
    assert read(HEAD, {"grund": BASE}).hash == first


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("kind: position", "kindd: position", ":7: roles.chef.kindd", "Menar du kind?"),
        ("kind: position", "kind: boss", ":7: roles.chef.kind", "Ange någon av"),
        ("decides: [chef]", "decides: [cheef]", ":19: mandates.linje.personal.decides", "Menar du chef?"),
        ("decides: [chef]", "decides: []", ":19: mandates.linje.personal.decides", "Ingen har mandatet"),
        (
            "decides: [chef]",
            "decides: [chef]\n    denied: [chef]",
            "mandates.linje.personal.denied",
            "både har",
        ),
        ("praxis: true", "krav: [RH-GAR-99]", "mandates.linje.personal.krav", "RH-GAR-99 finns inte"),
        ("praxis: true", "level: T", "mandates.linje.personal", "praxis: true när texten tiger"),
        ("praxis: true", "praxis: true\n    level: X", "mandates.linje.personal.level", "S, T, O, P"),
        ("decides: [chef]", "decides: [ledning, chef]", "", ""),
        ("    decider: {member: ordforande}\n", "", "", ""),
        (
            "decider: {member: ordforande}",
            "superior: {role: chef, scope: same}",
            "roles.chef.superior",
            "går i ring",
        ),
        (
            "decider: {member: ordforande}",
            "appointed_by: [{role: ledning}]",
            "roles.ledning.appointed_by",
            "går i ring",
        ),
        ("decider: {member: ordforande}", "plays: [chef]", "roles.ledning.plays", "spelas inte"),
        ("decider: {member: ordforande}", "appointed_by: [{scope: same}]", "appointed_by.0", "Ange role"),
        ("  ledning:\n", "  chef:\n", ":10: roles.chef", "två gånger"),
        ("line: [chef]", "lines: [chef]", ":3: lines", "Menar du line?"),
        (
            "line: [chef]",
            f"line: [chef]\n{RELATED % ('bilagor', 'chef', 'RH-GAR-01')}",
            ":6: source.0.relations.0.kind",
            "Ange någon av",
        ),
        (
            "line: [chef]",
            f"line: [chef]\n{RELATED % ('bilaga', 'cheef', 'RH-GAR-01')}",
            ":6: source.0.relations.0.roles",
            "Menar du chef?",
        ),
        (
            "line: [chef]",
            f"line: [chef]\n{RELATED % ('bilaga', 'chef', 'RH-GAR-99')}",
            ":6: source.0.relations.0.krav",
            "RH-GAR-99 finns inte",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_key(old: str, new: str, where: str, said: str) -> None:
    text = swapped(old, new)
    if not where:
        assert read(text).key == "grund"  # allowed: a group that decides nothing, one more that decides
        return

    found = faults(text, {})

    assert [one for one in found if where in one[0] and said in one[1]], found


def test_a_group_that_decides_must_have_a_named_decider() -> None:
    text = swapped("decides: [chef]", "decides: [ledning]").replace(
        b"    decider: {member: ordforande}\n", b""
    )

    assert [said for _, said in faults(text, {}) if "vem beslutar" in said]


def test_a_role_that_never_decides_has_no_mandate() -> None:
    text = swapped("scope: enhet\n", "scope: enhet\n    never_decides: {praxis: true}\n")

    assert [said for _, said in faults(text, {}) if "beslutar aldrig" in said]


def test_a_fault_in_what_is_inherited_names_the_other_file() -> None:
    found = faults(HEAD, {"grund": swapped("kind: position", "kind: boss")})

    assert found[0][0].startswith("grund:7: roles.chef.kind")


def test_a_removed_role_may_not_be_named_by_what_is_left() -> None:
    found = faults(HEAD + b"roles:\n  chef: null\n")

    assert any("mandates.linje.personal" in where and "chef finns inte" in said for where, said in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD.replace(b"grund", b"grynd"), "grynd"),
        (HEAD + b"roles:\n  chief: null\n", "ärvs inte"),
        (b"- a\n- b\n", "nycklar med värden"),
        (b"key: [", "line 1"),
        (b"", "nycklar med värden"),
    ],
)
def test_what_cannot_be_built_upon_is_refused_with_a_sentence(text: bytes, said: str) -> None:
    assert any(said in told for _, told in faults(text))


def test_profiles_that_extend_each_other_are_refused() -> None:
    other = HEAD.replace(b"egen", b"grund").replace(b"extends: grund", b"extends: egen")

    assert "går i ring" in faults(HEAD, {"grund": other, "egen": HEAD})[0][1]


@pytest.mark.parametrize(
    "path", sorted((PRODUCT / "bpmn" / "profiles").glob("*.yaml")), ids=lambda one: one.stem
)
def test_a_profile_of_the_product_says_where_it_is_written(path: Path) -> None:
    profile = product_profile(path.stem)

    assert profile.key == path.stem
    assert {krav for role in profile.roles.values() for krav in role.krav} <= set(statements())
    for mandate in profile.mandates.values():
        assert mandate.krav or mandate.praxis, mandate.key


@pytest.mark.parametrize("key", ["vgr", "region", "eskilstuna", "pop"])
def test_every_role_of_the_model_is_somebody_in_the_profile(key: str) -> None:
    profile = product_profile(key)
    drawn = ("forvaltningsledning", "uppdragsagare", "beredningsgrupp", "lokalt_utvecklingsansvarig", "stab")
    rest = ("projektledare", "chef", "verksamhet", "lokal_processledare")

    assert all(profile.role_for(role) for role in (*drawn, *rest))


EARLIER = b"""key: forr
name: {sv: Forr, en: Before}
version: 1
roles:
  chef:
    name: {sv: Chef, en: Manager}
    kind: position
    scope: enhet
    appointed_by: {role: chef, praxis: true}
mandates:
  linje.drift: {name: {sv: Drift, en: Operation}, home: linje, decides: [], proposes: [], denied: [chef], krav: []}
incompatible:
  - {roles: [chef, stab], within: arende, rule: forbidden, reason: {sv: Nej., en: No.}, krav: []}
separation:
  - {act: utse, self: forbidden, reason: {sv: Nej., en: No.}}
"""


def test_an_edition_of_an_earlier_release_stays_usable_under_its_own_name() -> None:
    found = stored(EARLIER, {})

    assert found.hash == hashlib.sha256(EARLIER).hexdigest()
    assert found.roles["chef"].appointed_by[0].roles == ("chef",)
    assert found.incompatible[0].roles == {"chef", "stab"}
    assert found.nobody_themselves == {"utse"}
    assert len(faults(EARLIER)) > 1  # but it cannot be published anew
