import pytest

from engine.runtime.checks import reserved_id
from tests.engine.runtime.checks.tiny import found, simple, user


@pytest.mark.parametrize("key", ["Start", "End", "Root", "gw.EndJoin", "arende", "idag"])
def test_an_id_that_the_engine_uses_is_refused(key):
    assert found(reserved_id, simple(user(key))) == [key]


def test_other_ids_are_let_through():
    assert found(reserved_id, simple(user("ut_start"))) == []
