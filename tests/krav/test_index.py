"""The index of tests is what the marks say, and every mark and every carrier names a statement that there is."""

import json
from pathlib import Path

import krav_index

from engine.library import statements
from engine.queries.statements.carriers import carriers
from engine.queries.statements.coverage import TESTS


def test_the_index_is_what_the_marks_on_the_tests_give(tmp_path: Path) -> None:
    krav_index.collect(tmp_path / "index.json")

    assert TESTS.read_bytes() == (tmp_path / "index.json").read_bytes(), "run make krav"


def test_every_mark_names_a_statement_and_something_that_carries_it() -> None:
    marked = set(json.loads(TESTS.read_bytes()))

    assert marked - set(statements()) == set()
    assert marked - set(carriers()) == set(), "a test cannot show what nothing carries"


def test_what_obliges_nobody_is_carried_by_nothing_and_shown_by_no_test() -> None:
    explanatory = {key for key, one in statements().items() if one.not_binding}

    assert explanatory & (set(carriers()) | set(json.loads(TESTS.read_bytes()))) == set()


def test_every_carrier_names_a_statement_that_there_is() -> None:
    unknown = {key: found for key, found in carriers().items() if key not in statements()}

    assert unknown == {}
