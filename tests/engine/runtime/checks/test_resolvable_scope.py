from engine.runtime.checks import resolvable_scope
from tests.engine.runtime.checks.tiny import each, found, simple, sub, user


def test_a_role_of_a_unit_that_is_not_named_is_refused():
    assert found(resolvable_scope, simple(user("ut_b", rals_role="enhetschef"))) == ["ut_b"]


def test_a_role_of_the_case_or_the_organisation_is_let_through():
    assert found(resolvable_scope, simple(user("ut_b", rals_role="ledning"))) == []


def test_a_unit_that_is_named_or_repeated_over_is_let_through():
    named = user("ut_b", rals_role="enhetschef", rals_scope="ut_a.enhet")
    repeated = user("ut_c", each(), rals_role="enhetschef")
    inside = sub("sp", each(), user("ut_d", rals_role="enhetschef"))

    assert found(resolvable_scope, simple(named, repeated, inside)) == []
