"""Random models of all sizes: what a drawing must never do, and how often it may do what it should not."""

from dataclasses import asdict

import pytest

from engine.runtime.layout import lay_out, quality
from tests.engine.runtime.layout.random_models import Builder, random_model, tangled_model

FAULTS = ("overlaps", "edges_through_shapes", "edges_on_edges", "slanted", "labels_on_shapes")


@pytest.mark.parametrize("seed", range(80))
def test_nothing_covers_anything_and_no_flow_passes_through_a_shape(seed):
    measured = asdict(quality(lay_out(random_model(seed))))

    assert {fault: measured[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)


@pytest.mark.parametrize("seed", range(40))
def test_nor_in_models_without_any_structure(seed):
    measured = asdict(quality(lay_out(tangled_model(seed))))

    assert {fault: measured[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)


@pytest.mark.parametrize("seed", range(3))
def test_large_models_are_drawn_as_well(seed):
    drawn = lay_out(Builder(seed, lanes=4, roles=4).model(30))

    assert [getattr(quality(drawn), fault) for fault in FAULTS] == [0] * len(FAULTS)
    assert drawn.count(b"BPMNShape id") > 30


@pytest.mark.parametrize(("lanes", "roles", "most"), [(0, 1, 0.04), (0, 4, 0.12), (4, 1, 0.32)])
def test_few_flows_cross(lanes, roles, most):
    """Lanes and roles are chosen at random here, so that most flows of those models go between lanes."""
    drawn = [lay_out(Builder(seed, lanes=lanes, roles=roles).model(2 + seed % 12)) for seed in range(40)]
    flows = sum(data.count(b"BPMNEdge id") for data in drawn)

    assert sum(quality(data).crossings for data in drawn) <= most * flows


def test_names_seldom_stand_on_flows_or_on_each_other():
    measured = [quality(lay_out(random_model(seed))) for seed in range(40)]

    assert sum(one.labels_on_labels for one in measured) <= 1
    assert sum(one.labels_on_edges for one in measured) <= 4
