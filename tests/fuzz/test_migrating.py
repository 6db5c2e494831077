"""A share of the random cases that are carried to another version, in every test run."""

from collections import Counter

import pytest

from engine.runtime.migrating.carrying import Carrier
from engine.runtime.migrating.change import Change
from tests.fuzz.migrating import carry


def test_a_case_carried_over_goes_on_as_if_it_had_run_on_the_new_version_from_the_beginning() -> None:
    outcomes = [carry(seed) for seed in range(40)]

    assert [(one.seed, one.difference) for one in outcomes if one.difference] == []
    assert sum(one.points for one in outcomes) > 150
    assert sum(one.onwards for one in outcomes) > 400
    refused = sum((one.refused for one in outcomes), Counter[str]())
    assert sum(refused.values()) < 20, refused


def test_a_carrier_that_forgets_what_a_scope_holds_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Change, "carried", lambda _, values: {} if len(values) > 2 else dict(values))

    assert any(_goes_wrong(seed) for seed in range(20))


def test_a_carrier_that_forgets_boundary_events_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Carrier, "_group", lambda self, token: iter(filter(None, [self._token(token["parts"][0] if "parts" in token and token["at"].endswith("Split") else token)]))
    )  # fmt: skip

    assert any(_goes_wrong(seed) for seed in range(40))


def _goes_wrong(seed: int) -> bool:
    try:
        return carry(seed).difference is not None
    except Exception:  # noqa: BLE001  a step that cannot be taken is a difference too
        return True
