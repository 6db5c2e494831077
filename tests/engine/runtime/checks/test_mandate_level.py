from dataclasses import replace

import pytest

from engine.runtime.checks import mandate_level
from tests.engine.runtime.checks.tiny import KNOWN, decision, found, simple


def levels(mandate: str, role: str) -> dict[str, frozenset[str]]:
    return {"m_chef": frozenset(mandate), "chef": frozenset(role)}


@pytest.mark.parametrize(("mandate", "role"), [("S", "O"), ("T", "S"), ("O", "ST")])
def test_a_mandate_on_a_level_that_the_role_is_not_on_is_refused(mandate, role):
    known = replace(KNOWN, levels=levels(mandate, role))

    assert found(mandate_level, simple(decision("ut_b")), known=known) == ["ut_b"]


@pytest.mark.parametrize(("mandate", "role"), [("S", "S"), ("T", "ST"), ("ST", "TO"), ("", "S"), ("S", "")])
def test_a_level_in_common_or_none_given_is_let_through(mandate, role):
    known = replace(KNOWN, levels=levels(mandate, role))

    assert found(mandate_level, simple(decision("ut_b")), known=known) == []
