"""A share of the random models in every test run; `python -m tests.fuzz` plays thousands."""

import pytest

from engine.runtime.specs.joins import Parallel
from tests.fuzz import worker
from tests.fuzz.play import Pair, pair, play


@pytest.fixture(scope="module")
def workers():
    with pair() as started:
        yield started


@pytest.mark.parametrize("first", range(0, 160, 20))
def test_the_engine_and_the_reference_agree_after_every_step(workers, first):
    outcomes = [play(seed, workers) for seed in range(first, first + 20)]
    assert [outcome.difference for outcome in outcomes if outcome.difference] == []
    assert sum(outcome.steps for outcome in outcomes) > 100


class Here(Pair):
    """Plays in this process, where a test can break the engine."""

    def __init__(self, folder):
        super().__init__([], folder)
        self.catalogue = worker.catalogue_of(folder)

    def ask(self, *what):
        return worker.answer(self.catalogue, what)


def test_a_join_that_counts_tokens_instead_of_flows_is_found(tmp_path, monkeypatch):
    def arrived(self, task):
        arrivals = self.first_arrivals(task.workflow)
        if len(arrivals) >= 2:
            self.fire(arrivals)

    monkeypatch.setattr(Parallel, "arrived", arrived)
    assert any(play(seed, Here(tmp_path)).difference for seed in range(40))
