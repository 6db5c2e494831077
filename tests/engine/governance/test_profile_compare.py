"""Two editions are compared role by role: who gains and loses what, who is new, who appoints."""

import json

import pytest
from click.testing import CliRunner

from engine.governance.profile import Profile
from engine.governance.profile_compare import compare
from engine.governance.profile_reading import read
from engine.library import product_profile
from tests.engine.governance.test_profile_reading import BASE
from web.cli import rals


def changes(old: str, new: str) -> set[tuple[str, str, str | None]]:
    assert old.encode() in BASE
    after = read(BASE.replace(old.encode(), new.encode()))
    return {(one.role, one.what, one.mandate) for one in compare(read(BASE), after)}


def test_an_edition_does_not_differ_from_itself() -> None:
    assert compare(product_profile("vgr"), product_profile("vgr")) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "decides: [chef]",
            "decides: [ledning]",
            {("chef", "lost", "linje.personal"), ("ledning", "gained", "linje.personal")},
        ),
        (
            "decides: [chef]",
            "decides: [chef]\n    denied: [ledning]",
            {("ledning", "gained", "linje.personal")},
        ),
        ("scope: enhet\n", "scope: enhet\n    cardinality: {exactly: 1}\n", {("chef", "cardinality", None)}),
        (
            "scope: enhet\n",
            "scope: enhet\n    appointed_by: [{role: ledning}]\n",
            {("chef", "appointed-by", None)},
        ),
        ("scope: enhet\n", "scope: regionomrade\n", {("chef", "scope", None)}),
        (
            "mandates:",
            "  stab:\n    name: {sv: Stab, en: Staff}\n    kind: personal\n    scope: organisation\nmandates:",
            {("stab", "new", None)},
        ),
    ],
)
def test_a_difference_is_told_for_the_role_that_it_concerns(
    old: str, new: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert changes(old, new) == expected


def test_the_other_way_round_gains_become_losses() -> None:
    def kinds(before: Profile, after: Profile) -> dict[str, int]:
        found = [one.what for one in compare(before, after)]
        return {what: found.count(what) for what in ("new", "removed", "gained", "lost")}

    there = kinds(product_profile("pop"), product_profile("region"))
    back = kinds(product_profile("region"), product_profile("pop"))

    assert there == {
        "new": back["removed"],
        "removed": back["new"],
        "gained": back["lost"],
        "lost": back["gained"],
    }
    assert min(there.values()) > 0


def test_the_command_line_says_it_in_words_and_as_json() -> None:
    words = CliRunner().invoke(rals, ["profiles", "compare", "pop", "eskilstuna"])
    data = json.loads(CliRunner().invoke(rals, ["profiles", "compare", "pop", "eskilstuna", "--json"]).output)

    assert "Nämnd eller styrelse beslutar nu: Besluta om processmål." in words.output
    found = [one for one in data if one["role"] == "processagare" and one["mandate"] == "mal.processmal"]
    assert {one["what"] for one in found} == {"gained", "lost"}
