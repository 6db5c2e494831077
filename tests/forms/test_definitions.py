"""The forms of the product: each compiles, is named like its file and can be drawn in both languages without data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import forms

DEFINITIONS = sorted((Path(forms.__file__).parent / "definitions").rglob("*.form.json"))


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_a_form_of_the_product_can_be_published_drawn_and_answered(path):
    form = forms.compile(path.read_bytes())
    now = datetime(2026, 11, 26, tzinfo=UTC)

    assert form.key == path.name.removesuffix(".form.json")
    for language in ("sv", "en"):
        assert form.view({}, {}, now, language=language).nodes
    assert form.check({}, {}, now).errors or form.check({}, {}, now).ok


def test_form_keys_are_unique():
    keys = [path.name for path in DEFINITIONS]

    assert len(set(keys)) == len(keys)
