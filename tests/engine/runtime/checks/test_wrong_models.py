"""Each of many small wrong models is refused by exactly the check that is meant for it."""

import pytest

from engine.runtime import checks
from tests.engine.runtime.checks import wrong_decisions, wrong_flows, wrong_governance, wrong_steps

EVERY = [*wrong_flows.WRONG, *wrong_governance.WRONG, *wrong_steps.WRONG, *wrong_decisions.WRONG]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.check}: {one.what}")
def test_a_wrong_model_is_refused_by_its_check_alone(one):
    files = {f"{one.name}.bpmn": one.files[0]} | ({"b.dmn": one.dmn} if one.dmn else {})
    found = checks.check(files, one.known)

    assert {finding.check for finding in found} == {one.check}
    assert all(finding.text.sv and finding.text.en and finding.remedy.sv for finding in found)


def test_there_are_many_and_every_check_has_one():
    assert len(EVERY) >= 60
    assert {one.check for one in EVERY} == {checks.key_of(check) for check in checks.CHECKS}
