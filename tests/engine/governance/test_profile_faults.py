"""Whatever is wrong with a profile is told in both languages."""

import re

import pytest
from small_profile import swapped

from engine.errors import ModelRefusedError
from engine.governance.profile_reading import read

FAULTY = (
    ("kind: position", "kindd: position"),
    ("kind: position", "kind: boss"),
    ("kind: position", "kind: [a]"),
    ("scope: enhet", "in_case: perhaps"),
    ("decides: [chef]", "decides: [cheef]"),
    ("decides: [chef]", "decides: [nobody-like-it]"),
    ("decides: [chef]", "decides: []"),
    ("decides: [chef]", "decides: chef"),
    ("decides: [chef]", "decides: [chef]\n    denied: [chef]"),
    ("praxis: true", "krav: [RH-GAR-99]"),
    ("praxis: true", "level: T"),
    ("praxis: true", "praxis: true\n    level: X"),
    ("decider: {member: ordforande}", "superior: {role: chef, scope: same}"),
    ("decider: {member: ordforande}", "appointed_by: [{role: ledning}]"),
    ("decider: {member: ordforande}", "plays: [chef]"),
    ("decider: {member: ordforande}", "appointed_by: [{scope: same}]"),
    ("decider: {member: ordforande}", "cardinality: {max: 0, min: x, exactly: null}"),
    ("decider: {member: ordforande}", "members: {forced: [a], min: 3}"),
    ("  ledning:\n", "  chef:\n"),
    ("mandates:\n", "escalation: {arende: {chain: [{roles: [cheef]}]}}\nmandates:\n"),
    ("mandates:\n", "escalation: {arende: {chain: [{roles: [chef], appointer_of: chef}]}}\nmandates:\n"),
    ("mandates:\n", "escalation: {arende: {chain: []}}\nmandates:\n"),
    ("mandates:\n", "escalation: {annat: {chain: [{roles: [chef]}]}}\nmandates:\n"),
)


def test_every_fault_is_told_in_english_too() -> None:
    told: list[str] = []
    for old, new in FAULTY:
        with pytest.raises(ModelRefusedError) as refused:
            read(swapped(old, new), {}, set())
        for one in refused.value.findings:
            assert one.text.sv != one.text.en, one.text
            assert not set("åäöÅÄÖ") & set(one.text.en), one.text
            assert not re.search(r"[Mm]ust be|Not a valid|Missing|Invalid|may not", one.text.sv), one.text
            told.append(one.text.en)
    assert any("goes in a circle" in one for one in told)
