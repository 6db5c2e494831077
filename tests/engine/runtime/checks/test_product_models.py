"""The product's own models pass every check, warnings and all."""

from pathlib import Path

import pytest

from engine.library import PRODUCT
from web.cli import models

FOLDERS = sorted(
    path.parent for top in ("bpmn", "benchmarks/models") for path in (PRODUCT / top).glob("*/*.bpmn")
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_model_of_the_product_has_no_error_and_no_warning(folder: Path):
    assert models.findings_of(models.files_of(folder), "vgr") == ()


def test_there_are_models_to_check():
    assert {"implementering", "tva_steg", "slinga"} <= {folder.name for folder in FOLDERS}
