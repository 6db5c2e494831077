"""Every decision right of the governing texts, for every role of every profile, through the function that permits."""

from dataclasses import dataclass

import pytest

from engine.errors import ForbiddenError
from engine.governance.permissions import POLICY, Permission, administrator, rals_itself
from engine.governance.profile import Profile
from engine.governance.rights import mandate_of
from engine.library import product_profile
from tests.engine.governance.matrix import DENIED, LINE, MATRIX, PROCESS_ROLES, PROFILES

PROFILE = {key: product_profile(key) for key in PROFILES}


@dataclass(frozen=True)
class Cell:
    profile: str
    mandate: str
    decides: frozenset[str]
    proposes: frozenset[str]
    consults: frozenset[str]
    regulated: bool


def cell(profile: str, mandate: str, text: str) -> Cell:
    found: dict[str, set[str]] = {"B": set(), "F": set(), "S": set()}
    part = "B"
    for word in text.removeprefix("-").split():
        if word in ("F", "S"):
            part = word
        else:
            found[part] |= LINE[profile] if word == "LINE" else {word}
    decides = found["B"] or LINE[profile]
    regulated = not text.startswith("-")
    return Cell(profile, mandate, frozenset(decides), frozenset(found["F"]), frozenset(found["S"]), regulated)


def cells() -> list[Cell]:
    rows = [line.split(" | ") for line in MATRIX.strip().splitlines()]
    return [
        cell(profile, row[0], text) for row in rows for profile, text in zip(PROFILES, row[1:], strict=True)
    ]


def each(found: list[Cell]) -> list[object]:
    return [pytest.param(one, id=f"{one.profile}-{one.mandate}") for one in found]


def refusal(mandate: str, role: str, profile: Profile) -> str | None:
    try:
        mandate_of(mandate, role, profile)
    except ForbiddenError as error:
        return error.text.sv
    return None


@pytest.mark.parametrize("cell", each(cells()))
def test_those_whom_the_text_names_decide_and_all_others_are_told_who_may(cell: Cell) -> None:
    profile = PROFILE[cell.profile]
    said = {role: refusal(cell.mandate, role, profile) for role in profile.roles}

    assert {role for role, refused in said.items() if refused is None} == cell.decides
    for role, refused in said.items():
        if refused is not None:
            assert all(profile.roles[decider].name.sv in refused for decider in cell.decides)
            assert profile.roles[role].name.sv in refused
            where = profile.mandates[cell.mandate].krav or [f"praxis i profilen {profile.name.sv}"]
            assert all(source in refused for source in where)


@pytest.mark.parametrize("cell", each(cells()))
def test_proposers_and_those_consulted_are_those_of_the_text(cell: Cell) -> None:
    mandate = PROFILE[cell.profile].mandates[cell.mandate]

    assert set(mandate.proposes) == cell.proposes
    assert set(mandate.consults) == cell.consults


@pytest.mark.parametrize("cell", each(cells()))
def test_what_the_text_does_not_regulate_is_practice_or_a_reading(cell: Cell) -> None:
    mandate = PROFILE[cell.profile].mandates[cell.mandate]

    if cell.regulated:
        assert mandate.krav
    else:
        # Without a statement of its own, or by the rule that what the process lacks is the line's.
        assert mandate.praxis or set(mandate.krav) <= {"ESK-LIN-14", "ESK-LIN-15"}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("mandate", DENIED)
def test_a_process_role_is_never_given_what_is_the_lines(profile: str, mandate: str) -> None:
    for role in PROCESS_ROLES[profile]:
        refused = refusal(mandate, role, PROFILE[profile])
        assert refused is not None
        assert "aldrig beslutar" in refused


@pytest.mark.parametrize(
    ("mandate", "role", "statement"),
    [
        ("linje.personal", "regional_processledare", "VGR-EXK-06"),
        ("linje.linjebudget", "processomradesansvarig", "VGR-EXK-07"),
        ("linje.styrning", "regional_processagare", "VGR-RPA-10"),
        ("process.arbetssatt", "chef", "VGR-ROL-09"),
    ],
)
def test_a_refusal_names_the_statement_that_denies(mandate: str, role: str, statement: str) -> None:
    assert statement in (refusal(mandate, role, PROFILE["vgr"]) or "")


@pytest.mark.parametrize(
    ("profile", "role", "statement"),
    [
        ("eskilstuna", "processforvaltare", "ESK-PF-02"),
        ("region", "licenshallare", "UPP-SYS-03"),
        ("vgr", "sakkunnig", "RH-ROLE-BG-01"),
    ],
)
def test_a_role_that_never_decides_is_refused_every_mandate(profile: str, role: str, statement: str) -> None:
    read = PROFILE[profile]

    for mandate in read.mandates:
        said = refusal(mandate, role, read)
        assert said is not None
        assert statement in said or role in read.mandates[mandate].denied


def test_every_profile_has_the_same_mandates() -> None:
    named = [set(profile.mandates) for profile in PROFILE.values()]

    assert all(one == named[0] for one in named)


def test_a_mandate_that_no_profile_has_is_the_lines() -> None:
    assert "hör till linjen" in (refusal("pappersgem.inkop", "chef", PROFILE["vgr"]) or "")


def test_profiles_are_published_by_administrators_and_operators_only() -> None:
    assert POLICY[Permission.PROFILE_PUBLISH] == (administrator, rals_itself)
